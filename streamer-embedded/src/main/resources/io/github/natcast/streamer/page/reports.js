/** What a player tells the server, for the viewer's timeline there. */

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
      error: problem && { code: problem.code, title: problem.title, message: problem.message, checks: problem.checks },
      stats,
    };
  }
}
