/** One line below the numbers: what the server sends, and what it knows of the path. */

export class ServerStats {
  #row = document.getElementById('serverStats');
  #line = document.getElementById('serverStatsLine');

  /** A viewer_stats message: the answer to a report. Only a WebSocket brings it. */
  show(stats) {
    this.#line.textContent = describe(stats);
    this.#row.hidden = false;
  }
}

/** In words; what the server does not know is left out. */
export function describe({ rendition, targetBitrate, packetsResent, roundTripMillis, fractionLost, rate }) {
  const parts = [`${rendition.width} × ${rendition.height} at ${bitrate(targetBitrate)}`];
  if (rate?.estimate !== undefined) {
    parts.push(`path carries ${bitrate(rate.estimate)}`);
  }
  if (rate && rate.feedback !== 'none') {
    parts.push(`queue ${rate.queueingDelayMillis.toFixed(0)} ms`);
  }
  parts.push(`loss ${((rate?.fractionLost ?? fractionLost) * 100).toFixed(1)} %`);
  const roundTrip = rate?.roundTripMillis ?? roundTripMillis;
  if (roundTrip !== undefined) {
    parts.push(`round trip ${roundTrip.toFixed(0)} ms`);
  }
  if (packetsResent > 0) {
    parts.push(`${packetsResent} ${packetsResent === 1 ? 'packet' : 'packets'} sent again`);
  }
  if (rate?.framesLeftOut > 0) {
    parts.push(`${rate.framesLeftOut} ${rate.framesLeftOut === 1 ? 'picture' : 'pictures'} left out`);
  }
  return parts.join(' · ');
}

function bitrate(bitsPerSecond) {
  return bitsPerSecond >= 1e6
    ? `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s`
    : `${(bitsPerSecond / 1e3).toFixed(0)} kbit/s`;
}
