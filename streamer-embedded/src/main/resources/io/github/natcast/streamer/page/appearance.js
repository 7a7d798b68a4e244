/** The button for dark and light; theme.js has chosen before. */

const ROOT = document.documentElement;

export function listenForTheme(button) {
  const show = () => button.setAttribute('aria-pressed', String(ROOT.dataset.theme === 'dark'));
  button.onclick = () => {
    ROOT.dataset.theme = ROOT.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('natcast-theme', ROOT.dataset.theme);
    } catch {
      // A page in a sandbox has no storage: the choice lasts as long as the page.
    }
    show();
  };
  new MutationObserver(show).observe(ROOT, { attributeFilter: ['data-theme'] });
  show();
}
