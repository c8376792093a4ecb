/** Sub-words or whole words: what rows and columns of a heatmap are. */
import { choices } from '../../drawing/choices.js';
import { t } from '../../i18n/t.js';

/** @param {{ whole: boolean, of?: string, choose: (whole: boolean, target: EventTarget|null) => void }} given */
export const unitChoice = ({ whole, of, choose }) =>
  choices({
    name: 'units',
    of,
    label: t('heatmap.units'),
    chosen: whole,
    all: [
      { value: false, label: t('heatmap.pieces') },
      { value: true, label: t('heatmap.words') },
    ],
    choose,
  });
