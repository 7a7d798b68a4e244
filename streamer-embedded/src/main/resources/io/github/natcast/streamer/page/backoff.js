/** The pauses between attempts: they double, and vary, so that the viewers of a restarted server do not return at once. */

const FIRST_SECONDS = 0.5;
const LONGEST_SECONDS = 8;
/** The part of a pause that chance decides. */
const JITTER = 0.25;

export class BackOff {
  #random;
  #pauses = 0;

  /** random: like Math.random. */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** The next pause, in seconds. */
  next() {
    const longest = Math.min(FIRST_SECONDS * 2 ** this.#pauses++, LONGEST_SECONDS);
    return longest * (1 - JITTER * this.#random());
  }

  /** The last attempt was a success: the next pause is a short one. */
  reset() {
    this.#pauses = 0;
  }
}
