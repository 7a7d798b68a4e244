/** The last two minutes in numbers: one point a second. Pure. */

const LONGEST = 120;

export class History {
  /** Points { bitrate, loss, delay }, the oldest first: bits/s, 0 to 1, and milliseconds; null where not known. */
  points = [];
  #before = null;

  /** A sample of Statistics; a picture that has no numbers yet leaves a gap. */
  add(sample) {
    const { framesDecoded, packetsReceived, packetsLost } = sample;
    const known = framesDecoded !== undefined;
    const before = this.#before;
    const again = known && before && packetsReceived < before.packetsReceived; // another session began
    this.#push(known ? {
      bitrate: before && !again ? sample.bitsPerSecond : null,
      loss: before && !again ? loss(before, sample) : null,
      delay: delay(sample),
    } : { bitrate: null, loss: null, delay: null });
    this.#before = known ? { packetsReceived, packetsLost } : null;
  }

  /** The values of one curve that are known. */
  known(name) {
    return this.points.map(point => point[name]).filter(value => value !== null);
  }

  #push(point) {
    this.points.push(point);
    this.points.splice(0, this.points.length - LONGEST);
  }
}

/** Of the packets that were due since the last sample; those that come late make the count smaller again. */
function loss(before, { packetsReceived, packetsLost }) {
  const lost = Math.max(0, packetsLost - before.packetsLost);
  const due = packetsReceived - before.packetsReceived + lost;
  return due > 0 ? lost / due : null;
}

/** From the server's encoder to the screen, as far as a browser can know it. */
function delay({ path, jitterBufferMillis, decodeMillis }) {
  return Number.isFinite(jitterBufferMillis)
    ? (path?.roundTripMillis ?? 0) / 2 + jitterBufferMillis + (decodeMillis ?? 0)
    : null;
}
