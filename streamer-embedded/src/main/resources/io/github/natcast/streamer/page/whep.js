/** Offers and answers over WHEP at whep/{session}; candidates trickle by PATCH. */
import { Problem } from './problem.js';
import { reachability } from './reachability.js';

const BATCH_MILLIS = 30;
const REASON_MILLIS = 2000;

export class WhepSignaling {
  onCandidate = () => {};
  onProblem = () => {};
  onLost = () => {};
  onStats = () => {};
  onMessage = () => {};
  onMessageError = () => {};
  onVerdict = () => {};

  #base;
  #endpoint;
  #hasToken;
  #headers;
  #resource = null;
  #entityTag = '';
  #offer = '';
  #queued = [];
  #timer = null;
  #restarting = false;

  /** base: the server's URL, which ends with a slash. */
  constructor({ base, session, token }) {
    this.#base = base;
    this.#hasToken = Boolean(token);
    this.#endpoint = new URL(`whep/${encodeURIComponent(session)}`, base);
    this.#headers = token ? { Authorization: `Bearer ${token}` } : {};
  }

  get name() {
    return 'WHEP';
  }

  /** Of the server, with the port where it is not the usual one. */
  get host() {
    return this.#endpoint.host;
  }

  get isOpen() {
    return this.#resource !== null;
  }

  /** Resolves to the server's list of RTCIceServer, read from the Link headers. */
  async open() {
    const response = await this.#fetch(this.#endpoint, { method: 'OPTIONS' });
    return iceServers(response.headers.get('Link') ?? '');
  }

  async offer(sdp) {
    this.#offer = sdp;
    const response = await this.#fetch(this.#endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp' },
      body: sdp,
    });
    if (response.status !== 201) {
      throw await this.#problem(response);
    }
    this.#resource = new URL(response.headers.get('Location'), this.#endpoint);
    this.#entityTag = response.headers.get('ETag') ?? '*';
    return response.text();
  }

  /**
   * Sends the offer's new ICE credentials (RFC 9725 §4.3.3); resolves to the answer with the server's new ones. The
   * server sends a fragment only: the rest of its answer stays what it was.
   */
  async restart(sdp, answer) {
    this.#offer = sdp;
    this.#restarting = true;
    try {
      const response = await this.#fetch(this.#resource, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' },
        body: fragment(sdp, []),
      });
      if (response.status !== 200) {
        throw await this.#problem(response);
      }
      this.#entityTag = response.headers.get('ETag') ?? '*';
      return restarted(answer, await response.text());
    } finally {
      this.#restarting = false;
    }
  }

  /** Why the server ended the media, if the program removed this viewer; else null. */
  async endReason() {
    const options = { headers: this.#headers, signal: AbortSignal.timeout(REASON_MILLIS) };
    const response = await fetch(this.#resource, options).catch(() => null);
    return response?.status === 410 ? this.#problem(response) : null;
  }

  candidate(candidate) {
    this.#queued.push(candidate);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#trickle(), BATCH_MILLIS);
  }

  /** WHEP cannot carry reports, messages, or verdicts. */
  report() {}

  message() {
    return false;
  }

  close() {
    clearTimeout(this.#timer);
    if (this.#resource) {
      this.#fetch(this.#resource, { method: 'DELETE', keepalive: true }).catch(() => {});
      this.#resource = null;
    }
  }

  #trickle() {
    if (!this.#resource || this.#restarting) {
      this.#timer = setTimeout(() => this.#trickle(), BATCH_MILLIS);
      return;
    }
    const headers = { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': this.#entityTag };
    const body = fragment(this.#offer, this.#queued.splice(0));
    // A failure does no harm: the server learns the browser's address from the checks, too.
    this.#fetch(this.#resource, { method: 'PATCH', headers, body }).catch(() => {});
  }

  /** What a response says that is no success; a proxy in between may have made it. */
  async #problem(response) {
    const { status, headers } = response;
    const body = await response.json().catch(() => null);
    const retryAfter = Number(headers.get('Retry-After')) || 0;
    return typeof body?.code === 'string'
      ? Problem.fromServer({ retry: !Problem.isRefusal(status), retryAfter, ...body }, this.#hasToken)
      : Problem.refused(status, this.#endpoint.host, retryAfter);
  }

  async #fetch(url, options) {
    try {
      return await fetch(url, { ...options, headers: { ...this.#headers, ...options.headers } });
    } catch {
      throw Problem.signalingLost(url.host, 0, await reachability(this.#base));
    }
  }
}

/** The body of a PATCH (RFC 8840). */
function fragment(offer, candidates) {
  const lines = ['ice-ufrag', 'ice-pwd'].map(name => offer.match(new RegExp(`^a=${name}:.*$`, 'm'))[0]);
  lines.push(offer.match(/^m=.*$/m)[0], offer.match(/^a=mid:.*$/m)[0]);
  for (const candidate of candidates) {
    lines.push(candidate ? `a=${candidate.candidate}` : 'a=end-of-candidates');
  }
  return lines.map(line => line.trim() + '\r\n').join('');
}

/** The answer with the credentials and candidates of a fragment. */
function restarted(answer, received) {
  const value = name => received.match(new RegExp(`^a=${name}:(.*)$`, 'm'))[1].trim();
  const candidates = received.match(/^a=(candidate:.*|end-of-candidates)\s*$/gm) ?? [];
  return answer
    .replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, '')
    .replace(/^a=ice-ufrag:.*$/gm, () => `a=ice-ufrag:${value('ice-ufrag')}`)
    .replace(/^a=ice-pwd:.*$/gm, () => `a=ice-pwd:${value('ice-pwd')}`)
    // RFC 8843 §7.1.2: of bundled sections, the first has the candidates.
    .replace(/^a=mid:.*\r\n/m, mid => mid + candidates.map(line => `${line.trim()}\r\n`).join(''));
}

/** Link: <turn:…>; rel="ice-server"; username="…"; credential="…" */
function iceServers(link) {
  const servers = [];
  for (const [, url, parameters] of link.matchAll(/<([^>]*)>((?:[^",]|"(?:[^"\\]|\\.)*")*)/g)) {
    const value = name =>
      parameters.match(new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`))?.[1].replace(/\\(.)/g, '$1');
    if (value('rel') === 'ice-server') {
      const username = value('username');
      servers.push(username === undefined ? { urls: url } : { urls: url, username, credential: value('credential') });
    }
  }
  return servers;
}
