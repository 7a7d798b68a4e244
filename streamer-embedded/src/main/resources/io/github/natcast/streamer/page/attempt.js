/** One attempt to get the picture: signalling, ICE, DTLS, first frame. */
import { Problem } from './problem.js';
import { Statistics } from './statistics.js';

/** Longer than ICE needs on a slow path; browsers themselves give up after 15 to 30 s. */
const CONNECT_SECONDS = 15;
/** A key frame arrives with the first packets: after this long, none will. */
const PICTURE_SECONDS = 8;

export class Attempt {
  /** Milliseconds since the attempt began. */
  timings = {};
  remoteCandidates = [];
  localCandidates = [];

  #began = performance.now();
  #signaling;
  #events;
  #connection;
  #statistics;
  #relayOnly;
  #pendingRemote = [];
  #pendingLocal = [];
  #timer;
  #ended = false;

  /** events: onStep(step, detail, millis), onTrack(track), onConnected(), onFailed(problem). */
  constructor({ signaling, relayOnly, events }) {
    this.#signaling = signaling;
    this.#relayOnly = relayOnly;
    this.#events = events;
    this.#connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#statistics = new Statistics(this.#connection);
  }

  get connection() {
    return this.#connection;
  }

  get statistics() {
    return this.#statistics;
  }

  async run() {
    const connection = this.#connection;
    try {
      this.#prepare();
      this.#step('connecting', `to the server by ${this.#signaling.name}`);
      // A browser takes up to 100 ms to make an offer; the server responds meanwhile.
      const [iceServers, offer] = await Promise.all([this.#signaling.open(), connection.createOffer()]);
      this.#step('iceServers', iceServers.length ? iceServers.flatMap(server => server.urls).join(', ') : 'none');
      connection.setConfiguration({
        bundlePolicy: 'max-bundle',
        iceServers,
        iceTransportPolicy: this.#relayOnly ? 'relay' : 'all',
      });
      await connection.setLocalDescription({ type: 'offer', sdp: withStereo(offer.sdp) });
      // The offer does not wait for candidates: they follow as they are found.
      const answer = this.#signaling.offer(connection.localDescription.sdp);
      this.#step('offerSent', 'candidates follow');
      this.#flushLocal();
      const sdp = await answer;
      this.#step('answerReceived', describeAnswer(sdp));
      await connection.setRemoteDescription({ type: 'answer', sdp });
      for (const [, line] of sdp.matchAll(/^a=(candidate:.*)$/gm)) {
        this.#remoteCandidate(line);
      }
      await this.#flushRemote();
    } catch (error) {
      this.#fail(error instanceof Problem ? error : unexpected(error));
    }
  }

  /** A frame is on the screen. Returns false if it is none of the server's: browsers show black when a track ends. */
  pictureShown(width, height) {
    if (this.#ended || this.#connection.connectionState !== 'connected') {
      return false;
    }
    clearTimeout(this.#timer);
    this.#step('firstFrame', `${width} × ${height}`);
    return true;
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#signaling.close();
    this.#connection.close();
  }

  #prepare() {
    const connection = this.#connection;
    for (const kind of ['video', 'audio']) {
      lowerDelay(connection.addTransceiver(kind, { direction: 'recvonly' }).receiver);
    }
    connection.ontrack = event => {
      this.#watchDtls(event.receiver.transport);
      this.#events.onTrack(event.track);
    };
    connection.onicecandidate = event => this.#localCandidate(event.candidate);
    connection.onicecandidateerror = event => {
      // 701: the server could not be reached from one of several addresses; another may work.
      this.#step('iceServerError', `${event.url}: ${event.errorCode} ${event.errorText}`);
    };
    connection.oniceconnectionstatechange = () => this.#iceState(connection.iceConnectionState);
    connection.onconnectionstatechange = () => this.#connectionState(connection.connectionState);
    this.#signaling.onCandidate = candidate => {
      this.#pendingRemote.push(candidate);
      this.#flushRemote();
    };
    this.#signaling.onProblem = problem => this.#fail(problem);
    this.#signaling.onLost = code => this.#signalingLost(code);
    this.#timer = setTimeout(() => this.#unreachable(), CONNECT_SECONDS * 1000);
  }

  #localCandidate(candidate) {
    // The empty candidate ends one generation; null ends them all.
    if (candidate?.candidate === '') {
      return;
    }
    if (candidate) {
      this.localCandidates.push(candidate.candidate);
      this.#step('localCandidate', describeCandidate(candidate.candidate));
    }
    this.#pendingLocal.push(candidate ? candidate.toJSON() : null);
    this.#flushLocal();
  }

