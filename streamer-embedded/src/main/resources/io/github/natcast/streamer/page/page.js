/** The page that natcast serves: a player with the steps and the numbers beside the picture. */
import { listenForTheme } from './appearance.js';
import { Controls } from './controls.js';
import { copy, diagnostics } from './diagnostics.js';
import { Log } from './log.js';
import { Notice } from './notice.js';
import { createPlayer } from './player.js';
import { Plot } from './plot.js';
import { ServerStats } from './serverstats.js';
import { StatsPanel } from './stats.js';
import { preferred, Texts, wanted } from './texts.js';
import { translate } from './translate.js';
import { View } from './view.js';

const COUNT_DOWN_MILLIS = 250;
const LONGEST_LOG = 1000;

const parameters = new URLSearchParams(location.search);
const options = {
  session: parameters.get('session') || 'live',
  token: parameters.get('token'),
  language: wanted([parameters.get('lang')]) ?? preferred(),
  protocol: parameters.has('whep') ? 'whep' : 'websocket',
  iceTransportPolicy: parameters.has('relay') ? 'relay' : 'all',
};
document.body.toggleAttribute('data-plain', parameters.has('plain'));
const texts = new Texts(options.language);
translate(texts);
const view = new View(options, texts);
const log = new Log(texts);
const panel = new StatsPanel(texts);
const plot = new Plot(texts);
const serverStats = new ServerStats(texts);
const element = document.getElementById('stage');
const notice = new Notice(element);
const player = createPlayer(element, options);
player.video.id = 'video';
listenForTheme(document.getElementById('dark'));
const controls = new Controls(element, player, texts);

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
  get points() { return plot.length; },
  get verdict() { return notice.code; },
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

function show() {
  view.state(player.state, player.paused);
  view.problem(player.state === 'playing' ? null : player.problem);
  controls.show();
  countDown();
}

player.on('attempt', ({ attempt }) => log.begin(attempt));
player.on('step', ({ attempt, step, detail, millis }) => {
  const { log: entries } = window.natcast;
  entries.push({ attempt, step, detail, millis: Math.round(millis * 10) / 10 });
  entries.splice(0, entries.length - LONGEST_LOG);
  log.step(step, detail, millis);
});
player.on('picture', ({ timings }) => {
  panel.timings(timings);
  notice.clear(); // what was said of the picture before
});
player.on('statistics', sample => {
  panel.show(sample);
  plot.add(sample);
});
player.on('serverstatistics', stats => serverStats.show(stats));
player.on('verdict', verdict => notice.show(verdict));
player.on('paused', show);
player.on('state', ({ state }) => {
  show();
  if (state !== 'connecting' && state !== 'connected') {
    log.flush();
  }
});
view.onReconnect(() => player.play());
view.onCopy(() => copy(diagnostics(window.natcast)));
setInterval(countDown, COUNT_DOWN_MILLIS);
