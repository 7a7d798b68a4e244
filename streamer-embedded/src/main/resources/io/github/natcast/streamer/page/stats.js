/** The panel of numbers below the picture: a cell for each element with data-stat in #stats. */

export class StatsPanel {
  #panel = document.getElementById('stats');
  #texts;

  constructor(texts) {
    this.#texts = texts;
  }

  /** From the browser, once a second; a sample of Statistics. */
  show(stats) {
    const { path } = stats;
    const texts = this.#texts;
    this.#set('path', path ? `${this.#kind(path.local)} → ${this.#kind(path.remote)}` : '–');
    this.#set('protocol', path ? `${this.#protocol(path)}, ${path.remote.address ?? ''}:${path.remote.port ?? ''}` : '');
    this.#set('roundTrip', texts.millis(path?.roundTripMillis));
    if (stats.framesDecoded === undefined) {
      return;
    }
    const lost = Math.max(0, stats.packetsLost);
    const total = stats.packetsReceived + lost;
    this.#set('fps', texts.number(stats.framesPerSecond));
    this.#set('bitrate', texts.bitrate(stats.bitsPerSecond));
    this.#set('lost', texts.number(stats.packetsLost));
    this.#set('lostShare', total ? texts.percent(lost / total, 2) : '');
    this.#set('size', stats.width ? `${stats.width} × ${stats.height}` : '–');
    this.#set('codec', stats.codec ?? '–');
    this.#set('decoder', [stats.profile, stats.decoder].filter(Boolean).join(', '));
    this.#set('buffer', texts.millis(stats.jitterBufferMillis));
    this.#set('freezes', texts.count('stat.freezes', stats.freezes));
  }

  /** How long the attempt took whose picture is on the screen; milliseconds since it began. */
  timings({ offerSent, connected, firstFrame }) {
    const time = this.#texts.millis(connected - offerSent);
    this.#set('connected', this.#texts.say('stat.connectedIn', { time }));
    this.#set('firstFrame', this.#texts.millis(firstFrame - offerSent));
  }

  #kind({ type }) {
    const key = `path.${type}`;
    return this.#texts.has(key) ? this.#texts.say(key) : '–';
  }

  #protocol({ protocol, relayed }) {
    return relayed ? this.#texts.say('path.relayedOver', { protocol }) : protocol;
  }

  #set(name, text) {
    this.#panel.querySelectorAll(`[data-stat="${name}"]`).forEach(cell => { cell.textContent = text; });
  }
}
