/** Offers and answers over the WebSocket at ws/{session}. */
import { Problem } from './problem.js';

const PING_MILLIS = 20_000;

export class WebSocketSignaling {
  /** Set by the attempt: called with remote candidates, with problems after the answer, and when the socket closes. */
  onCandidate = () => {};
  onProblem = () => {};
  onLost = () => {};

  /** Set by the page: called with what the server says to a report. */
  onStats = () => {};

  #url;
  #socket;
  #ping;
  #waiting = null;

  constructor({ session, token }) {
    this.#url = new URL(`ws/${encodeURIComponent(session)}`, document.baseURI);
    this.#url.protocol = this.#url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#url.search = token ? new URLSearchParams({ token }) : '';
  }

  get name() {
    return 'WebSocket';
  }

  /** Opens the socket; resolves to the server's list of RTCIceServer. */
  open() {
    return this.#expect('ice_servers', () => {
      this.#socket = new WebSocket(this.#url);
      this.#socket.onmessage = event => this.#receive(JSON.parse(event.data));
      this.#socket.onclose = event => this.#closed(event);
      this.#ping = setInterval(() => this.#send({ type: 'ping' }), PING_MILLIS);
    }).then(message => message.iceServers);
  }

  /** Sends the offer; resolves to the answer's SDP. */
  offer(sdp) {
    return this.#expect('webrtc_answer', () => this.#send({ type: 'webrtc_offer', sdp })).then(message => message.sdp);
  }

  /** Sends a local candidate; null when there are no more. */
  candidate(candidate) {
    this.#send({ type: 'ice_candidate', candidate });
  }

  report(report) {
    this.#send({ type: 'viewer_report', ...report });
  }

  close() {
    clearInterval(this.#ping);
    if (this.#socket) {
      this.#socket.onmessage = null;
      this.#socket.onclose = null;
      this.#socket.close(1000);
    }
  }

  #expect(type, begin) {
    return new Promise((resolve, reject) => {
      this.#waiting = { type, resolve, reject };
      begin();
    });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #receive(message) {
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

  #closed(event) {
    clearInterval(this.#ping);
    if (this.#waiting) {
      this.#fail(Problem.signalingLost(this.#url.host, event.code));
    } else {
      this.onLost(event.code);
    }
  }
}
