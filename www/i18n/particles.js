/**
 * Korean particles: which of two forms follows depends on the last sound of the word before. Messages are written with both,
 * as dictionaries write them (`“${word}”을(를)`), and `particles` leaves the one that fits.
 */

/** After a consonant, after a vowel. @type {Record<string, readonly [string, string]>} */
const FORMS = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '과(와)': ['과', '와'],
  '(으)로': ['으로', '로'],
  '(이)라고': ['이라고', '라고'],
  '이(었)': ['이었', '였'],
};
/** A word, the quotes and brackets that close it, and both forms of a particle. */
const PAIR = /([\p{L}\p{M}\p{N}']*)([^\p{L}\p{N}\s]*?)(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)라고|이\(었\))/gu;

/** Leaves of every pair of forms the one that fits the word before it. @param {string} text */
export const particles = (text) => text.replace(PAIR, (_, word, closing, pair) => word + closing + fitting(lastSound(word), pair));

/** @typedef {'vowel'|'ㄹ'|'consonant'} Sound */

/** @param {Sound} sound @param {string} pair */
function fitting(sound, pair) {
  const [afterConsonant, afterVowel] = FORMS[pair];
  // 로 follows ㄹ as it follows a vowel: 서울로.
  return sound === 'vowel' || (sound === 'ㄹ' && pair === '(으)로') ? afterVowel : afterConsonant;
}

/** What a word ends in as a Korean reader says it; nothing to say counts as a vowel. @param {string} word @returns {Sound} */
export function lastSound(word) {
  const last = word.normalize('NFC').at(-1) ?? '';
  if (/[가-힣]/.test(last)) return ofSyllable(last);
  if (/\d/.test(last)) return /[2459]/.test(last) ? 'vowel' : /[178]/.test(last) ? 'ㄹ' : 'consonant';
  return ofLatin(word.toLowerCase());
}

/** @param {string} syllable @returns {Sound} */
function ofSyllable(syllable) {
  const final = ((syllable.codePointAt(0) ?? 0) - 0xac00) % 28;
  return final === 0 ? 'vowel' : final === 8 ? 'ㄹ' : 'consonant';
}

/**
 * By the sound that a word of Latin letters has when it is written in Hangul: 북, 스쿨, 타임, 캣; but 나이트, 드링크, 하우스.
 * @param {string} word @returns {Sound}
 */
function ofLatin(word) {
  // A letter by itself has its name: 엘, 알; 엠, 엔.
  if (word.length === 1) return /[lr]/.test(word) ? 'ㄹ' : /[mn]/.test(word) ? 'consonant' : 'vowel';
  if (/le?$/.test(word)) return 'ㄹ';
  if (/(?:[mn]|ng|[aeiou][mn]e)$/.test(word)) return 'consonant';
  // A stop closes the syllable after one short vowel: 캣, 북, 백, 톱.
  if (/(?:^|[^aeiou])(?:[aeiou]|oo)(?:t|k|ck|p|b)$/.test(word) || /[aeiou]p$/.test(word)) return 'consonant';
  return 'vowel';
}
