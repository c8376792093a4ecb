/** Brings the words of the opened calculation. */
import { inside as en } from '../../i18n/en-inside.js';
import { inside as ko } from '../../i18n/ko-inside.js';
import { addWords } from '../../i18n/t.js';

addWords({ en, ko });
