/** One attempt to get the picture, and the session that comes of it: signalling, ICE, DTLS, first frame, ICE restarts. */
import { describeAnswer, describeCandidate, isSameSession, parseCandidate } from './candidates.js';
import { Problem } from './problem.js';
import { Statistics } from './statistics.js';
import { unreachable } from './unreachable.js';

/** From the beginning to the answer; a server that works answers within two round trips. */
const ANSWER_SECONDS = 8;
/** From the answer; longer than ICE needs on a slow path. Browsers themselves give up after 15 to 30 s. */
const CONNECT_SECONDS = 14;
/** A key frame arrives with the first packets: after this long, none will. */
const PICTURE_SECONDS = 8;
/** A TCP connection over a network that is gone looks open for minutes. */
const RESTART_SECONDS = 3;

export class Attempt {
  /** Milliseconds since the attempt began. */
  timings = {};
  remoteCandidates = [];
  localCandidates = [];

  #began = performance.now();
  #signaling;
  #fallback;
  #events;
  #texts;
  #connection;
  #statistics;
  #relayOnly;
  #pendingRemote = [];
  #pendingLocal = [];
  #offered = false;
  #restarting = false;
  #timer;
  #ended = false;

  /**
   * fallback: makes the signaling to use instead where no WebSocket gets through; optional.
   * texts: for the details of steps.
   * events: onStep(step, detail, millis), onTrack(track), onConnected(), onDisconnected() when no packets arrive,
   * onSignalingLost(problem) when media may go on, and onFailed(problem) at the end.
   */
  constructor({ signaling, fallback = null, relayOnly, texts, events }) {
    this.#signaling = signaling;
    this.#fallback = fallback;
    this.#relayOnly = relayOnly;
    this.#events = events;
    this.#texts = texts;
    this.#connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#statistics = new Statistics(this.#connection);
  }

  get connection() {
    return this.#connection;
  }

  get signaling() {
    return this.#signaling;
  }

  get statistics() {
    return this.#statistics;
  }

