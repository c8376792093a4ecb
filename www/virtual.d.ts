// What vite.config.js makes up while it serves or builds.
declare module 'virtual:inventory' {
  const inventory: import('./inventory.js').Inventory;
  export default inventory;
}
