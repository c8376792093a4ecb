/** Tells when the page goes to a printer and when it is back; before that, how large each figure is, which print.css makes fit the sheet. */

/** What may be wider or higher than a sheet, and shrinks as a whole. */
const FIGURES = '.flow-figure, .heat, .beam, see-transformer, see-calculation';

/** @param {(printed: boolean) => void} told */
export function followPaper(told) {
  const paper = matchMedia('print');
  let printed = false;
  // A browser tells it twice; by the second time the figures are as small as on paper.
  const tell = (/** @type {boolean} */ now) => {
    if (now === printed) return;
    printed = now;
    if (printed) measure();
    told(printed);
  };
  addEventListener('beforeprint', () => tell(true));
  addEventListener('afterprint', () => tell(false));
  paper.addEventListener('change', () => tell(paper.matches));
}

function measure() {
  for (const figure of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(FIGURES))) {
    const { width, height } = figure.getBoundingClientRect();
    figure.style.setProperty('--wide', String(Math.max(1, Math.ceil(width))));
    figure.style.setProperty('--high', String(Math.max(1, Math.ceil(height))));
  }
}
