/** What a player tells the server, for the viewer's timeline there. */

import { ENGLISH } from './problem.js';

/** Of the samples, one a second. */
const EVERY = 2;

export class Reports {
  #samples = 0;

  /** Counts a sample; returns whether to report it. */
  isDue() {
    return ++this.#samples % EVERY === 0;
  }

  /** A report; problem: why the session ended, or null. */
  write(state, timings, sample, problem) {
    const { path, ...stats } = sample ?? {};
    return {
      state: problem ? 'failed' : state,
      timings,
      pair: path && { local: path.local.type, remote: path.remote.type, roundTripMillis: path.roundTripMillis },
      error: problem && { code: problem.code, ...spoken(problem) },
      stats,
    };
  }
}

/** As the operator's log has it, whatever the viewer reads. */
function spoken(problem) {
  const { title, message, checks, detail } = problem.words(ENGLISH);
  return { title, message: detail ? `${message} ${detail}` : message, checks };
}
