/* Dark or light, before anything is painted; the choice is kept. No module: those run after the first paint. */
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const kept = () => {
    try {
      return localStorage.getItem('natcast-theme');
    } catch { // a page in a sandbox has no storage
      return null;
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = kept() ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', apply);
  apply();
})();
