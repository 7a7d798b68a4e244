/** The state in words: the pill, what is written over the picture, and the card that explains a problem. */

const STATES = {
  connecting: 'Connecting',
  connected: 'Waiting for the picture',
  playing: 'Live',
  interrupted: 'Interrupted',
  waiting: 'Trying again soon',
  failed: 'No picture',
  stopped: 'Stopped',
};

const BUTTONS = { viewer_removed: 'Watch again' };

export class View {
  #elements = Object.fromEntries([...document.querySelectorAll('[id]')].map(element => [element.id, element]));
  #state;
  #words = null;

  constructor({ session, protocol }) {
    const { session: name, signaling } = this.#elements;
    name.textContent = session;
    signaling.textContent = protocol === 'whep' ? 'WHEP' : 'WebSocket';
    document.title = `${session} · natcast`;
  }

  state(state) {
    this.#state = state;
    document.body.dataset.state = state;
    this.#elements.state.textContent = STATES[state];
    this.#elements.waitingFor.textContent = `${STATES[state]}…`;
  }

  /** Shows a problem; null removes it. */
  problem(shown) {
    const { problem, waitingFor } = this.#elements;
    problem.hidden = shown === null;
    if (shown && ['waiting', 'failed'].includes(this.#state)) {
      waitingFor.textContent = shown.title;
    }
    const words = shown && [shown.code, shown.message, shown.offending].join();
    if (words !== this.#words) { // a screen reader reads the card again whenever it is touched
      this.#words = words;
      this.#explain(shown);
    }
  }

  #explain(shown) {
    const { problemTitle, problemMessage, problemChecks, problemCode, retry } = this.#elements;
    if (!shown) {
      return;
    }
    problemTitle.textContent = shown.title;
    problemMessage.textContent = shown.message;
    problemChecks.replaceChildren(...shown.checks.map(check => {
      const item = document.createElement('li');
      item.textContent = check;
      return item;
    }));
    problemCode.textContent = shown.offending ? `${shown.code}: ${shown.offending}` : shown.code;
    retry.textContent = BUTTONS[shown.code] ?? (shown.transient ? 'Try now' : 'Try again');
  }

  /** Seconds until the next attempt; null when none is planned. */
  countdown(seconds) {
    const trying = this.#state === 'connecting' || this.#state === 'interrupted';
    const text = seconds !== null ? `Next attempt in ${Math.ceil(seconds)} s.` : trying ? 'Trying again…' : '';
    const { countdown, waitingTime } = this.#elements;
    if (countdown.textContent !== text) {
      countdown.textContent = waitingTime.textContent = text;
    }
  }

  onReconnect(callback) {
    this.#elements.reconnect.onclick = callback;
    this.#elements.retry.onclick = callback;
  }
}
