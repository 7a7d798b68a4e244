/** Whether frames flow. A viewer takes a picture that stands still for a live one, so this must not wait for ICE. */

const SILENT_MILLIS = 1000;

export class FrameWatch {
  #last;
  #decoded = -1;

  /** now: milliseconds on any clock, here and below. */
  constructor(now) {
    this.#last = now;
  }

  /** A frame was shown. */
  shown(now) {
    this.#last = now;
  }

  /** So many frames have been decoded: a page in the background decodes and shows nothing. */
  decoded(frames, now) {
    if (frames > this.#decoded) {
      this.#decoded = frames;
      this.#last = now;
    }
  }

  isSilent(now) {
    return now - this.#last >= SILENT_MILLIS;
  }
}