  #flushLocal() {
    if (this.timings.offerSent !== undefined) {
      this.#pendingLocal.splice(0).forEach(candidate => this.#signaling.candidate(candidate));
    }
  }

  async #flushRemote() {
    if (!this.#connection.remoteDescription) {
      return;
    }
    for (const candidate of this.#pendingRemote.splice(0)) {
      if (candidate) {
        this.#remoteCandidate(candidate.candidate);
      }
      await this.#connection.addIceCandidate(candidate ?? undefined).catch(error =>
        this.#step('remoteCandidateRefused', error.message));
    }
  }

  /** A server may trickle candidates that its answer already contains. */
  #remoteCandidate(line) {
    if (this.remoteCandidates.includes(line)) {
      return;
    }
    this.remoteCandidates.push(line);
    this.#step('remoteCandidate', describeCandidate(line));
  }

  #iceState(state) {
    if (state === 'checking') {
      this.#step('checking', 'connectivity checks have been sent');
    } else if (state === 'connected' || state === 'completed') {
      this.#step('iceConnected', 'a check was answered');
    } else if (state === 'disconnected') {
      this.#step('disconnected', 'no packets; waiting for them to return');
    } else if (state === 'failed') {
      this.#unreachable();
    }
  }

  #connectionState(state) {
    if (state === 'connected' && this.timings.connected === undefined) {
      clearTimeout(this.#timer);
      this.#step('connected', 'DTLS is done; media is encrypted');
      this.#timer = setTimeout(() => this.#fail(Problem.noPicture(PICTURE_SECONDS)), PICTURE_SECONDS * 1000);
      this.#events.onConnected();
    } else if (state === 'connected') {
      this.#step('restored', 'packets flow again');
    } else if (state === 'failed') {
      this.#unreachable();
    }
  }

  /** The server ends with a DTLS close_notify (RFC 5246 §7.2.1); silence alone would reveal its end much later. */
  #watchDtls(transport) {
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed') {
        this.#fail(Problem.endedByServer());
      }
    });
  }

  /** A tunnel that restarts breaks every TCP connection; media may go on, so the picture stays. */
  #signalingLost(code) {
    const broken = code === 1006; // RFC 6455 §7.1.5: lost without a closing handshake
    if (broken && ['connected', 'disconnected'].includes(this.#connection.connectionState)) {
      this.#step('signalingLost', `WebSocket closed with ${code}; the video goes on without it`);
    } else if (code === 1001) {
      this.#fail(Problem.endedByServer());
    } else {
      this.#fail(Problem.signalingLost(location.host, code));
    }
  }

  async #unreachable() {
    if (this.#ended) {
      return;
    }
    const tried = await this.#statistics.tried();
    this.#fail(Problem.unreachable({
      dtls: this.timings.iceConnected !== undefined && this.timings.connected === undefined,
      relayOnly: this.#relayOnly,
      ...tried,
      // Statistics forget candidates that were never paired.
      remoteCandidates: this.remoteCandidates.map(parseCandidate),
    }));
  }

  #fail(problem) {
    if (!this.#ended) {
      this.#ended = true;
      clearTimeout(this.#timer);
      this.#step('failed', problem.message);
      this.#events.onFailed(problem);
    }
  }

  #step(step, detail) {
    const millis = performance.now() - this.#began;
    this.timings[step] ??= millis;
    this.#events.onStep(step, detail, millis);
  }
}

/** Shows frames as soon as they can be decoded. */
function lowerDelay(receiver) {
  if ('jitterBufferTarget' in receiver) {
    receiver.jitterBufferTarget = 0;
  } else if ('playoutDelayHint' in receiver) {
    receiver.playoutDelayHint = 0;
  }
}

/** Unless its own offer asks for stereo, a browser mixes stereo Opus down to mono (RFC 7587 §6.1). */
function withStereo(sdp) {
  const opus = sdp.match(/^a=rtpmap:(\d+) opus\/48000\/2/im)?.[1];
  return sdp.replace(new RegExp(`^a=fmtp:${opus} (?!.*stereo=).*`, 'm'), line => `${line};stereo=1`);
}

function parseCandidate(line) {
  const [, , protocol, , address, port, , type] = line.split(' ');
  return { protocol: protocol?.toLowerCase(), address, port: Number(port), type };
}

function describeCandidate(line) {
  const { protocol, address, port, type } = parseCandidate(line);
  return address.endsWith('.local')
    ? `${type}, ${protocol}; the browser hides its address`
    : `${type}, ${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;
}

function describeAnswer(sdp) {
  const section = sdp.split(/^(?=m=)/m).find(part => /^m=video/.test(part) && /^a=sendonly/m.test(part)) ?? '';
  return section.match(/^a=rtpmap:\d+ (\S+)\/\d+/m)?.[1] ?? 'no video';
}

function unexpected(error) {
  return new Problem({
    code: 'browser_refused',
    title: 'The browser refused the answer',
    message: String(error?.message ?? error),
    checks: ['Is WebRTC switched off by a setting or an extension of this browser?'],
    transient: false,
  });
}
