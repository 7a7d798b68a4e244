/** Types of player.js, for editors and for TypeScript. */

export interface PlayerOptions {
  /** Where the server is, a path prefix included: "https://video.example.org/" or "/video/". Default: where player.js is. */
  url?: string | URL | null;
  /** What to watch: the session or channel in /ws/{session} and /whep/{session}. Default: "live". */
  session?: string;
  /** What the server asks for, if it does. Default: none. */
  token?: string | null;
  /** Of what people read, and asked of the server: "en", "zh", or a tag such as "zh-CN". Default: the browser's. */
  language?: string | null;
  /** Messages and statistics of the server need a WebSocket. Default: "websocket". */
  protocol?: 'websocket' | 'whep';
  /** "relay" uses TURN servers only. Default: "all". */
  iceTransportPolicy?: 'all' | 'relay';
  /** Whether to play at once; else when play() is called. Default: true. */
  autoplay?: boolean;
  /** Browsers play only muted video by themselves. Default: true. */
  muted?: boolean;
  /** The browser's own buttons over the picture. Default: false. */
  controls?: boolean;
  /** Whether to come back by itself whatever happens. Default: true. */
  reconnect?: boolean;
}

/** interrupted: the picture stands still; waiting: for the next attempt; failed: nothing follows until play(). */
export type PlayerState =
  'stopped' | 'connecting' | 'connected' | 'playing' | 'interrupted' | 'waiting' | 'failed';

export interface Problem extends Error {
  /** Stable, for programs. */
  readonly code: string;
  /** For people, as are the message, the checks and the detail; in the player's language. */
  readonly title: string;
  readonly checks: readonly string[];
  /** The server's own words, where they are not the message; null where there are none. */
  readonly detail: string | null;
  /** Whether the player tries again by itself. */
  readonly transient: boolean;
}

/** What the server makes of this viewer's picture, in the player's language. */
export interface Verdict {
  /** Stable, for programs; "none" takes the last one back. */
  code: string;
  /** What the viewer can do. */
  viewer?: string;
  /** What the operator must do. */
  operator?: string;
}

/** A JSON object. Reserved types: ping, pong, error, verdict, and all that begin with webrtc_, ice_, viewer_ or natcast_. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

export interface CandidateInfo {
  type: string | null;
  protocol: string | null;
  address: string | null;
  port: number | null;
}

/** One second's numbers. All but path are missing until video arrives. */
export interface Statistics {
  path: { local: CandidateInfo; remote: CandidateInfo; protocol: string | null; relayed: boolean; roundTripMillis: number | null } | null;
  codec?: string | null;
  width?: number | null;
  height?: number | null;
  framesDecoded?: number;
  framesDropped?: number;
  framesPerSecond?: number;
  bitsPerSecond?: number;
  freezes?: number;
  packetsReceived?: number;
  packetsLost?: number;
  jitterMillis?: number;
  jitterBufferMillis?: number | null;
  [more: string]: unknown;
}

export interface PlayerEvents {
  state: { state: PlayerState; problem: Problem | null };
  /** A session's first frame is in the page. Times are milliseconds since the attempt began. */
  picture: { width: number; height: number; timings: Record<string, number> };
  /** Once a second. */
  statistics: Statistics;
  /** What the server knows of the path, every other second; only over a WebSocket. */
  serverstatistics: Record<string, unknown>;
  /** Why the picture is late or bad; only over a WebSocket. */
  verdict: Verdict;
  /** Somebody stopped the picture, or let it go on: by pause() and play(), or by the browser's own controls. */
  paused: { paused: boolean };
  /** From the program. */
  message: Message;
  /** Why the server did not take a message. */
  messageerror: { code: string; message: string };
  attempt: { attempt: number };
  /** For a log. */
  step: { attempt: number; step: string; detail: string; millis: number };
}

export interface Player extends EventTarget {
  readonly state: PlayerState;
  readonly problem: Problem | null;
  readonly statistics: Statistics | null;
  readonly attempts: number;
  readonly timings: Readonly<Record<string, number>>;
  /** Milliseconds; null when no attempt is planned. */
  readonly nextAttemptIn: number | null;
  readonly connection: RTCPeerConnection | null;
  readonly localCandidates: readonly string[];
  readonly remoteCandidates: readonly string[];
  /** The element in the page: another one after each new session, with the attributes of the one before. */
  readonly video: HTMLVideoElement;
  readonly hasAudio: boolean;
  muted: boolean;
  /** 0 to 1. */
  volume: number;
  /** Whether somebody has stopped the picture; the state is about the session, which goes on. */
  readonly paused: boolean;

  /** Begins, tries at once, or goes on with what is live after pause(). */
  play(): void;
  /** The picture stands still until play(). */
  pause(): void;
  /** Ends the session, and all attempts. */
  stop(): void;
  /**
   * Sends a message to the program. Returns false when it cannot be sent now: over WHEP, before the offer, without a
   * connection, or while 256 KiB wait. Throws a TypeError when the message is no object or its type is reserved.
   */
  send(message: Message): boolean;
  /** Calls back with the detail of each event; returns what ends that. */
  on<Type extends keyof PlayerEvents>(type: Type, listener: (detail: PlayerEvents[Type]) => void): () => void;
}

/** Puts a video into an element, and plays. */
export function createPlayer(element: HTMLElement, options?: PlayerOptions): Player;
