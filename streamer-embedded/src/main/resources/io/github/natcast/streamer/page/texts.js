/** What people read, in one language: sentences from a table, numbers and units as that language writes them. */
import en from './en.js';
import zh from './zh.js';

const TABLES = { en, zh };
/** As BCP 47 has it: what <html lang> says, and what Intl goes by. */
const TAGS = { en: 'en', zh: 'zh-CN' };

/** Of the languages that there are, the first that is wanted, such as "zh" for "zh-TW"; null if none is. */
export function wanted(tags) {
  const primary = tags.map(tag => String(tag).toLowerCase().split(/[-_]/)[0]);
  return primary.find(language => language in TABLES) ?? null;
}

/** The language of whoever uses this browser; the server reads the same from Accept-Language. */
export function preferred() {
  return wanted(navigator.languages ?? [navigator.language]) ?? 'en';
}

export class Texts {
  #table;

  /** language: "en" or "zh". */
  constructor(language) {
    this.#table = TABLES[language];
    this.language = language;
    this.tag = TAGS[language];
    this.plural = new Intl.PluralRules(this.tag);
    this.either = new Intl.ListFormat(this.tag, { type: 'disjunction' });
  }

  has(key) {
    return key in this.#table;
  }

  /** The sentence of a key, with its {placeholders} filled. */
  say(key, values = {}) {
    return this.#table[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /** The sentence for a number of things, which is its {count}. */
  count(key, count) {
    return this.say(`${key}.${this.plural.select(count)}`, { count: this.number(count) });
  }

  /** digits: how many follow the point. */
  number(value, digits = 0) {
    return value.toLocaleString(this.tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** share: 0 to 1. */
  percent(share, digits = 0) {
    return share.toLocaleString(this.tag, {
      style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits,
    });
  }

  bitrate(bitsPerSecond) {
    return bitsPerSecond >= 1e6
      ? this.say('unit.megabits', { value: this.number(bitsPerSecond / 1e6, 2) })
      : this.say('unit.kilobits', { value: this.number(bitsPerSecond / 1e3) });
  }

  /** A duration; a dash where it is not known. */
  millis(value) {
    return Number.isFinite(value) ? this.say('unit.millis', { value: this.number(value, value < 10 ? 1 : 0) }) : '–';
  }

  /** When something happened, counted from a beginning. */
  elapsed(millis) {
    return millis < 10_000
      ? this.say('unit.millis', { value: this.number(millis) })
      : this.say('unit.seconds', { value: this.number(millis / 1000, 1) });
  }
}
