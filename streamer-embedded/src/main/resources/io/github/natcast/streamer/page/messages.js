/** The messages that a page and the program exchange beside signalling. */

const NAMES = new Set(['ping', 'pong', 'error', 'verdict']);
const PREFIXES = ['webrtc_', 'ice_', 'viewer_', 'natcast_'];
/** Errors that mean a message, and not the picture. */
const CODES = new Set([
  'unknown_type', 'no_offer', 'message_too_large', 'message_failed', 'too_many_messages', 'report_too_large',
]);

/** Whether a type belongs to signalling, now or later. */
export function isReserved(type) {
  return NAMES.has(type) || PREFIXES.some(prefix => type.startsWith(prefix));
}

/** Whether an error of the server is about a message only: nothing ends by it. */
export function concernsMessage({ code }) {
  return CODES.has(code);
}

/** Throws what a programmer has to know. */
export function check(message) {
  if (message === null || typeof message !== 'object' || Array.isArray(message)) {
    throw new TypeError('A message must be an object, such as { type: "chat", text: "hello" }.');
  }
  const { type } = message;
  if (typeof type !== 'string' || type.length < 1 || type.length > 64) {
    throw new TypeError('A message needs a type, a string of 1 to 64 characters.');
  }
  if (isReserved(type)) {
    throw new TypeError(`The type "${type}" belongs to signalling; so do ${[...NAMES].join(', ')}, and all that begin `
      + `with ${PREFIXES.join(', ')}.`);
  }
}
