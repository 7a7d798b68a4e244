/**
 * Decides what to do when something goes wrong: pure, so that it can be tried without a server or a clock of its own.
 * At most one attempt runs at a time, beside the picture that is on the screen, which stays until the attempt has its own.
 */

/** An attempt that played for so long was a success; one that ended sooner counts as a failure. */
const SUCCESS_MILLIS = 5000;
/** A browser calls its path disconnected after about five seconds; a new one, found meanwhile, harms nothing. */
const RESTART_MILLIS = 1000;
/** ICE recovers, or is restarted, before that; a picture that stands still for longer has another cause. */
const STALLED_MILLIS = 8000;

export class Recovery {
  /** none, flowing, or stalled. */
  picture = 'none';
  /** Why there is no picture, or why the last attempt to replace it failed; null when all is well. */
  problem = null;
  /** When the next attempt begins, on the clock; null when none is planned. */
  nextAttemptAt = null;

  #clock;
  #backOff;
  #actions;
  #running = false;
  #connected = false;
  #stopped = false;
  /** Whether the session behind the picture has all that it needs to go on, although its packets may be missing. */
  #whole = false;
  #playedSince = 0;
  #cancelWait = () => {};
  #cancelStall = () => {};
  #stalled;

  /**
   * clock: { now(), after(millis, task) }, where after() returns what cancels the task.
   * actions: attempt() begins an attempt and ends one that runs; abandon() ends one that runs; restartIce(why);
   * listen(task) calls the task once the server answers, and returns what ends the listening; changed().
   * stalled: the problem of a picture that stands still although nothing else is wrong.
   * A problem is transient if it is worth trying again, and away if the server could not be reached; the next attempt
   * comes retryAfter seconds later at the earliest.
   */
  constructor({ clock, backOff, actions, stalled }) {
    this.#clock = clock;
    this.#backOff = backOff;
    this.#actions = actions;
    this.#stalled = stalled;
  }

  /** One word for the person who watches, derived from the facts. */
  get state() {
    if (this.picture === 'flowing') {
      return 'playing';
    } else if (this.#stopped) {
      return 'failed';
    } else if (this.nextAttemptAt !== null) {
      return 'waiting';
    } else if (this.picture === 'stalled') {
      return 'interrupted';
    }
    return this.#connected ? 'connected' : 'connecting';
  }

  /** A person wants a picture now. */
  start() {
    this.#backOff.reset();
    this.#attempt();
  }

  /** Nobody watches any more; start() begins anew. */
  stop() {
    this.#calm();
    this.#show('none');
    this.problem = null;
    if (this.#running) {
      this.#running = false;
      this.#actions.abandon();
    }
  }

  /** The running attempt has a connection. */
  connected() {
    this.#connected = true;
    this.problem = null;
    this.#actions.changed();
  }

  /** The running attempt has a picture, which is on the screen from now on. */
  plays() {
    this.#running = false;
    this.#show('flowing');
    this.#whole = true;
    this.problem = null;
    this.#playedSince = this.#clock.now();
    this.#actions.changed();
  }

  /** Whether frames of the picture on the screen arrive. */
  frames(flow) {
    if (this.picture !== 'none' && (this.picture === 'flowing') !== flow) {
      this.#show(flow ? 'flowing' : 'stalled');
      if (flow && this.#whole) {
        this.#recovered();
      }
      this.#actions.changed();
    }
  }

  /** The running attempt failed. */
  failed(problem) {
    this.#running = false;
    this.#goOnAfter(problem);
  }

  /** The connection behind the picture has ended: what is on the screen is the last that came. */
  lost(problem) {
    this.#whole = false;
    this.frames(false);
    this.#replace(problem);
  }

  /** The picture may go on without signalling, but nothing can save it any more. */
  signalingLost(problem) {
    this.#whole = false;
    this.#replace(problem);
  }

  /** The browser has another network, or no packets arrive by this one. */
  pathChanged(why) {
    if (this.nextAttemptAt !== null) {
      this.#attempt();
    } else if (this.picture !== 'none' && !this.#running && !this.#stopped) {
      this.#actions.restartIce(why);
    }
  }

  /** The packets are back before another session was needed. */
  #recovered() {
    if (this.#running) {
      this.#running = false;
      this.#actions.abandon();
    }
    this.#calm();
    this.problem = null;
  }

  #show(picture) {
    this.picture = picture;
    this.#cancelStall();
    this.#cancelStall = picture === 'stalled'
      ? this.#clock.after(RESTART_MILLIS, () => this.#restartStalled())
      : () => {};
  }

  #restartStalled() {
    if (this.#whole && !this.#running && this.nextAttemptAt === null) {
      this.#actions.restartIce('noFrames');
    }
    this.#cancelStall = this.#clock.after(STALLED_MILLIS - RESTART_MILLIS, () => this.#replace(this.#stalled));
  }

  /** At once, unless the last success was a short one. */
  #replace(problem) {
    const success = this.#clock.now() - this.#playedSince >= SUCCESS_MILLIS;
    if (!problem.transient) {
      if (this.#running) {
        this.#running = false;
        this.#actions.abandon();
      }
      this.#goOnAfter(problem);
    } else if (this.#running || this.nextAttemptAt !== null || this.#stopped) {
      this.problem ??= problem;
      this.#actions.changed();
    } else if (success) {
      this.#backOff.reset();
      this.problem = problem;
      this.#attempt();
    } else {
      this.#goOnAfter(problem);
    }
  }

  #goOnAfter(problem) {
    this.#calm();
    this.problem = problem;
    if (!problem.transient) {
      this.#stopped = true;
    } else {
      this.#wait(problem);
    }
    this.#actions.changed();
  }

  #wait(problem) {
    const millis = Math.max(this.#backOff.next(), problem.retryAfter ?? 0) * 1000;
    this.nextAttemptAt = this.#clock.now() + millis;
    const attempt = () => this.#attempt();
    const cancelTimer = this.#clock.after(millis, attempt);
    // The pause spares the server; one that is away needs none, and shall not wait for a long one to end.
    const endListening = problem.away ? this.#actions.listen(attempt) : () => {};
    this.#cancelWait = () => {
      cancelTimer();
      endListening();
    };
  }

  #attempt() {
    this.#calm();
    this.#running = true;
    this.#connected = false;
    this.#actions.attempt();
    this.#actions.changed();
  }

  /** No attempt is planned, and none is ruled out. */
  #calm() {
    this.#cancelWait();
    this.#cancelWait = () => {};
    this.nextAttemptAt = null;
    this.#stopped = false;
  }
}
