// What the plugin in scripts/vite-inventory.mjs makes up while it serves or builds.
declare module 'virtual:inventory' {
  const inventory: import('./networks/inventory.js').Inventory;
  export default inventory;
}
