/** The last two minutes as three curves, and the same as a table for those who do not see them. */
import { History } from './history.js';

const SECONDS = 120;
const WIDTH = 240;
const HEIGHT = 48;
/** So much room above the highest point, and the least span of each curve, so that a quiet one looks quiet. */
const HEADROOM = 1.15;
const LEAST = { bitrate: 100e3, loss: 0.01, delay: 20 };
/** The table has a row for so many seconds. */
const ROW_SECONDS = 10;
/** How often a screen reader's description changes. */
const DESCRIBE_SECONDS = 5;

export class Plot {
  #history = new History();
  #texts;
  #curves;
  #table = document.getElementById('plotTable');
  #body = document.getElementById('plotRows');
  #samples = 0;

  constructor(texts) {
    this.#texts = texts;
    this.#curves = Object.keys(LEAST).map(name => {
      const part = selector => document.querySelector(`[data-curve="${name}"] ${selector}`);
      return { name, svg: part('svg'), line: part('path'), now: part('b'), most: part('.most') };
    });
    this.#table.ontoggle = () => this.#tabulate();
    this.#describe();
  }

  /** How many points there are. */
  get length() {
    return this.#history.points.length;
  }

  /** One second's sample of Statistics. */
  add(sample) {
    this.#history.add(sample);
    for (const { name, line, now, most } of this.#curves) {
      const known = this.#history.known(name);
      const top = Math.max(LEAST[name], ...known) * HEADROOM;
      line.setAttribute('d', path(this.#history.points.map(point => point[name]), top));
      now.textContent = this.#unit(name, this.#history.points.at(-1)[name]);
      most.textContent = known.length ? this.#texts.say('plot.most', { most: this.#unit(name, Math.max(...known)) }) : '';
    }
    if (this.#samples++ % DESCRIBE_SECONDS === 0) {
      this.#describe();
    }
    this.#tabulate();
  }

  #describe() {
    for (const { name, svg } of this.#curves) {
      const known = this.#history.known(name);
      const words = known.length === 0 ? 'plot.empty' : 'plot.summary';
      svg.setAttribute('aria-label', this.#texts.say(words, {
        name: this.#texts.say(`plot.${name}`),
        last: this.#unit(name, known.at(-1) ?? null),
        least: this.#unit(name, Math.min(...known)),
        most: this.#unit(name, Math.max(...known)),
      }));
    }
  }

  #tabulate() {
    if (!this.#table.open) {
      return;
    }
    const newest = [...this.#history.points].reverse();
    const rows = newest.filter((point, ago) => ago % ROW_SECONDS === 0);
    this.#body.replaceChildren(...rows.map((point, row) => {
      const line = document.createElement('tr');
      line.append(cell('th', this.#texts.number(row * ROW_SECONDS)),
        ...this.#curves.map(({ name }) => cell('td', this.#unit(name, point[name]))));
      return line;
    }));
  }

  #unit(name, value) {
    if (value === null || !Number.isFinite(value)) {
      return '–';
    } else if (name === 'bitrate') {
      return this.#texts.bitrate(value);
    }
    return name === 'loss' ? this.#texts.percent(value, 1) : this.#texts.millis(value);
  }
}

/** The newest point is at the right; where a value is not known, the line breaks. */
export function path(values, top) {
  const first = SECONDS - values.length;
  let drawing = false;
  return values.map((value, index) => {
    const move = drawing ? 'L' : 'M';
    drawing = value !== null;
    const x = ((first + index) * WIDTH) / (SECONDS - 1);
    return drawing ? `${move}${x.toFixed(1)} ${(HEIGHT * (1 - value / top)).toFixed(1)}` : '';
  }).join('');
}

function cell(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  if (name === 'th') {
    element.scope = 'row';
  }
  return element;
}
