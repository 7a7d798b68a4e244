/** The list of steps: it outlives attempts, since what happened before an interruption says most about it. */

const BAD = new Set(['failed', 'iceServerError', 'remoteCandidateRefused', 'disconnected', 'signalingLost']);
const GOOD = new Set(['connected', 'firstFrame', 'restored', 'restarted']);

/** Lines are added together: each on its own would cost a layout of the page while the first picture is due. */
const COLLECT_MILLIS = 200;
/** About ten attempts. */
const LONGEST = 200;

export class Log {
  #list = document.getElementById('log');
  #texts;
  #lines = [];
  #timer = null;
  /** The attempt that runs, and the one before it: its lines, and in words what became of it. */
  #attempt = null;
  #before = null;

  constructor(texts) {
    this.#texts = texts;
  }

  /** An attempt begins: times count from here. */
  begin(attempt) {
    this.#before = this.#attempt;
    this.#attempt = { first: attempt, last: attempt, lines: [], words: '' };
    if (attempt > 1) {
      const line = element('li', '');
      line.className = 'attempt';
      line.append(element('b', this.#texts.say('page.attempt', { first: attempt })),
        element('span', new Date().toLocaleTimeString(this.#texts.tag)));
      this.#add(line);
    }
  }

  step(step, detail, millis) {
    const line = element('li', '');
    line.className = BAD.has(step) ? 'bad' : GOOD.has(step) ? 'good' : '';
    line.append(element('time', this.#texts.elapsed(millis)), element('b', this.#texts.say(`step.${step}`)),
      element('span', detail));
    this.#add(line);
    this.#attempt.words += `${step} ${detail}\n`;
    if (step === 'failed' && this.#attempt.words === this.#before?.words) {
      this.#fold();
    }
  }

  /** Attempts that fail alike, one after the other, are told as one: they would push out what came before them. */
  #fold() {
    this.flush();
    this.#before.lines.forEach(line => line.remove());
    this.#attempt.first = this.#before.first;
    const title = this.#attempt.lines[0].querySelector('b');
    title.textContent = this.#texts.say('page.attempts', this.#attempt);
  }

  /** Shows what has been collected. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#list.append(...this.#lines.splice(0));
    while (this.#list.childElementCount > LONGEST) {
      this.#list.firstElementChild.remove();
    }
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  #add(line) {
    this.#lines.push(line);
    this.#attempt.lines.push(line);
    this.#timer ??= setTimeout(() => this.flush(), COLLECT_MILLIS);
  }
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}
