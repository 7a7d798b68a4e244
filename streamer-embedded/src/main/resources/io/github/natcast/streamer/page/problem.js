/** Explains why there is no picture: a code for programs, and words for whoever looks at the page. */
import { Texts } from './texts.js';

/** These go away by themselves, so it makes sense to try again; a server says so itself, an older one does not. */
const TRANSIENT = new Set([
  'too_many_viewers', 'overloaded', 'shutting_down', 'viewer_closed', 'internal_error', 'too_many_refusals',
  'too_many_messages', 'no_encoder_free', 'admission_failed',
]);

/** What a browser's offer lacks: no viewer can mend that, so they are explained alike. */
const OF_THE_OFFER = new Set([
  'not_sdp', 'offer_too_large', 'no_video', 'no_bundle', 'no_rtcp_mux', 'no_ice_credentials', 'no_dtls',
  'no_fingerprint', 'unsupported_setup', 'media_changed', 'bad_fragment',
]);

export const ENGLISH = new Texts('en');

export class Problem extends Error {
  #facts;

  /**
   * code: stable, for programs. key, values and checks name the sentences; a value may be a function of the texts.
   * said: the server's own words, in English or in whatever language the program chose; instead: of the table's. transient: whether to try
   * again; away: whether it ends when the server can be reached; retryAfter: the shortest pause, in seconds.
   */
  constructor(facts) {
    const { code, transient = true, away = false, offending = null, retryAfter = 0 } = facts;
    super();
    this.#facts = facts;
    Object.assign(this, { code, transient, away, offending, retryAfter }).speak(ENGLISH);
  }

  /** The server's own words; null if it said nothing. */
  get said() {
    return this.#facts.said ?? null;
  }

  /** Says title, message, checks and detail in this language from now on; returns this. */
  speak(texts) {
    return Object.assign(this, this.words(texts));
  }

  /**
   * The words in a language. A server speaks English, and knows more than a table does: to whoever reads English, its
   * own words are the message, or its end; to others, they follow as the detail.
   */
  words(texts) {
    const { code, key = code, values = {}, checks = [], said = null, instead = true } = this.#facts;
    const inserted = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'function' ? value(texts) : value]));
    const own = said && (texts.language === 'en' || key === 'refused');
    const general = texts.say(`problem.${key}.message`, inserted);
    return {
      title: texts.say(`problem.${key}.title`),
      message: !own ? general : instead ? said : `${general} ${said}`,
      checks: checks.map(check => texts.say(`check.${check}`, inserted)),
      detail: own ? null : said,
    };
  }

  /** Whether an HTTP status means that the same request will be refused again. */
  static isRefusal(status) {
    return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  }

  /** What the server reports, over a WebSocket or as the body of a response (RFC 9457). */
  static fromServer({ code = 'unknown', message, detail, offending, retry, retryAfter }, hasToken) {
    if (code === 'unauthorized') {
      return Problem.unauthorized(hasToken);
    }
    const known = ENGLISH.has(`problem.${code}.title`);
    return new Problem({
      code,
      key: OF_THE_OFFER.has(code) ? 'offer' : known ? code : 'refused',
      said: message ?? detail ?? null,
      offending,
      transient: retry ?? TRANSIENT.has(code),
      away: code === 'shutting_down',
      retryAfter,
    });
  }

  /** The problem of an attempt after another one: that a channel is gone says less than why it was closed. */
  static inSuccession(before, problem) {
    if (before?.code !== 'viewer_closed' || problem.code !== 'no_such_channel') {
      return problem;
    }
    return new Problem({ ...problem.#facts, code: 'channel_closed', key: undefined, said: before.#facts.said });
  }

  /** A refusal without words, by its HTTP status. */
  static refused(status, host, retryAfter = 0) {
    return new Problem({
      code: `http_${status}`,
      key: 'http_refused',
      values: { host, status },
      checks: ['proxyPaths'],
      transient: !Problem.isRefusal(status),
      retryAfter,
    });
  }

  static unauthorized(hasToken) {
    const key = hasToken ? 'wrong_token' : 'missing_token';
    return new Problem({ code: 'unauthorized', key, checks: ['token'], transient: false });
  }

  /** reach: what reachability() found out. */
  static signalingLost(host, code, reach) {
    const values = { host, closed: texts => (code ? texts.say('problem.closed', { code }) : '') };
    if (reach === 'offline') {
      return new Problem({ code: 'offline', away: true });
    }
    if (reach === 'answers') {
      return new Problem({ code: 'websocket_blocked', values, checks: ['whep', 'justStarted'] });
    }
    return new Problem({ code: 'signaling_unreachable', values, checks: ['serverRuns', 'webTunnel'], away: true });
  }

  /** The connection is open, or seems so, but an offer is not answered. */
  static signalingSilent(host, seconds) {
    return new Problem({ code: 'signaling_silent', values: { host, seconds }, checks: ['overloaded', 'slowNetwork'] });
  }

  static endedByServer() {
    return new Problem({ code: 'server_gone', away: true });
  }

  static pathLost() {
    return new Problem({ code: 'path_lost', checks: ['networkChanged', 'mediaTunnel'] });
  }

  static noPicture(seconds) {
    return new Problem({ code: 'no_picture', values: { seconds }, checks: ['source', 'mtu'] });
  }

  static unexpected(error) {
    const reason = String(error?.message ?? error);
    return new Problem({ code: 'browser_refused', values: { reason }, checks: ['webRtcOff'], transient: false });
  }

  static noWebRtc() {
    return new Problem({ code: 'no_webrtc', transient: false });
  }
}
