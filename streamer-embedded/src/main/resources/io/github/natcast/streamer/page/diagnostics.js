/** What to send to whoever runs the server: all that the page knows, but no token. */

const LINES = 200;

export function diagnostics(natcast) {
  const { player, log } = natcast;
  const { origin, pathname } = location; // the query may have a token
  const { code, title, message, checks, detail } = player.problem ?? {};
  return JSON.stringify({
    at: new Date().toISOString(),
    page: origin + pathname,
    session: natcast.session,
    browser: navigator.userAgent,
    signaling: natcast.signaling,
    state: player.state,
    attempts: player.attempts,
    problem: code ? { code, title, message, checks, detail } : null,
    verdict: natcast.verdict,
    timings: player.timings,
    statistics: player.statistics,
    localCandidates: player.localCandidates,
    remoteCandidates: player.remoteCandidates,
    log: log.slice(-LINES).map(({ attempt, step, detail: more, millis }) => `${attempt} ${millis} ms ${step}: ${more}`),
  }, null, 2);
}

/** Puts a text on the clipboard; resolves to whether that succeeded. Pages without TLS have only the old way. */
export async function copy(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => byHand(text));
  }
  return byHand(text);
}

function byHand(text) {
  const area = document.createElement('textarea');
  const { activeElement } = document;
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  activeElement?.focus();
  return copied;
}
