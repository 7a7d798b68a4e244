/** The settings of a player: every one has a default, and a wrong one is refused in words. */
import { preferred, wanted } from './texts.js';

const DEFAULTS = {
  url: null,
  session: 'live',
  token: null,
  language: null,
  protocol: 'websocket',
  iceTransportPolicy: 'all',
  autoplay: true,
  muted: true,
  controls: false,
  reconnect: true,
};

const CHOICES = {
  protocol: ['websocket', 'whep'],
  iceTransportPolicy: ['all', 'relay'],
};

/**
 * The options with their defaults; base, the server's URL with a slash at its end: by default, where this module
 * came from; and language, "en" or "zh": by default, the browser's. Throws a TypeError that names the option.
 */
export function settings(options) {
  const unknown = Object.keys(options).find(name => !(name in DEFAULTS));
  if (unknown !== undefined) {
    throw new TypeError(`There is no option "${unknown}"; there are ${Object.keys(DEFAULTS).join(', ')}.`);
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const all = { ...DEFAULTS, ...Object.fromEntries(given) };
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (!choices.includes(all[name])) {
      throw new TypeError(`The option ${name} is "${all[name]}"; it must be one of ${choices.join(', ')}.`);
    }
  }
  for (const name of ['autoplay', 'muted', 'controls', 'reconnect']) {
    if (typeof all[name] !== 'boolean') {
      throw new TypeError(`The option ${name} must be true or false.`);
    }
  }
  if (all.language !== null && !wanted([all.language])) {
    throw new TypeError(`The option language is "${all.language}"; it must be en, zh, or a tag such as zh-CN.`);
  }
  if (typeof all.session !== 'string' || all.session === '') {
    throw new TypeError('The option session must be the name of what is watched, such as "room-7".');
  }
  return { ...all, base: base(all.url), language: all.language === null ? preferred() : wanted([all.language]) };
}

function base(url) {
  const text = url === null ? new URL('.', import.meta.url).href : String(url);
  let parsed;
  try {
    parsed = new URL(text.endsWith('/') ? text : `${text}/`, document.baseURI);
  } catch {
    throw new TypeError(`The option url is "${text}"; it must be a URL such as "https://video.example.org/" or "/video/".`);
  }
  if (!['http:', 'https:'].includes(parsed.protocol)) {
    throw new TypeError(`The option url is "${text}"; it must begin with http: or https:, also for WebSocket.`);
  }
  return parsed;
}
