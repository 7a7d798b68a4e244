/** The panel of numbers below the picture: a cell for each element with data-stat in #stats. */

export class StatsPanel {
  #panel = document.getElementById('stats');

  /** From the browser, once a second; a sample of Statistics. */
  show(stats) {
    const { path } = stats;
    this.#set('path', path ? `${path.local.type} → ${path.remote.type}` : '–');
    this.#set('protocol', path ? `${path.protocol}, ${path.remote.address ?? ''}:${path.remote.port ?? ''}` : '');
    this.#set('roundTrip', millis(path?.roundTripMillis));
    if (stats.framesDecoded === undefined) {
      return;
    }
    const total = stats.packetsReceived + Math.max(0, stats.packetsLost);
    this.#set('fps', stats.framesPerSecond.toFixed(0));
    this.#set('bitrate', bitrate(stats.bitsPerSecond));
    this.#set('lost', String(stats.packetsLost));
    this.#set('lostShare', total ? `${((Math.max(0, stats.packetsLost) / total) * 100).toFixed(2)} %` : '');
    this.#set('size', stats.width ? `${stats.width} × ${stats.height}` : '–');
    this.#set('codec', stats.codec ?? '–');
    this.#set('decoder', [stats.profile, stats.decoder].filter(Boolean).join(', '));
    this.#set('buffer', millis(stats.jitterBufferMillis));
    this.#set('freezes', stats.freezes === 1 ? '1 freeze' : `${stats.freezes} freezes`);
  }

  /** How long the attempt took whose picture is on the screen; milliseconds since it began. */
  timings({ offerSent, connected, firstFrame }) {
    this.#set('connected', millis(connected - offerSent));
    this.#set('firstFrame', millis(firstFrame - offerSent));
  }

  #set(name, text) {
    this.#panel.querySelectorAll(`[data-stat="${name}"]`).forEach(cell => { cell.textContent = text; });
  }
}

function millis(value) {
  return Number.isFinite(value) ? `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms` : '–';
}

function bitrate(bitsPerSecond) {
  return bitsPerSecond >= 1e6
    ? `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s`
    : `${(bitsPerSecond / 1e3).toFixed(0)} kbit/s`;
}
