/**
 * A player for a page of your own: no framework, no dependency, and no setting that it cannot do without.
 *
 *   import { createPlayer } from 'https://video.example.org/player.js';
 *   const player = createPlayer(document.getElementById('screen'), { session: 'room-7' });
 *   player.on('state', ({ state, problem }) => console.log(state, problem?.message));
 *   player.on('message', message => console.log(message));
 *   player.send({ type: 'chat', text: 'hello' });
 *
 * It comes back by itself whatever happens. docs/player.md and player.d.ts say all that it can do.
 */
import { Attempt } from './attempt.js';
import { BackOff } from './backoff.js';
import { FrameWatch } from './frames.js';
import { Lifetime } from './lifetime.js';
import { check } from './messages.js';
import { settings } from './options.js';
import { Problem } from './problem.js';
import { listenForServer } from './reachability.js';
import { Recovery } from './recovery.js';
import { Reports } from './reports.js';
import { Screens } from './screens.js';
import { Texts } from './texts.js';
import { WebSocketSignaling } from './websocket.js';
import { WhepSignaling } from './whep.js';

const SAMPLE_MILLIS = 1000;
const WATCH_MILLIS = 250;
const STALLED_SECONDS = 8;

/**
 * Puts a video into an element and plays. element: the video fills it; its size is the page's to say. player.d.ts
 * describes the options.
 */
export function createPlayer(element, options = {}) {
  return new Player(element, settings(options));
}

class Player extends EventTarget {
  #settings;
  #texts;
  #screens;
  #recovery;
  #reports = new Reports();
  #lifetime;
  #stopped = true;
  #attempts = 0;
  #statistics = null;
  #told = {};
  /** An attempt and the screen for its picture; current is in the page, next is to take its place. */
  #current = null;
  #next = null;
  /** The attempt whose picture shows or showed last; before there was one, the first. */
  #shown = null;
  #watch = null;

