/** How numbers of a calculation are written: three places, a true minus sign, powers of ten where they get long. */

/** @param {number} x @param {number} [places] */
export function digits(x, places = 3) {
  const size = Math.abs(x);
  const text = size >= 1e5 ? power(size) : size >= 1000 ? size.toFixed(0) : size.toFixed(size >= 100 ? 1 : places);
  return x < 0 && Number(size.toFixed(places)) !== 0 ? `−${text}` : text;
}

/** With its sign, as a summand is written. @param {number} x */
export const signed = (x) => (digits(x).startsWith('−') ? digits(x) : `+${digits(x)}`);

/** @param {number} size */
function power(size) {
  const exponent = Math.floor(Math.log10(size));
  const raised = String(exponent).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `${(size / 10 ** exponent).toFixed(2)}·10${raised}`;
}
