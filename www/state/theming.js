/** Light and dark: the reader's choice, else the system's; paper is light. */
import { followPaper } from '../export/paper.js';

/** @param {import('./store.js').Store} store */
export function followTheme(store) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let printed = false;
  const apply = () => {
    const { theme, dark } = store.state;
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
    const now = !printed && (theme === 'auto' ? system.matches : theme === 'dark');
    if (now !== dark) store.set({ dark: now });
  };
  store.subscribe((state, before) => state.theme !== before.theme && apply());
  system.addEventListener('change', apply);
  followPaper((now) => ((printed = now), apply()));
  apply();
}
