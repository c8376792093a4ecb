/** Sentences to try: written for this page, short and everyday. */
export const EXAMPLES = {
  fr: [
    'Je suis très fatigué ce soir.',
    'Mon frère travaille dans un hôpital.',
    'Nous avons attendu le bus pendant une heure.',
    'Elle chante mieux que sa sœur.',
    'Où est la gare ?',
    "J'ai perdu mes clés.",
    'Merci beaucoup pour ton aide.',
  ],
  ko: [
    '나는 오늘 아주 피곤해.',
    '저 새가 예쁘다.',
    '그녀는 어제 새 차를 샀다.',
    '저는 수영을 못해요.',
    '한국어를 배우고 싶어요.',
    '언제 도착했어요?',
    '내 생일은 다음 주야.',
  ],
};

/** Those that stand under the sentence box. */
export const CHIPS = [EXAMPLES.fr[1], EXAMPLES.ko[1], EXAMPLES.ko[0]];
