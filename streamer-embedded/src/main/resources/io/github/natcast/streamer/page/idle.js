/** Whether nothing has moved over an element for a while: its data-idle, by which the style hides the buttons. */

const MILLIS = 3000;

export class Idle {
  #element;
  #timer = null;

  constructor(element) {
    this.#element = element;
    for (const type of ['pointermove', 'focusin', 'keydown']) {
      element.addEventListener(type, event => event.pointerType !== 'touch' && this.#wake());
    }
    element.addEventListener('pointerleave', event => event.pointerType === 'mouse' && this.#rest());
    this.#wake();
  }

  /** A finger shows the buttons, or puts them away. */
  toggle() {
    if ('idle' in this.#element.dataset) {
      this.#wake();
    } else {
      this.#rest();
    }
  }

  #wake() {
    clearTimeout(this.#timer);
    delete this.#element.dataset.idle;
    this.#timer = setTimeout(() => this.#rest(), MILLIS);
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#element.dataset.idle = '';
  }
}
