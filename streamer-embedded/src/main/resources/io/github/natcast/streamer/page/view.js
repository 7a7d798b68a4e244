/** The state in words: the pill, what is written over the picture, and the card that explains a problem. */
import { addressIn } from './translate.js';

const BUTTONS = { viewer_removed: 'page.watchAgain' };
const COPIED_MILLIS = 3000;

export class View {
  #elements = Object.fromEntries([...document.querySelectorAll('[id]')].map(element => [element.id, element]));
  #texts;
  #state;
  #words = null;

  constructor({ session, protocol }, texts) {
    const { session: name, signaling, language } = this.#elements;
    this.#texts = texts;
    name.textContent = session;
    signaling.textContent = protocol === 'whep' ? 'WHEP' : 'WebSocket';
    document.title = `${session} · natcast`;
    language.lang = language.hreflang = texts.language === 'en' ? 'zh' : 'en';
    language.href = addressIn(language.lang);
  }

  state(state, paused) {
    this.#state = state;
    document.body.dataset.state = state;
    const words = this.#texts.say(paused && state === 'playing' ? 'state.paused' : `state.${state}`);
    this.#elements.state.textContent = words;
    this.#elements.waitingFor.textContent = this.#texts.say('page.pending', { state: words });
  }

  /** Shows a problem; null removes it. */
  problem(shown) {
    const { problem, waitingFor } = this.#elements;
    problem.hidden = shown === null;
    if (shown && ['waiting', 'failed'].includes(this.#state)) {
      waitingFor.textContent = shown.title;
    }
    const words = shown && [shown.code, shown.message, shown.detail, shown.offending].join();
    if (words !== this.#words) { // a screen reader reads the card again whenever it is touched
      this.#words = words;
      this.#explain(shown);
    }
  }

  #explain(shown) {
    const { problemTitle, problemMessage, problemDetail, problemChecks, problemCode, retry } = this.#elements;
    if (!shown) {
      return;
    }
    problemTitle.textContent = shown.title;
    problemMessage.textContent = shown.message;
    problemDetail.textContent = shown.detail ?? '';
    problemDetail.parentElement.hidden = shown.detail === null;
    problemChecks.replaceChildren(...shown.checks.map(check => {
      const item = document.createElement('li');
      item.textContent = check;
      return item;
    }));
    problemCode.textContent = shown.offending ? `${shown.code}: ${shown.offending}` : shown.code;
    retry.textContent = this.#texts.say(BUTTONS[shown.code] ?? (shown.transient ? 'page.tryNow' : 'page.tryAgain'));
  }

  /** Seconds until the next attempt; null when none is planned. */
  countdown(seconds) {
    const trying = this.#state === 'connecting' || this.#state === 'interrupted';
    const text = seconds !== null
      ? this.#texts.say('page.nextAttempt', { seconds: Math.ceil(seconds) })
      : trying ? this.#texts.say('page.trying') : '';
    const { countdown, waitingTime } = this.#elements;
    if (countdown.textContent !== text) {
      countdown.textContent = waitingTime.textContent = text;
    }
  }

  onReconnect(callback) {
    this.#elements.reconnect.onclick = callback;
    this.#elements.retry.onclick = callback;
  }

  /** callback: copies, and resolves to whether it could. */
  onCopy(callback) {
    const { copy, announce } = this.#elements;
    copy.onclick = async () => {
      copy.textContent = this.#texts.say(await callback() ? 'page.copied' : 'page.notCopied');
      announce.textContent = copy.textContent;
      setTimeout(() => { copy.textContent = this.#texts.say('page.copy'); }, COPIED_MILLIS);
    };
  }
}
