/** The picture: one video element in the page, and while it is to be replaced, one behind it for the next picture. */

export class Screens {
  #element;
  #screen;

  /** element: what the video fills. */
  constructor(element, { muted, controls }) {
    this.#element = element;
    if (getComputedStyle(element).position === 'static') {
      element.style.position = 'relative';
    }
    element.style.isolation = 'isolate'; // the next picture stays behind this one, not behind the whole page
    const video = create(muted);
    video.controls = controls;
    element.prepend(video);
    this.#screen = new Screen(video);
  }

  get video() {
    return this.#screen.video;
  }

  get hasAudio() {
    return this.#screen.hasAudio;
  }

  /** A screen for the picture of a new attempt: the one that is there, or while that shows something, one behind it. */
  prepare() {
    const { video: shown } = this;
    if (!shown.srcObject) {
      return this.#screen;
    }
    const video = create(shown.muted);
    // Painted, although not seen: browsers do not report the frames of what they need not paint.
    Object.assign(video.style, { position: 'absolute', inset: '0', zIndex: '-1' });
    video.volume = shown.volume;
    shown.after(video);
    return new Screen(video);
  }

  /** A screen has its first picture: it takes the place of the one before it. */
  show(screen) {
    const { video: before } = this;
    if (screen !== this.#screen) {
      Object.assign(screen.video.style, { position: '', inset: '', zIndex: '' });
      before.srcObject = null;
      before.remove();
      for (const { name, value } of before.attributes) {
        if (name !== 'style') { // a Content-Security-Policy may forbid that as an attribute
          screen.video.setAttribute(name, value);
        }
      }
      screen.video.muted = before.muted;
      this.#screen = screen;
    }
    // Not before the first picture: opening the audio device blocks the page of a fresh Chromium for 100 ms or more.
    screen.startAudio();
  }

  /** A screen is not needed any more; that in the page turns black. */
  discard(screen) {
    screen.clear();
    if (screen !== this.#screen) {
      screen.video.remove();
    }
  }
}

function create(muted) {
  const video = document.createElement('video');
  Object.assign(video, { muted, autoplay: true, playsInline: true });
  Object.assign(video.style, { display: 'block', width: '100%', height: '100%', objectFit: 'contain' });
  return video;
}

class Screen {
  #audio = null;

  constructor(video) {
    this.video = video;
  }

  get hasAudio() {
    return this.#audio !== null;
  }

  /** Shows video from the first picture on; audio waits. */
  add(track) {
    if (track.kind === 'audio') {
      this.#audio = track;
      return;
    }
    this.video.srcObject = new MediaStream([track]);
    // Rejected only where even muted video must not play by itself; a click then starts it.
    this.video.play().catch(() => {});
  }

  startAudio() {
    if (this.#audio) {
      this.video.srcObject?.addTrack(this.#audio);
    }
  }

  clear() {
    this.#audio = null;
    this.video.srcObject = null;
  }

  /**
   * Calls back with the size of every frame that is on the screen, until the callback returns false. Where
   * exact is false, the browser tells only that time passes, with new frames or without.
   */
  onFrame(callback) {
    const { video } = this;
    const exact = 'requestVideoFrameCallback' in video;
    const listen = () => {
      if (exact) {
        video.requestVideoFrameCallback(shown);
      } else {
        video.addEventListener('timeupdate', shown, { once: true });
      }
    };
    const shown = () => {
      if (callback(video.videoWidth, video.videoHeight, exact)) {
        listen();
      }
    };
    listen();
  }
}
