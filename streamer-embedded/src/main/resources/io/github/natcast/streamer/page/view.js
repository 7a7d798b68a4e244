/** Everything that touches the document. */

const STEPS = {
  connecting: 'Connecting',
  iceServers: 'ICE servers received',
  iceServerError: 'ICE server error',
  offerSent: 'Offer sent',
  answerReceived: 'Answer received',
  localCandidate: 'Local candidate',
  remoteCandidate: 'Server candidate',
  remoteCandidateRefused: 'Candidate refused',
  checking: 'Checking',
  iceConnected: 'Path found',
  connected: 'Connected',
  firstFrame: 'First frame',
  disconnected: 'Interrupted',
  restored: 'Restored',
  signalingLost: 'Signalling lost',
  failed: 'Failed',
};

const STATES = {
  connecting: 'Connecting',
  connected: 'Waiting for the picture',
  playing: 'Live',
  interrupted: 'Interrupted',
  failed: 'No picture',
};

/** Log lines are added together: each on its own would cost a layout of the page while the first picture is due. */
const LOG_MILLIS = 200;

const BAD = new Set(['failed', 'iceServerError', 'remoteCandidateRefused', 'disconnected', 'signalingLost']);
const GOOD = new Set(['connected', 'firstFrame', 'restored']);

export class View {
  #stream = null;
  #audio = null;
  #lines = [];
  #logTimer = null;
  #elements = Object.fromEntries([...document.querySelectorAll('[id]')].map(element => [element.id, element]));

  constructor({ session, whep }) {
    const { session: name, signaling, video, unmute, fullscreen, stage } = this.#elements;
    name.textContent = session;
    signaling.textContent = whep ? 'WHEP' : 'WebSocket';
    document.title = `${session} · natcast`;
    unmute.onclick = () => this.#mute(!video.muted);
    fullscreen.onclick = () => this.#toggleFullscreen(stage, video);
    video.onclick = () => (video.muted && !unmute.hidden ? this.#mute(false) : this.#toggleFullscreen(stage, video));
  }

  begin() {
    const { log, video, countdown } = this.#elements;
    this.#lines = [];
    log.replaceChildren();
    countdown.textContent = 'Trying again…';
    video.srcObject = this.#stream = this.#audio = null;
    document.querySelectorAll('[data-stat]').forEach(cell => {
      cell.textContent = cell.classList.contains('note') ? '' : '–';
    });
  }

  state(state) {
    document.body.dataset.state = state;
    if (!this.#isBusy()) {
      this.#flushLog();
    }
    this.#elements.state.textContent = STATES[state];
    this.#elements.waiting.textContent = state === 'failed' ? STATES[state] : `${STATES[state]}…`;
    if (state === 'failed') {
      this.#elements.video.srcObject = null;
    }
  }

  step(step, detail, millis) {
    const line = document.createElement('li');
    line.className = BAD.has(step) ? 'bad' : GOOD.has(step) ? 'good' : '';
    const time = millis < 10_000 ? `${millis.toFixed(0)} ms` : `${(millis / 1000).toFixed(1)} s`;
    line.append(element('time', time), element('b', STEPS[step] ?? step), element('span', detail));
    this.#lines.push(line);
    if (!this.#isBusy()) {
      this.#flushLog();
    } else {
      this.#logTimer ??= setTimeout(() => this.#flushLog(), LOG_MILLIS);
    }
  }

  /** Whether the page is on its way to the first picture. */
  #isBusy() {
    return ['connecting', 'connected'].includes(document.body.dataset.state);
  }

