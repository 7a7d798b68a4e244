/** Whether nothing has moved over an element for a while: its data-idle, by which the style hides the buttons. */

const MILLIS = 3000;

export class Idle {
  #element;
  #timer = null;
  #touch = false;

  constructor(element) {
    this.#element = element;
    for (const type of ['pointermove', 'focusin', 'keydown']) {
      element.addEventListener(type, event => event.pointerType !== 'touch' && this.#wake());
    }
    element.addEventListener('pointerdown', event => {
      this.#touch = event.pointerType === 'touch';
    }, true);
    element.addEventListener('click', event => this.#tap(event), true);
    element.addEventListener('pointerleave', event => event.pointerType === 'mouse' && this.#rest());
    this.#wake();
  }

  /** Hides the buttons if it was a finger that touched the picture; returns whether it was. */
  putAway() {
    if (this.#touch) {
      this.#rest();
    }
    return this.#touch;
  }

  /** A finger that touches what it cannot see shows it, and no more. */
  #tap(event) {
    if (this.#touch && 'idle' in this.#element.dataset) {
      event.stopPropagation();
      event.preventDefault();
      this.#wake();
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
