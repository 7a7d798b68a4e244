/** Whether the server answers at all: a WebSocket that fails does not tell why. */

const ANSWER_MILLIS = 2000;
/** Between two questions, while the page waits for a server that is away; chance spreads out those of many viewers. */
const SHORTEST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 2000;

/** Resolves to offline, away, or answers. base: the server's URL, which ends with a slash. */
export async function reachability(base) {
  if (navigator.onLine === false) {
    return 'offline';
  }
  const url = new URL('favicon.svg', base);
  const options = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MILLIS) };
  // A proxy before a server that is away answers, too, but with an error.
  return fetch(url, options).then(response => (response.ok ? 'answers' : 'away'), () => 'away');
}

/** Calls the task once, when the server answers; returns what ends the listening. */
export function listenForServer(base, task) {
  let timer = null;
  let ended = false;
  const ask = async () => {
    const answers = (await reachability(base)) === 'answers';
    if (!ended && answers) {
      task();
    } else if (!ended) {
      pause();
    }
  };
  const pause = () => {
    const millis = SHORTEST_PAUSE_MILLIS + Math.random() * (LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS);
    timer = setTimeout(ask, millis);
  };
  pause();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
