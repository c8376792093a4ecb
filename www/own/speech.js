/**
 * Which voice reads a language. Only voices that live on this machine: others send the sentence to somebody's server,
 * and the page promises that it never leaves the browser.
 * @param {readonly Pick<SpeechSynthesisVoice, 'lang'|'localService'|'default'>[]} voices @param {string} lang such as `ko`
 */
export function voiceFor(voices, lang) {
  const fit = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === lang);
  return fit.find((voice) => voice.default) ?? fit[0] ?? null;
}
