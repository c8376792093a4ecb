/** Light and dark: the reader's choice, else the system's. */

/** @param {import('./state.js').Store} store */
export function followTheme(store) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme, dark } = store.state;
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
    const now = theme === 'auto' ? system.matches : theme === 'dark';
    if (now !== dark) store.set({ dark: now });
  };
  store.subscribe((state, before) => state.theme !== before.theme && apply());
  system.addEventListener('change', apply);
  // Paper is light: what is drawn by numbers is told so, too.
  addEventListener('beforeprint', () => store.set({ dark: false }));
  addEventListener('afterprint', apply);
  apply();
}
