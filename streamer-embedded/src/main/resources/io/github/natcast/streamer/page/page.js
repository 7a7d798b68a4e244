/** The page: shows the picture, the steps and the numbers, and comes back by itself whatever happens. */
import { Attempt } from './attempt.js';
import { BackOff } from './backoff.js';
import { FrameWatch } from './frames.js';
import { Log } from './log.js';
import { Problem } from './problem.js';
import { listenForServer } from './reachability.js';
import { Recovery } from './recovery.js';
import { ServerStats } from './serverstats.js';
import { Stage } from './stage.js';
import { StatsPanel } from './stats.js';
import { View } from './view.js';
import { WebSocketSignaling } from './websocket.js';
import { WhepSignaling } from './whep.js';

const SAMPLE_MILLIS = 1000;
const REPORT_SAMPLES = 2;
const WATCH_MILLIS = 250;
const LONGEST_LOG = 1000;
const STALLED_SECONDS = 8;

const parameters = new URLSearchParams(location.search);
const options = {
  session: parameters.get('session') || 'live',
  token: parameters.get('token'),
  whep: parameters.has('whep'),
  relayOnly: parameters.has('relay'),
};
const view = new View(options);
const stage = new Stage();
const log = new Log();
const panel = new StatsPanel();
const serverStats = new ServerStats();

/** For tests and for the curious; plain JSON except for `connection`. Of attempts, it has the one whose picture shows. */
const natcast = {
  state: 'connecting',
  session: options.session,
  signaling: options.whep ? 'whep' : 'websocket',
  attempts: 0,
  log: [],
  timings: {},
  stats: null,
  error: null,
  localCandidates: [],
  remoteCandidates: [],
  connection: null,
};
window.natcast = natcast;

/** An attempt and the screen for its picture; current has the stage, next is to take its place. */
let current = null;
let next = null;
let watch = null;
let samples = 0;

const recovery = new Recovery({
  clock: {
    now: () => performance.now(),
    after(millis, task) {
      const timer = setTimeout(task, millis);
      return () => clearTimeout(timer);
    },
  },
  backOff: new BackOff(),
  stalled: Problem.noPicture(STALLED_SECONDS),
  actions: {
    attempt() {
      discard(next);
      next = begin();
      next.attempt.run();
    },
    abandon() {
      discard(next);
      next = null;
    },
    restartIce: why => current.attempt.restartIce(why),
    listen: listenForServer,
    changed,
  },
});

function begin() {
  natcast.attempts++;
  log.begin(natcast.attempts);
  const screen = stage.prepare();
  const signaling = options.whep ? new WhepSignaling(options) : new WebSocketSignaling(options);
  const attempt = new Attempt({
    signaling,
    fallback: options.whep ? null : () => new WhepSignaling(options),
    relayOnly: options.relayOnly,
    events: {
      onStep: stepped,
      onTrack: track => screen.add(track),
      onConnected: () => recovery.connected(),
      onDisconnected: () => player === current && recovery.pathChanged('no packets arrive'),
      onSignalingLost: problem => player === current && recovery.signalingLost(problem),
      onFailed: problem => failed(player, problem),
    },
  });
  const player = { attempt, screen };
  signaling.onStats = message => player === current && serverStats.show(message);
  screen.onFrame((width, height, exact) => frameShown(player, width, height) && (exact || player !== current));
  if (!current) {
    publish(attempt);
  }
  return player;
}

/** Returns whether to go on watching the player's screen. */
function frameShown(player, width, height) {
  if (player === current) {
    watch?.shown(performance.now());
  } else if (player === next && player.attempt.pictureShown(width, height)) {
    stage.show(player.screen);
    const before = current;
    current = player;
    next = null;
    watch = new FrameWatch(performance.now());
    publish(player.attempt);
    panel.timings(player.attempt.timings);
    if (before) {
      discard(before);
    }
    recovery.plays();
    sample().then(report);
  }
  return player === current || player === next;
}

function failed(player, problem) {
  if (player !== current && player !== next) {
    return;
  }
  report(player, problem);
  if (player === next) {
    discard(next);
    next = null;
    recovery.failed(problem);
  } else {
    player.attempt.signaling.close();
    watch = null;
    recovery.lost(problem);
  }
}

function discard(player) {
  if (player) {
    player.attempt.end();
    stage.discard(player.screen);
  }
}

function publish({ timings, localCandidates, remoteCandidates, connection }) {
  Object.assign(natcast, { timings, localCandidates, remoteCandidates, connection, stats: null });
}

function changed() {
  const { state, problem } = recovery;
  if (state === 'failed' && current) { // nothing will follow its last frame
    discard(current);
    current = null;
  }
  natcast.state = state;
  natcast.error = problem && { code: problem.code, title: problem.title, message: problem.message, checks: problem.checks };
  view.state(state);
  view.problem(state === 'playing' ? null : problem);
  countDown();
  if (state !== 'connecting' && state !== 'connected') {
    log.flush();
  }
}

function countDown() {
  const at = recovery.nextAttemptAt;
  view.countdown(at === null ? null : Math.max(0, at - performance.now()) / 1000);
}

function stepped(step, detail, millis) {
  natcast.log.push({ attempt: natcast.attempts, step, detail, millis: Math.round(millis * 10) / 10 });
  natcast.log.splice(0, natcast.log.length - LONGEST_LOG);
  log.step(step, detail, millis);
}

async function sample() {
  const player = current ?? next;
  if (!player) {
    return;
  }
  const stats = await player.attempt.statistics.sample();
  if (player === (current ?? next)) {
    natcast.stats = stats;
    panel.show(stats);
    if (++samples % REPORT_SAMPLES === 0) {
      report();
    }
  }
}

async function watchFrames() {
  countDown();
  const player = current;
  const watching = watch;
  if (!watching) {
    return;
  }
  if (watching.isSuspicious(performance.now())) {
    watching.decoded(await player.attempt.statistics.framesDecoded(), performance.now());
  }
  if (watch === watching) {
    recovery.frames(!watching.isSilent(performance.now()));
  }
}

/** For the viewer's timeline on the server. */
function report(player = current, problem = null) {
  const { path, ...stats } = natcast.stats ?? {};
  player?.attempt.signaling.report({
    state: problem ? 'failed' : natcast.state,
    timings: player.attempt.timings,
    pair: path && { local: path.local.type, remote: path.remote.type, roundTripMillis: path.roundTripMillis },
    error: problem && { code: problem.code, title: problem.title, message: problem.message, checks: problem.checks },
    stats,
  });
}

function start() {
  if ('RTCPeerConnection' in window) {
    recovery.start();
    return;
  }
  recovery.failed(new Problem({
    code: 'no_webrtc',
    title: 'This browser has no WebRTC',
    message: 'It is missing, or switched off by a setting or an extension.',
    transient: false,
  }));
}

function stop() {
  recovery.stop();
  discard(current);
  current = null;
  watch = null;
}

/** Desktop browsers report their guess of the speed by the same event; only another type is another network. */
function watchNetwork(network) {
  let type = network?.type;
  network?.addEventListener('change', () => {
    if (network.type !== type) {
      type = network.type;
      recovery.pathChanged(`the network is now ${type}`);
    }
  });
}

view.onReconnect(start);
setInterval(sample, SAMPLE_MILLIS);
setInterval(watchFrames, WATCH_MILLIS);
addEventListener('online', () => recovery.pathChanged('the network is back'));
watchNetwork(navigator.connection);
addEventListener('pagehide', stop);
addEventListener('pageshow', event => event.persisted && start());
start();
