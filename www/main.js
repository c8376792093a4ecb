/** The page's entry: reads the link and what is remembered, makes store, client and runner, shows the page. */
import { Client } from './client.js';
import { followDevices } from './devices.js';
import { followHistory } from './history.js';
import { followKeys } from './keys.js';
import { readLink } from './link.js';
import { known } from './mechanisms.js';
import { Page } from './page.js';
import { Playback } from './playback.js';
import { recall } from './preferences.js';
import { Runner } from './runner.js';
import { DEFAULTS, INTERFACES, Store } from './state.js';
import { followTheme } from './theming.js';
import { followUndo } from './undo.js';

/** What the reader chose before, else the first of the browser's languages that the page speaks. */
function interfaceLanguage() {
  const wanted = [recall('lang'), ...navigator.languages].map((each) => each?.slice(0, 2));
  return INTERFACES.find((each) => each === wanted.find((one) => INTERFACES.some((known) => known === one))) ?? 'en';
}

const client = new Client();
const mechanisms = known(client.models);
const defaults = { ...DEFAULTS, lang: interfaceLanguage() };
const remembered = recall('theme');
const theme = remembered === 'light' || remembered === 'dark' ? remembered : 'auto';
const link = readLink(location.search, defaults, mechanisms);

const store = new Store(link, { mechanisms, theme, dark: false });
const runner = new Runner(store, client);
const playback = new Playback(store, (moment) => runner.seek(moment));

followKeys(store, playback);
followTheme(store);
followDevices(store, client, () => runner.run());
followHistory(store, defaults, (visited) => runner.visit(visited));
followUndo(runner);
document.body.append(new Page(store, runner, playback));
runner.visit(link);
