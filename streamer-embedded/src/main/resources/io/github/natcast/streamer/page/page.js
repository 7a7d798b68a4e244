/** The page that natcast serves: a player with the steps and the numbers beside the picture. */
import { Log } from './log.js';
import { createPlayer } from './player.js';
import { ServerStats } from './serverstats.js';
import { Stage } from './stage.js';
import { StatsPanel } from './stats.js';
import { View } from './view.js';

const COUNT_DOWN_MILLIS = 250;
const LONGEST_LOG = 1000;

const parameters = new URLSearchParams(location.search);
const options = {
  session: parameters.get('session') || 'live',
  token: parameters.get('token'),
  protocol: parameters.has('whep') ? 'whep' : 'websocket',
  iceTransportPolicy: parameters.has('relay') ? 'relay' : 'all',
};
const view = new View(options);
const log = new Log();
const panel = new StatsPanel();
const serverStats = new ServerStats();
const element = document.getElementById('stage');
const player = createPlayer(element, options);
player.video.id = 'video';
new Stage(element, player);

/** For tests and for the curious; plain JSON except for `connection` and `player`. */
window.natcast = {
  session: options.session,
  signaling: options.protocol,
  log: [],
  player,
  get state() { return player.state; },
  get attempts() { return player.attempts; },
  get timings() { return player.timings; },
  get stats() { return player.statistics; },
  get error() { return words(player.problem); },
  get localCandidates() { return player.localCandidates; },
  get remoteCandidates() { return player.remoteCandidates; },
  get connection() { return player.connection; },
};

function words(problem) {
  return problem && { code: problem.code, title: problem.title, message: problem.message, checks: problem.checks };
}

function countDown() {
  const millis = player.nextAttemptIn;
  view.countdown(millis === null ? null : millis / 1000);
}

player.on('attempt', ({ attempt }) => log.begin(attempt));
player.on('step', ({ attempt, step, detail, millis }) => {
  const { log: entries } = window.natcast;
  entries.push({ attempt, step, detail, millis: Math.round(millis * 10) / 10 });
  entries.splice(0, entries.length - LONGEST_LOG);
  log.step(step, detail, millis);
});
player.on('picture', ({ timings }) => panel.timings(timings));
player.on('statistics', sample => panel.show(sample));
player.on('serverstatistics', stats => serverStats.show(stats));
player.on('state', ({ state, problem }) => {
  view.state(state);
  view.problem(state === 'playing' ? null : problem);
  countDown();
  if (state !== 'connecting' && state !== 'connected') {
    log.flush();
  }
});
view.onReconnect(() => player.play());
setInterval(countDown, COUNT_DOWN_MILLIS);
