/** The page: connects by itself, shows the picture, the steps and the statistics, and reconnects after a failure. */
import { Attempt } from './attempt.js';
import { WebSocketSignaling } from './websocket.js';
import { WhepSignaling } from './whep.js';
import { Problem } from './problem.js';
import { ServerStats } from './serverstats.js';
import { View } from './view.js';

const SAMPLE_MILLIS = 1000;
const REPORT_SAMPLES = 2;
const LONGEST_PAUSE_SECONDS = 10;

const parameters = new URLSearchParams(location.search);
const options = {
  session: parameters.get('session') || 'live',
  token: parameters.get('token'),
  whep: parameters.has('whep'),
  relayOnly: parameters.has('relay'),
};
const view = new View(options);
const serverStats = new ServerStats();

/** For tests and for the curious; plain JSON except for `connection`. */
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

let attempt = null;
let signaling = null;
let sampler = null;
let retryTimer = null;
let failures = 0;

function connect() {
  stop();
  natcast.attempts++;
  Object.assign(natcast, { log: [], stats: null });
  setState('connecting');
  view.begin();
  if (!('RTCPeerConnection' in window)) {
    failed(new Problem({
      code: 'no_webrtc',
      title: 'This browser has no WebRTC',
      message: 'It is missing, or switched off by a setting or an extension.',
      transient: false,
    }));
    return;
  }
  signaling = options.whep ? new WhepSignaling(options) : new WebSocketSignaling(options);
  signaling.onStats = message => serverStats.show(message);
  attempt = new Attempt({
    signaling,
    relayOnly: options.relayOnly,
    events: { onStep: stepped, onTrack: track => view.show(track), onConnected: connected, onFailed: failed },
  });
  Object.assign(natcast, {
    timings: attempt.timings,
    localCandidates: attempt.localCandidates,
    remoteCandidates: attempt.remoteCandidates,
    connection: attempt.connection,
  });
  const current = attempt;
  view.onFirstFrame((width, height) => {
    const shown = current === attempt && current.pictureShown(width, height);
    if (shown) {
      playing();
    }
    return shown || current !== attempt;
  });
  sampler = setInterval(sample, SAMPLE_MILLIS);
  attempt.run();
}

function stop() {
  clearTimeout(retryTimer);
  clearInterval(sampler);
  view.countdown(null);
  attempt?.end();
  attempt = null;
}

function setState(state) {
  natcast.state = state;
  view.state(state);
}

function stepped(step, detail, millis) {
  natcast.log.push({ step, detail, millis: Math.round(millis * 10) / 10 });
  view.step(step, detail, millis);
  if (step === 'disconnected') {
    setState('interrupted');
  } else if (step === 'restored') {
    setState('playing');
  }
}

/** The last problem stays on the page until a later attempt connects. */
function connected() {
  natcast.error = null;
  view.problem(null);
  setState('connected');
  view.timings(attempt.timings);
}

function playing() {
  failures = 0;
  view.startAudio();
  setState('playing');
  view.timings(attempt.timings);
  sample().then(report);
}

let samples = 0;
async function sample() {
  const current = attempt;
  if (!current) {
    return;
  }
  const stats = await current.statistics.sample();
  if (current === attempt) {
    natcast.stats = stats;
    view.stats(stats);
    if (++samples % REPORT_SAMPLES === 0) {
      report();
    }
  }
}

/** For the viewer's timeline on the server. */
function report() {
  const { path, ...stats } = natcast.stats ?? {};
  signaling.report({
    state: natcast.state,
    timings: natcast.timings,
    pair: path && { local: path.local.type, remote: path.remote.type, roundTripMillis: path.roundTripMillis },
    error: natcast.error,
    stats,
  });
}

function failed(problem) {
  clearInterval(sampler);
  natcast.error = { code: problem.code, title: problem.title, message: problem.message, checks: problem.checks };
  setState('failed');
  view.problem(problem);
  view.countdown(null);
  if (attempt) {
    report();
    attempt.end();
  }
  if (problem.transient) {
    // Spread out in time: a server that restarts has many viewers.
    retryIn(Math.min(2 ** failures++, LONGEST_PAUSE_SECONDS) * (0.75 + Math.random() / 2));
  }
}

function retryIn(seconds) {
  view.countdown(seconds);
  retryTimer = setTimeout(seconds > 1 ? () => retryIn(seconds - 1) : connect, Math.min(seconds, 1) * 1000);
}

view.onReconnect(() => {
  failures = 0;
  connect();
});
addEventListener('online', () => natcast.state === 'failed' && connect());
addEventListener('pagehide', stop);
addEventListener('pageshow', event => event.persisted && connect());
connect();
