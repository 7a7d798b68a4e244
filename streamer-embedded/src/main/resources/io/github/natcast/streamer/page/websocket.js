/** Offers and answers over the WebSocket at ws/{session}. */
import { concernsMessage } from './messages.js';
import { Problem } from './problem.js';
import { reachability } from './reachability.js';

const PING_MILLIS = 20_000;
/** A connection to an address that its host has left hangs for minutes; the name may stand for another one by then. */
const OPEN_MILLIS = 3000;
/** The reason of an end comes over another connection than the end. */
const REASON_MILLIS = 500;
/** Messages that a slow network has not taken yet; more are turned away. */
const LONGEST_QUEUE_BYTES = 256 << 10;

export class WebSocketSignaling {
  /**
   * Set by the attempt: called with remote candidates, with the server's problems after the answer, and with a problem
   * when the socket closes; broken: it was lost without a closing handshake.
   */
  onCandidate = () => {};
  onProblem = () => {};
  onLost = (problem, broken) => {};

  /**
   * Set by the player: called with what the server says to a report, with a message of the program, with an error
   * that is about a message, and with what the server makes of this viewer's picture.
   */
  onStats = () => {};
  onMessage = () => {};
  onMessageError = () => {};
  onVerdict = () => {};

  #base;
  #url;
  #token;
  #offered = false;
  #tooMuch = null;
  #socket;
  #ping;
  #waiting = null;
  #closed = false;
  #hung = false;

  /** base: the server's URL, which ends with a slash. */
  constructor({ base, session, token, language }) {
    this.#base = base;
    this.#token = token || '';
    this.#url = new URL(`ws/${encodeURIComponent(session)}`, base);
    this.#url.searchParams.set('lang', language);
    this.#url.protocol = this.#url.protocol === 'https:' ? 'wss:' : 'ws:';
  }

  get name() {
    return 'WebSocket';
  }

  /** Of the server, with the port where it is not the usual one. */
  get host() {
    return this.#url.host;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens the socket; resolves to the server's list of RTCIceServer. */
  open() {
    return this.#expect('ice_servers', () => {
      this.#socket = new WebSocket(this.#url);
      const hanging = setTimeout(() => this.#hang(), OPEN_MILLIS);
      this.#socket.onopen = () => {
        clearTimeout(hanging);
        if (this.#token) {
          this.#authenticate();
        }
      };
      this.#socket.onmessage = event => this.#receive(JSON.parse(event.data));
      this.#socket.onclose = event => this.#lost(event);
      this.#ping = setInterval(() => this.#send({ type: 'ping' }), PING_MILLIS);
    }).then(message => message.iceServers);
  }

  /** Sends the offer; resolves to the answer's SDP. */
  offer(sdp) {
    return this.#expect('webrtc_answer', () => {
      this.#send({ type: 'webrtc_offer', sdp });
      this.#offered = true;
    }).then(message => message.sdp);
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

  /** Sends a message to the program; returns false when it cannot be sent now. Only after the offer, somebody hears. */
  message(message) {
    const able = this.isOpen && this.#offered && this.#socket.bufferedAmount < LONGEST_QUEUE_BYTES;
    if (able) {
      this.#send(message);
    }
    return able;
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
      case 'verdict':
        this.onVerdict(message);
        break;
      case 'auth_required':
        if (!this.#token) {
          this.#authenticate(); // so that the server says what it wants, or lets us in for another reason
        }
        break;
      case 'error':
        this.#error(message);
        break;
      case 'ice_servers':
      case 'webrtc_answer':
        if (message.type === this.#waiting?.type) {
          this.#waiting.resolve(message);
          this.#waiting = null;
        }
        break;
      default:
        this.onMessage(message);
    }
  }

  /** In a message: URLs end up in the logs of proxies. */
  #authenticate() {
    this.#send({ type: 'auth', token: this.#token });
  }

  #error(message) {
    if (concernsMessage(message)) {
      this.#tooMuch = message.code === 'too_many_messages' ? Problem.fromServer(message, Boolean(this.#token)) : this.#tooMuch;
      this.onMessageError(message);
    } else {
      this.#fail(Problem.fromServer(message, Boolean(this.#token)));
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

  #hang() {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      this.#hung = true;
      this.#socket.close();
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
    if (code >= 4400 && code < 4600) { // what HTTP calls 400 to 599; the error that says why may have come before
      this.#end(this.#tooMuch ?? Problem.refused(code - 4000, this.#url.host), false);
      return;
    }
    const broken = code === 1006; // RFC 6455 §7.1.5: without a closing handshake
    if (broken && !this.#waiting) {
      this.onLost(Problem.signalingLost(this.#url.host, code), true); // at once; why will show when it is opened anew
      return;
    }
    const reach = this.#hung ? 'away' : await reachability(this.#base);
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
