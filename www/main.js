/** The page's entry. The networks, which a visitor waits for longest, are on their way before the page is made. */
import { Client } from './networks/client.js';
import { followDevices } from './networks/devices.js';
import { OPENING } from './text/examples.js';
import { readLink } from './state/link.js';
import { known } from './networks/mechanisms.js';
import { recall } from './state/preferences.js';
import { Runner } from './state/runner.js';
import { DEFAULTS, INTERFACES, Store } from './state/store.js';

/** What the reader chose before, else the first of the browser's languages that the page speaks. */
function interfaceLanguage() {
  const wanted = [recall('lang'), ...navigator.languages].map((each) => each?.slice(0, 2));
  return INTERFACES.find((each) => each === wanted.find((one) => INTERFACES.some((known) => known === one))) ?? 'en';
}

const client = new Client();
const mechanisms = known(client.models);
const networks = Object.fromEntries(mechanisms.map((name) => [name, client.mechanism(name)]));
const lang = interfaceLanguage();
const defaults = { ...DEFAULTS, lang, text: OPENING[lang] };
const remembered = recall('theme');
const theme = remembered === 'light' || remembered === 'dark' ? remembered : 'auto';
const linked = readLink(location.search, defaults, mechanisms);
const untouched = !new URLSearchParams(location.search).has('text');
// A link without a sentence opens with one for the language that it asks for.
const link = untouched ? { ...linked, text: OPENING[linked.lang] } : linked;

const store = new Store(link, { mechanisms, networks, theme, dark: false, untouched });
const runner = new Runner(store, client);

followDevices(store, client, () => runner.run());
runner.visit(link);

import('./show.js').then(
  ({ show }) => show(store, runner, defaults),
  (error) => {
    console.warn(error);
    tellBroken();
  },
);

/** Without what draws there is no page to say so: a line of text does, and a way to try again. */
function tellBroken() {
  const again = document.createElement('button');
  again.textContent = 'Try again · 다시 시도';
  again.onclick = () => location.reload();
  const line = document.createElement('p');
  line.role = 'alert';
  line.append('A part of this page did not arrive. · 페이지의 일부를 받지 못했습니다. ', again);
  document.body.append(line);
}