  constructor(element, options) {
    super();
    this.#settings = options;
    this.#texts = new Texts(options.language);
    this.#screens = new Screens(element, options, () => this.#tell('paused', { paused: this.paused }));
    this.#recovery = new Recovery({
      clock: { now: () => performance.now(), after },
      backOff: new BackOff(),
      stalled: this.#judged(Problem.noPicture(STALLED_SECONDS)),
      actions: {
        attempt: () => this.#attempt(),
        abandon: () => this.#abandon(),
        restartIce: why => this.#current.attempt.restartIce(why),
        listen: task => listenForServer(options.base, task),
        changed: () => this.#changed(),
      },
    });
    this.#lifetime = new Lifetime({
      every: [[SAMPLE_MILLIS, () => this.#sample()], [WATCH_MILLIS, () => this.#watchFrames()]],
      pathChanged: why => this.#recovery.pathChanged(why),
      pause: () => this.#end(),
      resume: () => this.play(),
    });
    if (options.autoplay) {
      queueMicrotask(() => this.#stopped && this.play()); // after the page has said what it listens to
    }
  }

  /** One word: stopped, connecting, connected, playing, interrupted, waiting, or failed. */
  get state() {
    return this.#stopped ? 'stopped' : this.#recovery.state;
  }

  /** Why there is no picture, or why the last attempt to replace it failed; null when all is well. */
  get problem() {
    return this.#stopped ? null : this.#recovery.problem;
  }

  /** Milliseconds until the next attempt; null when none is planned. */
  get nextAttemptIn() {
    const at = this.#recovery.nextAttemptAt;
    return at === null ? null : Math.max(0, at - performance.now());
  }

  get attempts() {
    return this.#attempts;
  }

  /** Milliseconds from the beginning of the attempt whose picture shows to each of its steps. */
  get timings() {
    return this.#shown?.timings ?? {};
  }

  /** The last sample of this second's numbers; null before the first. */
  get statistics() {
    return this.#statistics;
  }

  /** The RTCPeerConnection behind the picture; null before there was an attempt. */
  get connection() {
    return this.#shown?.connection ?? null;
  }

  get localCandidates() {
    return this.#shown?.localCandidates ?? [];
  }

  get remoteCandidates() {
    return this.#shown?.remoteCandidates ?? [];
  }

  /** The element that shows the picture: another one after each new session, with the attributes of the one before. */
  get video() {
    return this.#screens.video;
  }

  get hasAudio() {
    return this.#screens.hasAudio;
  }

  get muted() {
    return this.video.muted;
  }

  set muted(muted) {
    this.video.muted = muted;
  }

  /** 0 to 1. */
  get volume() {
    return this.video.volume;
  }

  set volume(volume) {
    this.video.volume = volume;
  }

  /** Whether somebody has stopped the picture; the state is about the session, which goes on. */
  get paused() {
    return this.#screens.paused;
  }

  /** The picture stands still until play(), which shows what is live then. */
  pause() {
    this.#screens.pause();
  }

  /** Calls back with the detail of each event of a type; returns what ends that. */
  on(type, listener) {
    const heard = event => listener(event.detail);
    this.addEventListener(type, heard);
    return () => this.removeEventListener(type, heard);
  }

  /** Somebody wants a picture now: goes on after pause(), begins, or tries at once, beside the picture if there is one. */
  play() {
    if (this.#screens.resume() && this.state === 'playing') {
      return;
    }
    this.#stopped = false;
    this.#lifetime.begin();
    if ('RTCPeerConnection' in window) {
      this.#recovery.start();
    } else {
      this.#recovery.failed(this.#judged(Problem.noWebRtc()));
    }
  }

  /** Ends the session and everything that goes on by itself; play() begins anew. */
  stop() {
    if (!this.#stopped) {
      this.#lifetime.end();
      this.#end();
      this.#stopped = true;
      this.#told = { state: 'stopped', problem: null };
      this.#tell('state', this.#told);
    }
  }

  /** Sends a message to the program; returns whether it is on its way. */
  send(message) {
    check(message);
    return [this.#current, this.#next].some(session => session?.attempt.signaling.message(message) ?? false);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** In the viewer's language; where nothing is to be tried again by itself, nothing is worth trying. */
  #judged(problem) {
    problem.transient &&= this.#settings.reconnect;
    return problem.speak(this.#texts);
  }

  #attempt() {
    this.#discard(this.#next);
    this.#next = this.#begin();
    this.#next.attempt.run();
  }

  #abandon() {
    this.#discard(this.#next);
    this.#next = null;
  }

  #begin() {
    const number = ++this.#attempts;
    this.#tell('attempt', { attempt: number });
    const screen = this.#screens.prepare();
    const signaling = this.#settings.protocol === 'whep'
      ? new WhepSignaling(this.#settings)
      : new WebSocketSignaling(this.#settings);
    const isCurrent = () => session === this.#current;
    const isOurs = () => isCurrent() || session === this.#next;
    const attempt = new Attempt({
      signaling,
      fallback: this.#settings.protocol === 'whep' ? null : () => new WhepSignaling(this.#settings),
      texts: this.#texts,
      relayOnly: this.#settings.iceTransportPolicy === 'relay',
      events: {
        onStep: (step, detail, millis) => this.#tell('step', { attempt: number, step, detail, millis }),
        onTrack: track => screen.add(track),
        onConnected: () => this.#recovery.connected(),
        onDisconnected: () => isCurrent() && this.#recovery.pathChanged('noPackets'),
        onSignalingLost: problem => isCurrent() && this.#recovery.signalingLost(this.#judged(problem)),
        onFailed: problem => this.#failed(session, this.#judged(problem)),
      },
    });
    const session = { attempt, screen };
    signaling.onStats = message => isCurrent() && this.#tell('serverstatistics', message);
    signaling.onVerdict = ({ code, viewer, operator }) => isOurs() && this.#tell('verdict', { code, viewer, operator });
    signaling.onMessage = message => this.#tell('message', message);
    signaling.onMessageError = ({ code, message }) => this.#tell('messageerror', { code, message });
    screen.onFrame((width, height, exact) => this.#frameShown(session, width, height) && (exact || !isCurrent()));
    if (!this.#current) {
      this.#publish(attempt);
    }
    return session;
  }

  /** Returns whether to go on watching the session's screen. */
  #frameShown(session, width, height) {
    if (session === this.#current) {
      this.#watch?.shown(performance.now());
    } else if (session === this.#next && session.attempt.pictureShown(width, height)) {
      this.#screens.show(session.screen);
      const before = this.#current;
      this.#current = session;
      this.#next = null;
      this.#watch = new FrameWatch(performance.now());
      this.#publish(session.attempt);
      this.#discard(before);
      this.#tell('picture', { width, height, timings: session.attempt.timings });
      this.#recovery.plays();
      this.#sample().then(() => this.#report());
    }
    return session === this.#current || session === this.#next;
  }

  #failed(session, problem) {
    if (session !== this.#current && session !== this.#next) {
      return;
    }
    this.#report(session, problem);
    if (session === this.#next) {
      this.#abandon();
      this.#recovery.failed(Problem.inSuccession(this.#recovery.problem, problem).speak(this.#texts));
    } else {
      session.attempt.signaling.close();
      this.#watch = null;
      this.#recovery.lost(problem);
    }
  }

  #discard(session) {
    if (session) {
      session.attempt.end();
      this.#screens.discard(session.screen);
    }
  }

  #publish(attempt) {
    this.#shown = attempt;
    this.#statistics = null;
  }

  #changed() {
    const { state, problem } = this.#recovery;
    if (state === 'failed') { // nothing will follow the last frame
      this.#discard(this.#current);
      this.#current = null;
    }
    const told = this.#told;
    if (told.state !== state || told.problem !== problem) {
      this.#told = { state, problem };
      this.#tell('state', this.#told);
    }
  }

  async #sample() {
    const session = this.#current ?? this.#next;
    const sample = await session?.attempt.statistics.sample();
    if (sample && session === (this.#current ?? this.#next)) {
      this.#statistics = sample;
      this.#tell('statistics', sample);
      if (this.#reports.isDue()) {
        this.#report();
      }
    }
  }

  async #watchFrames() {
    const { attempt } = this.#current ?? {};
    const watching = this.#watch;
    if (!watching) {
      return;
    }
    if (watching.isSuspicious(performance.now())) {
      watching.decoded(await attempt.statistics.framesDecoded(), performance.now());
    }
    if (this.#watch === watching) {
      this.#recovery.frames(!watching.isSilent(performance.now()));
    }
  }

  #report(session = this.#current ?? this.#next, problem = null) {
    session?.attempt.signaling.report(
      this.#reports.write(this.state, session.attempt.timings, this.#statistics, problem));
  }

  #end() {
    this.#recovery.stop();
    this.#discard(this.#current);
    this.#current = null;
    this.#watch = null;
  }
}

function after(millis, task) {
  const timer = setTimeout(task, millis);
  return () => clearTimeout(timer);
}
