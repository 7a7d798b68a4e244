/** What goes on by itself while a player plays: timers, and what the browser says of its network and of the page. */

export class Lifetime {
  #every;
  #listeners;
  #timers = null;
  #networkType = network()?.type;

  /**
   * every: pairs of milliseconds and a task; pathChanged(why): the browser has another network, or one again; pause() and resume():
   * the page was left, and shown again from the browser's cache.
   */
  constructor({ every, pathChanged, pause, resume }) {
    this.#every = every;
    this.#listeners = [
      [window, 'online', () => pathChanged('online')],
      [network(), 'change', () => this.#network(pathChanged)],
      [window, 'pagehide', pause],
      [window, 'pageshow', event => event.persisted && resume()],
    ].filter(([target]) => target);
  }

  /** Idempotent. */
  begin() {
    if (!this.#timers) {
      this.#timers = this.#every.map(([millis, task]) => setInterval(task, millis));
      this.#listeners.forEach(([target, type, listener]) => target.addEventListener(type, listener));
    }
  }

  end() {
    this.#timers?.forEach(clearInterval);
    this.#timers = null;
    this.#listeners.forEach(([target, type, listener]) => target.removeEventListener(type, listener));
  }

  /** Desktop browsers report their guess of the speed by the same event; only another type is another network. */
  #network(pathChanged) {
    const { type } = network();
    if (this.#networkType !== type) {
      this.#networkType = type;
      pathChanged('otherNetwork');
    }
  }
}

function network() {
  return navigator.connection ?? null;
}