  #flushLog() {
    clearTimeout(this.#logTimer);
    this.#logTimer = null;
    const { log } = this.#elements;
    log.append(...this.#lines.splice(0));
    log.scrollTop = log.scrollHeight;
  }

  /** Shows video from the first picture on; audio waits for startAudio(). */
  show(track) {
    const { video, unmute } = this.#elements;
    if (track.kind === 'audio') {
      this.#audio = track;
      unmute.hidden = false;
      return;
    }
    this.#stream = new MediaStream([track]);
    video.srcObject = this.#stream;
    // Rejected only where even muted video must not play by itself; a click then starts it.
    video.play().catch(() => {});
  }

  /** Not before the first picture: opening the audio device blocks the page of a fresh Chromium for 100 ms or more. */
  startAudio() {
    if (this.#audio) {
      this.#stream?.addTrack(this.#audio);
    }
  }

  /** Calls back with every frame that is on the screen, until the callback returns true. */
  onFirstFrame(callback) {
    const { video } = this.#elements;
    const shown = () => {
      if (!callback(video.videoWidth, video.videoHeight)) {
        listen();
      }
    };
    const listen = () => {
      if ('requestVideoFrameCallback' in video) {
        video.requestVideoFrameCallback(shown);
      } else {
        video.addEventListener('timeupdate', shown, { once: true });
      }
    };
    listen();
  }

  timings({ offerSent, connected, firstFrame }) {
    this.#stat('connected', connected === undefined ? '–' : `${(connected - offerSent).toFixed(0)} ms`);
    this.#stat('firstFrame', firstFrame === undefined ? '–' : `${(firstFrame - offerSent).toFixed(0)} ms`);
  }

  stats(stats) {
    const { path } = stats;
    this.#stat('path', path ? `${path.local.type} → ${path.remote.type}` : '–');
    this.#stat('protocol', path ? `${path.protocol}, ${path.remote.address ?? ''}:${path.remote.port ?? ''}` : '');
    this.#stat('roundTrip', millis(path?.roundTripMillis));
    if (stats.framesDecoded === undefined) {
      return;
    }
    const total = stats.packetsReceived + Math.max(0, stats.packetsLost);
    this.#stat('fps', stats.framesPerSecond.toFixed(0));
    this.#stat('bitrate', bitrate(stats.bitsPerSecond));
    this.#stat('lost', String(stats.packetsLost));
    this.#stat('lostShare', total ? `${((Math.max(0, stats.packetsLost) / total) * 100).toFixed(2)} %` : '');
    this.#stat('size', stats.width ? `${stats.width} × ${stats.height}` : '–');
    this.#stat('codec', stats.codec ?? '–');
    this.#stat('decoder', [stats.profile, stats.decoder].filter(Boolean).join(', '));
    this.#stat('buffer', millis(stats.jitterBufferMillis));
    this.#stat('freezes', stats.freezes === 1 ? '1 freeze' : `${stats.freezes} freezes`);
  }

  /** Shows a problem; null removes it. */
  problem(shown) {
    const { problem, problemTitle, problemMessage, problemChecks, problemCode } = this.#elements;
    problem.hidden = shown === null;
    if (shown) {
      problemTitle.textContent = shown.title;
      problemMessage.textContent = shown.message;
      problemChecks.replaceChildren(...shown.checks.map(check => element('li', check)));
      problemCode.textContent = shown.offending ? `${shown.code}: ${shown.offending}` : shown.code;
    }
  }

  /** Seconds until the next attempt; null when none is planned. */
  countdown(seconds) {
    this.#elements.countdown.textContent =
      seconds === null ? '' : `Next attempt in ${Math.ceil(seconds)} s.`;
  }

  onReconnect(callback) {
    this.#elements.reconnect.onclick = callback;
    this.#elements.retry.onclick = callback;
  }

  #stat(name, text) {
    document.querySelectorAll(`[data-stat="${name}"]`).forEach(cell => { cell.textContent = text; });
  }

  #mute(muted) {
    const { video, unmute } = this.#elements;
    video.muted = muted;
    unmute.textContent = muted ? 'Unmute' : 'Mute';
  }

  /** iPhones show nothing but the video element itself in full screen. */
  #toggleFullscreen(stage, video) {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (stage.requestFullscreen) {
      stage.requestFullscreen();
    } else {
      video.webkitEnterFullscreen?.();
    }
  }
}

function element(name, text) {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
}

function millis(value) {
  return value === null || value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function bitrate(bitsPerSecond) {
  return bitsPerSecond >= 1e6
    ? `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s`
    : `${(bitsPerSecond / 1e3).toFixed(0)} kbit/s`;
}
