/** Reduces getStats() to the few numbers that a person reads. */

export class Statistics {
  #connection;
  #previous = null;

  constructor(connection) {
    this.#connection = connection;
  }

  /** Takes one sample; rates cover the time since the previous one. */
  async sample() {
    const report = await this.#connection.getStats();
    const all = [...report.values()];
    const video = all.find(entry => entry.type === 'inbound-rtp' && entry.kind === 'video');
    const sample = { path: path(report, all), security: security(all) };
    if (video) {
      Object.assign(sample, this.#video(video, report));
      this.#previous = video;
    }
    return sample;
  }

  /** How many frames have been decoded; 0 before the first. */
  async framesDecoded() {
    const report = await this.#connection.getStats();
    const video = [...report.values()].find(entry => entry.type === 'inbound-rtp' && entry.kind === 'video');
    return video?.framesDecoded ?? 0;
  }

  #video(video, report) {
    const codec = report.get(video.codecId);
    const before = this.#previous;
    // By the report's own clock: the call itself may have waited.
    const seconds = before ? (video.timestamp - before.timestamp) / 1000 : 0;
    const delta = name => (before && video[name] !== undefined ? video[name] - (before[name] ?? 0) : 0);
    return {
      codec: codec?.mimeType?.replace('video/', '') ?? null,
      profile: codec?.sdpFmtpLine?.match(/profile-level-id=(\w+)/)?.[1] ?? null,
      decoder: video.decoderImplementation ?? null,
      width: video.frameWidth ?? null,
      height: video.frameHeight ?? null,
      framesDecoded: video.framesDecoded ?? 0,
      framesDropped: video.framesDropped ?? 0,
      keyFrames: video.keyFramesDecoded ?? 0,
      freezes: video.freezeCount ?? 0,
      framesPerSecond: seconds ? delta('framesDecoded') / seconds : (video.framesPerSecond ?? 0),
      bitsPerSecond: seconds ? (delta('bytesReceived') * 8) / seconds : 0,
      packetsReceived: video.packetsReceived ?? 0,
      packetsLost: video.packetsLost ?? 0,
      nacks: video.nackCount ?? 0,
      plis: video.pliCount ?? 0,
      jitterMillis: (video.jitter ?? 0) * 1000,
      // The mean time that a frame of this interval spent in the jitter buffer.
      jitterBufferMillis: mean(delta('jitterBufferDelay'), delta('jitterBufferEmittedCount')),
      decodeMillis: mean(delta('totalDecodeTime'), delta('framesDecoded')),
    };
  }

  /** What was tried, for the diagnosis of a failure. */
  async tried() {
    const report = await this.#connection.getStats();
    const all = [...report.values()];
    return {
      pairs: all.filter(entry => entry.type === 'candidate-pair'),
      remoteCandidates: all.filter(entry => entry.type === 'remote-candidate').map(entry => candidate(entry)),
      localCandidates: all.filter(entry => entry.type === 'local-candidate').map(entry => candidate(entry)),
    };
  }
}

function mean(total, count) {
  return count > 0 ? (total / count) * 1000 : null;
}

/** The selected pair; Firefox marks it on the pair instead of the transport. */
function path(report, all) {
  const transport = all.find(entry => entry.type === 'transport' && entry.selectedCandidatePairId);
  const pair = transport
    ? report.get(transport.selectedCandidatePairId)
    : all.find(entry => entry.type === 'candidate-pair' && entry.selected);
  if (!pair) {
    return null;
  }
  const local = report.get(pair.localCandidateId);
  const remote = report.get(pair.remoteCandidateId);
  return {
    local: candidate(local),
    remote: candidate(remote),
    protocol: local?.relayProtocol ?? local?.protocol ?? null,
    relayed: local?.relayProtocol !== undefined,
    roundTripMillis: pair.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
  };
}

function candidate(entry) {
  return {
    type: entry?.candidateType ?? null,
    protocol: entry?.protocol ?? null,
    address: entry?.address ?? entry?.ip ?? null,
    port: entry?.port ?? null,
  };
}

function security(all) {
  const transport = all.find(entry => entry.type === 'transport');
  return transport ? { state: transport.dtlsState ?? null, cipher: transport.srtpCipher ?? null } : null;
}
