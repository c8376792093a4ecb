/**
 * Sentences to try: written for this page, short and everyday. Bahdanau's, Luong's and the Transformer's networks translate
 * all of them rightly; `tests/browser/examples.spec.js` holds them to that.
 *
 * @typedef {{ text: string, means: { en: string, ko: string } }} Example `means`: what it says, for who does not read its language
 */

/** @type {Record<'fr'|'ko', Example[]>} */
export const SENTENCES_TO_TRY = {
  fr: [
    { text: 'Je suis très fatigué ce soir.', means: { en: 'I am very tired tonight.', ko: '나는 오늘 저녁에 아주 피곤하다.' } },
    { text: 'Mon frère travaille dans un hôpital.', means: { en: 'My brother works in a hospital.', ko: '내 형은 병원에서 일한다.' } },
    { text: 'Ma mère prépare le dîner.', means: { en: 'My mother is making dinner.', ko: '어머니가 저녁을 준비하신다.' } },
    { text: "Nous avons visité Paris l'année dernière.", means: { en: 'We visited Paris last year.', ko: '우리는 작년에 파리에 갔다.' } },
    { text: 'Où est la gare ?', means: { en: 'Where is the station?', ko: '역이 어디예요?' } },
    { text: "J'ai perdu mes clés.", means: { en: 'I lost my keys.', ko: '열쇠를 잃어버렸다.' } },
    { text: 'Merci beaucoup pour ton aide.', means: { en: 'Thank you very much for your help.', ko: '도와줘서 정말 고마워.' } },
  ],
  ko: [
    { text: '나는 어제 친구와 영화를 봤다.', means: { en: 'I saw a movie with a friend yesterday.', ko: '나는 어제 친구와 영화를 봤다.' } },
    { text: '저 새가 예쁘다.', means: { en: 'That bird is pretty.', ko: '저 새가 예쁘다.' } },
    { text: '나는 오늘 아주 피곤해.', means: { en: 'I am very tired today.', ko: '나는 오늘 아주 피곤해.' } },
    { text: '그녀는 어제 새 차를 샀다.', means: { en: 'She bought a new car yesterday.', ko: '그녀는 어제 새 차를 샀다.' } },
    { text: '저는 서울에 살아요.', means: { en: 'I live in Seoul.', ko: '저는 서울에 살아요.' } },
    { text: '한국어를 배우고 싶어요.', means: { en: 'I want to learn Korean.', ko: '한국어를 배우고 싶어요.' } },
    { text: '내 생일은 다음 주야.', means: { en: 'My birthday is next week.', ko: '내 생일은 다음 주야.' } },
  ],
};

/** Their texts. */
export const EXAMPLES = {
  fr: SENTENCES_TO_TRY.fr.map(({ text }) => text),
  ko: SENTENCES_TO_TRY.ko.map(({ text }) => text),
};

/** What a visitor finds in the box, by the language of the page. */
export const OPENING = { en: EXAMPLES.fr[0], ko: EXAMPLES.ko[0] };

/** What Compare opens with: without attention the second half of such a sentence is lost. */
export const COMPARED = { en: 'Nous avons attendu le bus pendant une heure.', ko: '나는 어제 친구와 함께 공원에서 점심을 먹었다.' };

/** Those that stand under the sentence box, by the language of the page. */
export const CHIPS = {
  en: [EXAMPLES.fr[1], EXAMPLES.ko[1], EXAMPLES.ko[2]],
  ko: [EXAMPLES.ko[1], EXAMPLES.fr[0], EXAMPLES.ko[2]],
};
