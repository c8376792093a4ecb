/**
 * Which language a sentence is in, as far as a page that reads French and Korean needs to know:
 * by script, by letters that only some languages have, and by short common words.
 *
 * @typedef {'fr'|'ko'|'en'|'other'} Language
 * @typedef {{ language: Language, certain: boolean }} Guess `certain` is false where it could be
 *   another: such a sentence is translated all the same
 */
import { FRENCH_FORM, FRENCH_WORDS } from './french-words.js';

/** Words that stand in nearly every sentence of a language and in few of another. */
const COMMON = {
  fr: `je tu il elle on nous vous ils elles le la les un une des du de et est es suis sont sommes
    êtes était ce cette ces mon ma mes ton ta tes son sa ses leur notre votre ne pas plus que qui quoi où quand
    comment pourquoi dans sur avec pour par sans chez mais ou donc très bien oui non merci bonjour
    salut au aux en y se me te lui j l d c n s m t qu jamais toujours aussi moi toi ça fait faire
    avoir être ai as a avons avez ont va vais allons quel quelle
    bonne bon bien mal rien tous tout toute faut peut peux veux veut voudrais dois aller venir faire dire voir
    aime mange dort dors boit habite travaille parle parles cherche joue marche pense prends viens appelle appelles
    aujourd hui demain hier soir matin nuit jour heure heures ans beaucoup trop petit petite grand grande beau belle
    chien maison voiture rue gare école ami amie femme homme enfant enfants eau pain lait froid chaud faim soif peur
    bonsoir coucou revoir bientôt excusez pardon voici voilà deux trois quatre cinq sept huit neuf dix`,
  en: `the a an is are was were am be been i you he she it we they my your his its our their this
    that these those and or but not do does did don't have has had will would can could should of in
    on at to for with from by about what where when why how who which there here please thank
    thanks hello hi yes no isn't i'm it's you're let's very
    me her him them us if as so just like good morning night want need know think see tired love see give
    take tell get got go went come came make made time people day today tomorrow yesterday much many
    some any all more never always again never one two new old little big`,
  other: `der die das und ist nicht ich du er sie wir ihr ein eine mit auf zu von für wie geht heute sind
    habe bin sehr guten el los las una y es está no que por para con muy yo tú él ella nosotros usted
    cómo dónde qué soy hola gracias il gli che è sono non per con una di io lui lei noi molto ciao grazie
    o os um uma não é você eu ele ela muito obrigado het een niet ik jij wij met van hoe zijn`,
};
const WORDS = Object.fromEntries(Object.entries(COMMON).map(([language, list]) => [language, new Set(list.split(/\s+/))]));
/** Letters of French that English lacks; `ñ`, `ß` and the like that French lacks. */
const FRENCH_LETTERS = /[àâæçéèêëîïôœùûÿ]/gi;
const FOREIGN_LETTERS = /[äåöüßñáíóúìòãõøłżźćśńęąčšžřěůğışőű¿¡]/gi;
/** An elided word before a vowel: `j'ai`, `l'eau`, `qu'il`. */
const ELISION = /(?:^|[\s(«"-])(?:[jltdcnsm]|qu|lorsqu|puisqu|jusqu)['’](?=[aeiouyhàâéèêëîïôœù])/gi;
/** `don't`, `it's`, `we're`: an apostrophe that French does not write there. */
const CONTRACTION = /[a-z](?:n['’]t|['’](?:s|m|re|ve|ll|d))(?![\p{L}])/giu;

/** Below so many letters nothing is said of a language: `I` may become `Il`, `To` may become `Ton`. */
const ENOUGH = 3;
/** A letter of Hangul that is not part of a syllable. */
const JAMO = /[ㄱ-ㆎ]/;

/** Whether a text is the beginning of a word or two, too short to say that it is no language we read; a lone jamo is no syllable yet. @param {string} text */
export function isBeginning(text) {
  const all = text.match(/\p{L}/gu) ?? [];
  const letters = all.filter((letter) => !JAMO.test(letter));
  return letters.length < ENOUGH && all.length <= ENOUGH && /^[\p{L}\p{M}\s'’-]*$/u.test(text);
}

/**
 * Whether nothing in a text tells its language: no common word, letter or form of one, as in a heap of letters or a greeting in
 * Hindi. It is read as French all the same, and may mean anything.
 * @param {string} text
 */
export function tellsNothing(text) {
  const { language, certain } = detect(text);
  if (!/\p{L}/u.test(text)) return false;
  if (certain || language !== 'fr') return language === 'ko' && !/[가-힣]/.test(text.normalize('NFC'));
  const words = wordsOf(text).flatMap((word) => word.split("'"));
  return scores(text).fr === 0 && !words.some((word) => FRENCH_WORDS.has(word) || (word.length > 4 && FRENCH_FORM.test(word)));
}

/** The language that a sentence is written in, as far as it can be told. @param {string} text @returns {'fr'|'ko'|'en'|null} */
export function langOf(text) {
  const { language } = detect(text);
  return language === 'other' || tellsNothing(text) ? null : language;
}

/**
 * @param {string} text
 * @returns {Guess}
 */
export function detect(text) {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (!letters.length) return { language: 'fr', certain: false };
  const share = (/** @type {RegExp} */ script) => letters.filter((letter) => script.test(letter)).length / letters.length;
  const hangul = share(/\p{Script=Hangul}/u);
  const latin = share(/\p{Script=Latin}/u);
  if (hangul >= 0.3) return { language: 'ko', certain: true };
  if (hangul > 0) return { language: 'ko', certain: false };
  if (latin < 0.5) return { language: 'other', certain: true };
  return detectLatin(text);
}

/** @param {string} text @returns {Guess} */
function detectLatin(text) {
  const score = scores(text);
  const rivals = /** @type {const} */ (['en', 'other']);
  const best = rivals.reduce((a, b) => (score[b] > score[a] ? b : a));
  if (score.fr >= score[best]) return { language: 'fr', certain: score.fr >= score[best] + 1 };
  return { language: best, certain: score[best] >= score.fr + (score.fr ? 1.5 : 1) };
}

/** Evidence for each language, a common word counting one. @param {string} text */
function scores(text) {
  const words = wordsOf(text);
  const count = (/** @type {string} */ language) => words.filter((word) => WORDS[language].has(word)).length;
  const found = (/** @type {RegExp} */ sign) => text.normalize('NFC').match(sign)?.length ?? 0;
  return {
    fr: count('fr') + 1.5 * found(ELISION) + found(FRENCH_LETTERS),
    en: count('en') + 1.5 * found(CONTRACTION),
    other: count('other') + 2 * (withoutNames(text).match(FOREIGN_LETTERS)?.length ?? 0),
  };
}

/** Words in small letters, an elided one with what follows it. @param {string} text @returns {string[]} */
const wordsOf = (text) =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('’', "'")
    .match(/[\p{L}']+/gu) ?? [];

/** The text without its names: words with a capital that do not open a sentence. @param {string} text */
const withoutNames = (text) => text.normalize('NFC').replace(/(?<=[\p{L}\p{N},;:]\s+)\p{Lu}[\p{L}'’-]*/gu, '');
