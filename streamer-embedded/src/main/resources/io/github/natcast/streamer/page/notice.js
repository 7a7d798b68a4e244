/** A calm word from the server about this viewer's picture: what the viewer can do, and apart, what the operator must do. */

export class Notice {
  #element = document.getElementById('notice');
  #code = null;
  #parts = Object.fromEntries(['viewer', 'operator'].map(part => [part, {
    row: document.getElementById(`${part}Advice`),
    words: document.getElementById(`${part}Words`),
  }]));

  /** stage: what full screen shows; the notice moves into it meanwhile. */
  constructor(stage) {
    const home = document.createComment('');
    this.#element.before(home);
    document.addEventListener('fullscreenchange', () => {
      if (document.fullscreenElement === stage) {
        stage.append(this.#element);
      } else {
        home.after(this.#element);
      }
    });
  }

  /** A verdict; the code "none" takes the last one back. */
  show({ code, viewer, operator }) {
    if (code === 'none') {
      this.clear();
      return;
    }
    this.#code = code;
    this.#write('viewer', viewer);
    this.#write('operator', operator);
    this.#element.dataset.code = code;
    this.#element.hidden = false;
  }

  clear() {
    this.#code = null;
    this.#element.hidden = true;
  }

  /** Stable, for programs; null when there is nothing to say. */
  get code() {
    return this.#code;
  }

  #write(part, text) {
    const { row, words } = this.#parts[part];
    row.hidden = !text;
    if (words.textContent !== (text ?? '')) { // a screen reader reads again whatever is touched
      words.textContent = text ?? '';
    }
  }
}
