/** Offers and answers over the WebSocket at ws/{session}. */
import { Problem } from './problem.js';
import { reachability } from './reachability.js';

const PING_MILLIS = 20_000;
/** The reason of an end comes over another connection than the end. */
const REASON_MILLIS = 500;

export class WebSocketSignaling {
  /**
   * Set by the attempt: called with remote candidates, with the server's problems after the answer, and with a problem
   * when the socket closes; broken: it was lost without a closing handshake.
   */
  onCandidate = () => {};
  onProblem = () => {};
  onLost = (problem, broken) => {};

  /** Set by the page: called with what the server says to a report. */
  onStats = () => {};

  #url;
  #socket;
  #ping;
  #waiting = null;
  #closed = false;

  constructor({ session, token }) {
    this.#url = new URL(`ws/${encodeURIComponent(session)}`, document.baseURI);
    this.#url.protocol = this.#url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#url.search = token ? new URLSearchParams({ token }) : '';
  }

  get name() {
    return 'WebSocket';
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens the socket; resolves to the server's list of RTCIceServer. */
  open() {
    return this.#expect('ice_servers', () => {
      this.#socket = new WebSocket(this.#url);
      this.#socket.onmessage = event => this.#receive(JSON.parse(event.data));
      this.#socket.onclose = event => this.#lost(event);
      this.#ping = setInterval(() => this.#send({ type: 'ping' }), PING_MILLIS);
    }).then(message => message.iceServers);
  }

  /** Sends the offer; resolves to the answer's SDP. */
  offer(sdp) {
    return this.#expect('webrtc_answer', () => this.#send({ type: 'webrtc_offer', sdp })).then(message => message.sdp);
  }

  /** An offer with new ICE credentials for the connection that there is: over a WebSocket, an offer like any other. */
  restart(sdp) {
    return this.offer(sdp);
  }

  /** Why the server ended the media: it says so by itself, as a problem, so that this resolves to null after a while. */
  endReason() {
    return new Promise(resolve => setTimeout(resolve, this.isOpen ? REASON_MILLIS : 0, null));
  }

  /** Sends a local candidate; null when there are no more. */
  candidate(candidate) {
    this.#send({ type: 'ice_candidate', candidate });
  }

  report(report) {
    this.#send({ type: 'viewer_report', ...report });
  }

  close() {
    this.#closed = true;
    clearInterval(this.#ping);
    this.#socket?.close(1000);
  }

  #expect(type, begin) {
    return new Promise((resolve, reject) => {
      this.#waiting = { type, resolve, reject };
      begin();
    });
  }

  #send(message) {
    if (this.isOpen) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #receive(message) {
    if (this.#closed) {
      return;
    }
    switch (message.type) {
      case 'ping':
        this.#send({ type: 'pong' });
        break;
      case 'ice_candidate':
        this.onCandidate(message.candidate);
        break;
      case 'viewer_stats':
        this.onStats(message);
        break;
      case 'error':
        this.#fail(Problem.fromServer(message));
        break;
      default:
        if (message.type === this.#waiting?.type) {
          this.#waiting.resolve(message);
          this.#waiting = null;
        }
    }
  }

  #fail(problem) {
    if (this.#waiting) {
      this.#waiting.reject(problem);
      this.#waiting = null;
    } else {
      this.onProblem(problem);
    }
  }

  async #lost({ code }) {
    clearInterval(this.#ping);
    if (this.#closed) {
      return;
    }
    if (code === 1001) { // RFC 6455 §7.4.1: the server goes away
      this.#end(Problem.endedByServer(), false);
      return;
    }
    const broken = code === 1006; // RFC 6455 §7.1.5: without a closing handshake
    if (broken && !this.#waiting) {
      this.onLost(Problem.signalingLost(this.#url.host, code), true); // at once; why will show when it is opened anew
      return;
    }
    const reach = await reachability();
    if (!this.#closed) {
      this.#end(Problem.signalingLost(this.#url.host, code, reach), broken);
    }
  }

  #end(problem, broken) {
    if (this.#waiting) {
      this.#fail(problem);
    } else {
      this.onLost(problem, broken);
    }
  }
}