  async run() {
    const connection = this.#connection;
    try {
      this.#prepare();
      this.#step('connecting', this.#say('detail.connecting', { way: this.#signaling.name }));
      // A browser takes up to 100 ms to make an offer; the server responds meanwhile.
      const [iceServers, offer] = await Promise.all([this.#open(), connection.createOffer()]);
      this.#step('iceServers', iceServers.flatMap(server => server.urls).join(', ') || this.#say('detail.noIceServers'));
      connection.setConfiguration({
        bundlePolicy: 'max-bundle',
        iceServers,
        iceTransportPolicy: this.#relayOnly ? 'relay' : 'all',
      });
      await connection.setLocalDescription({ type: 'offer', sdp: withStereo(offer.sdp) });
      // The offer does not wait for candidates: they follow as they are found.
      const answer = this.#signaling.offer(connection.localDescription.sdp);
      this.#step('offerSent', this.#say('detail.offerSent'));
      this.#flushLocal(true);
      const sdp = await answer;
      this.#step('answerReceived', describeAnswer(sdp, this.#texts));
      this.#within(CONNECT_SECONDS, () => this.#unreachable());
      await this.#accept(sdp);
    } catch (error) {
      // Once the attempt has ended, whatever waited for it fails.
      this.#fail(error instanceof Problem ? error : Problem.unexpected(error));
    }
  }

  /**
   * Looks for another path with new ICE credentials (RFC 8445 §2.4) over the signalling that there is. DTLS and media
   * go on, by the old path as long as it works. why: noFrames, or another of the texts' reasons.
   */
  async restartIce(why) {
    const connection = this.#connection;
    if (this.#ended || this.#restarting || !this.#signaling.isOpen || connection.signalingState !== 'stable') {
      return;
    }
    this.#restarting = true;
    this.#step('restarting', this.#say(`why.${why}`));
    try {
      const before = connection.remoteDescription.sdp;
      const offer = await connection.createOffer({ iceRestart: true });
      this.#offered = false;
      await connection.setLocalDescription({ type: 'offer', sdp: withStereo(offer.sdp) });
      const answer = this.#signaling.restart(connection.localDescription.sdp, before);
      this.#flushLocal(true);
      const sdp = await Promise.race([answer, this.#silence()]);
      if (!isSameSession(sdp, before)) {
        throw Problem.pathLost();
      }
      await this.#accept(sdp);
      this.#step('restarted', this.#say('detail.restarted'));
    } catch (error) {
      if (!this.#ended) {
        // A server that knows the viewer no more, or wants another offer, gets a new one; one that removed it does not.
        const known = error instanceof Problem && (error.transient || error.code === 'viewer_removed');
        const problem = known ? error : Problem.pathLost();
        this.#step('signalingLost', problem.words(this.#texts).message);
        this.#events.onSignalingLost(problem);
      }
    } finally {
      this.#restarting = false;
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

  /** Frees everything; its picture turns black. */
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
    this.#listen();
    this.#within(ANSWER_SECONDS, () => this.#fail(Problem.signalingSilent(this.#signaling.host, ANSWER_SECONDS)));
  }

  #listen() {
    this.#signaling.onCandidate = candidate => {
      this.#pendingRemote.push(candidate);
      this.#flushRemote();
    };
    this.#signaling.onProblem = problem => this.#refused(problem);
    this.#signaling.onLost = (problem, broken) => this.#signalingLost(problem, broken);
  }

  /** Not every server, and not every proxy, has WebSockets; whoever got this page from it can use WHEP. */
  async #open() {
    try {
      return await this.#signaling.open();
    } catch (problem) {
      if (problem.code !== 'websocket_blocked' || !this.#fallback || this.#ended) {
        throw problem;
      }
      this.#signaling.close();
      this.#signaling = this.#fallback();
      this.#listen();
      this.#step('fallback', this.#say('detail.fallback', { way: this.#signaling.name }));
      return this.#signaling.open();
    }
  }

  #within(seconds, task) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(task, seconds * 1000);
  }

  #silence() {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(Problem.signalingSilent(this.#signaling.host, RESTART_SECONDS)), RESTART_SECONDS * 1000);
    });
  }

  async #accept(sdp) {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    for (const [, line] of sdp.matchAll(/^a=(candidate:.*)$/gm)) {
      this.#remoteCandidate(line);
    }
    await this.#flushRemote();
  }

  #localCandidate(candidate) {
    // The empty candidate ends one generation; null ends them all.
    if (candidate?.candidate === '') {
      return;
    }
    if (candidate) {
      this.localCandidates.push(candidate.candidate);
      this.#step('localCandidate', describeCandidate(candidate.candidate, this.#texts));
    }
    this.#pendingLocal.push(candidate ? candidate.toJSON() : null);
    this.#flushLocal(this.#offered);
  }

  /** Candidates follow the offer whose credentials are theirs. */
  #flushLocal(offered) {
    this.#offered = offered;
    if (offered) {
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
    this.#step('remoteCandidate', describeCandidate(line, this.#texts));
  }

  #iceState(state) {
    if (state === 'checking') {
      this.#step('checking', this.#say('detail.checking'));
    } else if (state === 'connected' || state === 'completed') {
      this.#step('iceConnected', this.#say('detail.iceConnected'));
    } else if (state === 'disconnected') {
      this.#step('disconnected', this.#say('detail.disconnected'));
      this.#events.onDisconnected();
    } else if (state === 'failed') {
      this.#unreachable();
    }
  }

  #connectionState(state) {
    if (state === 'connected' && this.timings.connected === undefined) {
      this.#step('connected', this.#say('detail.connected'));
      this.#within(PICTURE_SECONDS, () => this.#fail(Problem.noPicture(PICTURE_SECONDS)));
      this.#events.onConnected();
    } else if (state === 'connected') {
      this.#step('restored', this.#say('detail.restored'));
    } else if (state === 'failed') {
      this.#unreachable();
    }
  }

  /** The server ends with a DTLS close_notify (RFC 5246 §7.2.1); silence alone would reveal its end much later. */
  #watchDtls(transport) {
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed' && !this.#ended) {
        this.#signaling.endReason().then(problem => this.#fail(problem ?? Problem.endedByServer()));
      }
    });
  }

  /** A tunnel that restarts breaks every TCP connection; media may go on, so the picture stays. */
  #signalingLost(problem, broken) {
    if (broken && ['connected', 'disconnected'].includes(this.#connection.connectionState)) {
      this.#step('signalingLost', this.#say('detail.signalingLost'));
      this.#events.onSignalingLost(problem);
    } else {
      this.#fail(problem);
    }
  }

  #refused(problem) {
    if (problem.code === 'viewer_closed' && this.timings.iceConnected === undefined) {
      this.#unreachable(problem.said); // the server has waited in vain, too
    } else {
      this.#fail(problem);
    }
  }

  async #unreachable(serverSays = null) {
    if (this.#ended) {
      return;
    } else if (this.timings.connected !== undefined) {
      this.#fail(Problem.pathLost());
      return;
    }
    const tried = await this.#statistics.tried();
    this.#fail(unreachable({
      dtls: this.timings.iceConnected !== undefined && this.timings.connected === undefined,
      relayOnly: this.#relayOnly,
      host: new URL(`http://${this.#signaling.host}`).hostname,
      serverSays,
      ...tried,
      localCandidates: this.localCandidates,
      // Statistics forget candidates that were never paired.
      remoteCandidates: this.remoteCandidates.map(parseCandidate),
    }));
  }

  #fail(problem) {
    if (!this.#ended) {
      this.#step('failed', problem.words(this.#texts).message);
      this.#ended = true;
      clearTimeout(this.#timer);
      this.#events.onFailed(problem);
    }
  }

  #say(key, values) {
    return this.#texts.say(key, values);
  }

  #step(step, detail) {
    if (this.#ended) {
      return;
    }
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
