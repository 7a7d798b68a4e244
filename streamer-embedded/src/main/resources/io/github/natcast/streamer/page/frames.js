/** Whether frames flow. A viewer takes a picture that stands still for a live one, so this must not wait for ICE. */

const SILENT_MILLIS = 1000;
const SUSPICIOUS_MILLIS = 700;

export class FrameWatch {
  #last;
  #decoded = null;
  #confirmed = false;

  /** now: milliseconds on any clock, here and below. */
  constructor(now) {
    this.#last = now;
  }

  /** A frame was shown. */
  shown(now) {
    this.#last = now;
    this.#decoded = null;
    this.#confirmed = false;
  }

  /** Whether it is time to ask how many frames have been decoded: browsers show none in the background. */
  isSuspicious(now) {
    return now - this.#last >= SUSPICIOUS_MILLIS;
  }

  /** So many frames have been decoded in all. It takes two such looks to see that there are no new ones. */
  decoded(frames, now) {
    if (this.#decoded !== null && frames > this.#decoded) {
      this.#last = now;
    }
    this.#confirmed = frames === this.#decoded;
    this.#decoded = frames;
  }

  isSilent(now) {
    return this.#confirmed && now - this.#last >= SILENT_MILLIS;
  }
}
