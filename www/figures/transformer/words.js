/** Brings the words of the Transformer's walk. */
import { transformer as en } from '../../i18n/en-transformer.js';
import { transformer as ko } from '../../i18n/ko-transformer.js';
import { addWords } from '../../i18n/t.js';

addWords({ en, ko });
