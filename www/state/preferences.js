/** What the page remembers of its reader: language, colours, sentences. Works without storage, too. */

/** @param {string} name @returns {string|null} */
export function recall(name) {
  try {
    return localStorage.getItem(`seq2see.${name}`);
  } catch {
    return null; // storage is closed to this page: nothing is remembered
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`seq2see.${name}`, value);
  } catch {
    // storage is closed or full: the choice holds for this visit only
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(`seq2see.${name}`);
  } catch {
    // storage is closed: there is nothing to forget
  }
}
