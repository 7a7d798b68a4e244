/** Explains to whoever looks at the page why there is no picture. */

/** These go away by themselves, so it makes sense to try again; a server says so itself, an older one does not. */
const TRANSIENT = new Set([
  'too_many_viewers', 'overloaded', 'shutting_down', 'viewer_closed', 'internal_error', 'too_many_refusals',
  'too_many_messages', 'no_encoder_free', 'admission_failed',
]);

const TITLES = {
  bad_session_name: 'No session has such a name',
  no_such_channel: 'There is no such channel',
  forbidden: 'You may not watch this',
  no_common_codec: 'This browser cannot decode what the server sends',
  too_many_refusals: 'Too many requests from here were refused',
  too_many_viewers: 'Every place is taken',
  too_many_viewers_of_client: 'Too many viewers watch from here',
  too_many_offers: 'This page was opened too often',
  viewer_closed: 'The server ended the connection',
  viewer_removed: 'You were removed from the audience',
  too_many_messages: 'This page sent too many messages',
  shutting_down: 'The server is shutting down',
};

export class Problem extends Error {
  /**
   * code: stable, for programs; title, message and checks: for people; transient: whether to try again; away: whether
   * it ends when the server can be reached; retryAfter: the shortest pause before that, in seconds.
   */
  constructor({ code, title, message, checks = [], transient = true, away = false, offending = null, retryAfter = 0 }) {
    super(message);
    Object.assign(this, { code, title, checks, transient, away, offending, retryAfter });
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
    return new Problem({
      code,
      title: TITLES[code] ?? 'The server refused the offer',
      message: message ?? detail ?? 'The server gave no reason.',
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
    return new Problem({ ...problem, code: 'channel_closed', title: 'The channel was closed', message: before.message });
  }

  /** A refusal without words, by its HTTP status. */
  static refused(status, host, retryAfter = 0) {
    return new Problem({
      code: `http_${status}`,
      title: 'The request for the stream was refused',
      message: `${host} answered with status ${status} and gave no reason.`,
      checks: ['Does a proxy in between forward /ws and /whep to the server?'],
      transient: !Problem.isRefusal(status),
      retryAfter,
    });
  }

  static unauthorized(hasToken) {
    return new Problem({
      code: 'unauthorized',
      title: hasToken ? 'The token is wrong' : 'This stream requires a token',
      message: hasToken ? 'The server does not accept the token that this page has.' : 'This page has no token.',
      checks: ['Open the page with the right ?token=… in its address. Whoever runs the server knows it.'],
      transient: false,
    });
  }

  /** reach: what reachability() found out. */
  static signalingLost(host, code, reach) {
    const closed = code ? ` (WebSocket closed with ${code})` : '';
    if (reach === 'offline') {
      return new Problem({
        code: 'offline',
        title: 'This device is offline',
        message: 'It has no network at the moment. The page goes on as soon as it has.',
        away: true,
      });
    }
    if (reach === 'answers') {
      return new Problem({
        code: 'websocket_blocked',
        title: 'The server answers, but no WebSocket gets through',
        message: `Pages come from ${host}, a WebSocket does not open or stay open${closed}.`,
        checks: [
          'Does a proxy in between allow WebSocket? If not, try this page with ?whep.',
          'Was the server just started? Then the next attempt will succeed.',
        ],
      });
    }
    return new Problem({
      code: 'signaling_unreachable',
      title: 'The server cannot be reached',
      message: `Nothing answers at ${host}${closed}. The page goes on as soon as the server is back.`,
      checks: ['Is the server running?', 'Is the tunnel or port forwarding for the web port up?'],
      away: true,
    });
  }

  /** The connection is open, or seems so, but an offer is not answered. */
  static signalingSilent(host, seconds) {
    return new Problem({
      code: 'signaling_silent',
      title: 'The server does not answer',
      message: `${host} has not answered the offer within ${seconds} s.`,
      checks: ['Is the server overloaded? See its log.', 'Is the network here very slow, or did it change?'],
    });
  }

  static endedByServer() {
    return new Problem({
      code: 'server_gone',
      title: 'The server ended the stream',
      message: 'It was stopped or restarted, or it ended this viewer.',
      away: true,
    });
  }

  static pathLost() {
    return new Problem({
      code: 'path_lost',
      title: 'The network path to the server is gone',
      message: 'No packets arrive, and no other path to the server was found.',
      checks: ['Did the network here change?', 'Is the tunnel or port forwarding for the media port up?'],
    });
  }

  static noPicture(seconds) {
    return new Problem({
      code: 'no_picture',
      title: 'Connected, but no picture arrives',
      message: `The connection is up, but no frame was decoded within ${seconds} s.`,
      checks: [
        'Does the server\'s source deliver frames? See its log and /healthz.',
        'Does the path carry packets of 1200 bytes? A smaller MTU in a tunnel drops video but lets checks through.',
      ],
    });
  }

  static unexpected(error) {
    return new Problem({
      code: 'browser_refused',
      title: 'The browser refused the answer',
      message: String(error?.message ?? error),
      checks: ['Is WebRTC switched off by a setting or an extension of this browser?'],
      transient: false,
    });
  }

  static noWebRtc() {
    return new Problem({
      code: 'no_webrtc',
      title: 'This browser has no WebRTC',
      message: 'It is missing, or switched off by a setting or an extension.',
      transient: false,
    });
  }
}
