/** Sentences of growing length, written for this page, with a translation by hand; and clauses by which a visitor's own sentence grows. */

/** @typedef {{ text: string, reference: string }} Rung */

/** @type {Record<'fr'|'ko', Rung[]>} */
export const LADDER = {
  fr: [
    { text: 'Je suis fatigué.', reference: "I'm tired." },
    { text: 'Mon frère travaille dans un hôpital.', reference: 'My brother works in a hospital.' },
    { text: 'Ma mère prépare le dîner dans la petite cuisine.', reference: 'My mother is making dinner in the small kitchen.' },
    { text: 'Nous avons attendu le bus pendant une heure sous la pluie.', reference: 'We waited for the bus for an hour in the rain.' },
    {
      text: 'Quand je suis arrivé à la gare, le train était déjà parti.',
      reference: 'When I arrived at the station, the train had already left.',
    },
    {
      text: "Mon ami voulait acheter une voiture rouge, mais il n'avait pas assez d'argent et il est rentré.",
      reference: "My friend wanted to buy a red car, but he didn't have enough money and he went home.",
    },
    {
      text: 'Hier soir, après le dîner, nous avons regardé un vieux film avec mes parents, puis nous sommes allés nous coucher très tard.',
      reference: 'Last night, after dinner, we watched an old movie with my parents, then we went to bed very late.',
    },
    {
      text: "Le professeur a demandé aux élèves de lire le livre pendant les vacances, mais la plupart d'entre eux ont oublié, et ils ont dû le lire en une seule nuit.",
      reference:
        'The teacher asked the students to read the book during the holidays, but most of them forgot, and they had to read it in a single night.',
    },
  ],
  ko: [
    { text: '나는 피곤하다.', reference: "I'm tired." },
    { text: '그녀는 새 차를 샀다.', reference: 'She bought a new car.' },
    { text: '나는 어제 친구와 영화를 봤다.', reference: 'I saw a movie with a friend yesterday.' },
    { text: '나는 어제 친구와 함께 공원에서 점심을 먹었다.', reference: 'I had lunch in the park with a friend yesterday.' },
    { text: '비가 많이 와서 우리는 집에서 음악을 들으며 쉬었다.', reference: 'It rained a lot, so we rested at home listening to music.' },
    {
      text: '내 동생은 내일 시험이 있어서 오늘 밤늦게까지 도서관에서 공부할 것이다.',
      reference: 'My brother has an exam tomorrow, so he will study in the library until late tonight.',
    },
    {
      text: '지난주 토요일에 부모님과 시장에 가서 과일을 많이 샀는데 집에 와 보니 모두 상해 있었다.',
      reference: 'Last Saturday I went to the market with my parents and bought a lot of fruit, but when I came home it had all gone bad.',
    },
    {
      text: '선생님이 방학 동안 책을 한 권 읽으라고 하셨지만 나는 까맣게 잊어버려서 개학 전날 밤에 처음부터 끝까지 읽어야 했다.',
      reference:
        'The teacher told me to read a book during the vacation, but I completely forgot and had to read it from beginning to end the night before school started.',
    },
  ],
};

/** @type {Record<'fr'|'ko', string[]>} */
const CLAUSES = {
  fr: [
    ', et il pleut',
    ', et je lis un livre',
    ', et ma mère prépare le dîner',
    ', et le chat dort sur la chaise',
    ', et mon frère travaille dans un hôpital',
  ],
  ko: [
    ', 그리고 비가 온다',
    ', 그리고 나는 책을 읽는다',
    ', 그리고 어머니가 저녁을 준비한다',
    ', 그리고 고양이가 의자에서 잔다',
    ', 그리고 형은 병원에서 일한다',
  ],
};

/** A sentence by itself, then with ever more clauses behind it. @param {string} text @param {'fr'|'ko'} language @returns {string[]} */
export function grown(text, language) {
  const base = text.replace(/[\s.?!。]+$/u, '');
  return [text, ...CLAUSES[language].map((_, n) => `${base}${CLAUSES[language].slice(0, n + 1).join('')}.`)];
}

/** How many words a sentence has, as its writer counts them. @param {string} text */
export const length = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
