/** Which key does what. Pure but for listen(). */

const LETTERS = { k: 'play', m: 'mute', f: 'fullscreen', p: 'pip', '?': 'help' };
const ARROWS = { ArrowUp: 'louder', ArrowDown: 'quieter' };
const WRITES = 'input:not([type=range]), textarea, select, [contenteditable], dialog[open] *';
/** What the space bar presses by itself. */
const PRESSED = 'button, a, summary, input';

/** The action of a key; null for none. within: whether the picture has the focus; arrows scroll the page else. */
export function action({ key, code = '', ctrlKey, altKey, metaKey, target }, within) {
  const is = selector => target.matches?.(selector) ?? false;
  if (ctrlKey || altKey || metaKey || is(WRITES)) {
    return null;
  } else if (key === ' ') {
    return is(PRESSED) ? null : 'play';
  } else if (key in ARROWS) {
    return within && !is('input') ? ARROWS[key] : null;
  }
  // An input method for Chinese names no letter, but the place of the key.
  const letter = key.length === 1 ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
  return LETTERS[letter] ?? null;
}

/** Acts upon the keys that no other element of the page takes. element: what holds the picture. */
export function listen(element, actions) {
  document.addEventListener('keydown', event => {
    const name = event.defaultPrevented ? null : action(event, element.contains(event.target));
    if (name && !(event.repeat && !['louder', 'quieter'].includes(name))) {
      event.preventDefault();
      actions[name]();
    }
  });
}
