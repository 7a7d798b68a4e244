/** One line below the numbers: what the server sends, and what it knows of the path. */

export class ServerStats {
  #row = document.getElementById('serverStats');
  #line = document.getElementById('serverStatsLine');
  #texts;

  constructor(texts) {
    this.#texts = texts;
  }

  /** A viewer_stats message: the answer to a report. Only a WebSocket brings it. */
  show(stats) {
    this.#line.textContent = describe(stats, this.#texts);
    this.#row.hidden = false;
  }
}

/** In words; what the server does not know is left out. */
export function describe({ rendition, targetBitrate, packetsResent, roundTripMillis, fractionLost, rate }, texts) {
  const { width, height } = rendition;
  const parts = [texts.say('server.rendition', { width, height, bitrate: texts.bitrate(targetBitrate) })];
  if (rate?.estimate !== undefined) {
    parts.push(texts.say('server.estimate', { bitrate: texts.bitrate(rate.estimate) }));
  }
  if (rate && rate.feedback !== 'none') {
    parts.push(texts.say('server.queue', { time: whole(rate.queueingDelayMillis, texts) }));
  }
  parts.push(texts.say('server.loss', { share: texts.percent(rate?.fractionLost ?? fractionLost, 1) }));
  const roundTrip = rate?.roundTripMillis ?? roundTripMillis;
  if (roundTrip !== undefined) {
    parts.push(texts.say('server.roundTrip', { time: whole(roundTrip, texts) }));
  }
  if (packetsResent > 0) {
    parts.push(texts.count('server.resent', packetsResent));
  }
  if (rate?.framesLeftOut > 0) {
    parts.push(texts.count('server.leftOut', rate.framesLeftOut));
  }
  return parts.join(' · ');
}

function whole(millis, texts) {
  return texts.say('unit.millis', { value: texts.number(millis) });
}
