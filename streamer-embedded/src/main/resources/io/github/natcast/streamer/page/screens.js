/** The picture: one video element in the page, and while it is to be replaced, one behind it for the next picture. */

export class Screens {
  #screen;
  #paused = false;
  #pausedChanged;

  /** element: what the video fills; pausedChanged(): somebody stopped the picture, or let it go on. */
  constructor(element, { muted, controls }, pausedChanged) {
    this.#pausedChanged = pausedChanged;
    if (getComputedStyle(element).position === 'static') {
      element.style.position = 'relative';
    }
    element.style.isolation = 'isolate'; // the next picture stays behind this one, not behind the whole page
    const video = this.#create(muted);
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

  /** Whether the picture stands still because somebody wants that; the session goes on. */
  get paused() {
    return this.#paused;
  }

  pause() {
    this.#become(true);
    this.video.pause();
  }

  /** Shows what comes now; returns whether the picture was paused. */
  resume() {
    const { paused, video } = this;
    this.#become(false);
    if (paused && this.#screen.shown) {
      video.play().catch(() => {});
    }
    return paused;
  }

  /** A screen for the picture of a new attempt: the one that is there, or while that shows something, one behind it. */
  prepare() {
    const { video: shown } = this;
    if (!shown.srcObject) {
      return this.#screen;
    }
    const video = this.#create(shown.muted);
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
      this.#replace(before, screen.video);
      for (const { name, value } of before.attributes) {
        if (name !== 'style') { // a Content-Security-Policy may forbid that as an attribute
          screen.video.setAttribute(name, value);
        }
      }
      screen.video.muted = before.muted;
      this.#screen = screen;
    }
    screen.shown = true;
    if (this.#paused) {
      screen.video.pause();
    }
    // Not before the first picture: opening the audio device blocks the page of a fresh Chromium for 100 ms or more.
    screen.startAudio();
  }

  /** A small window stays where it is: while there is one, another picture may have it without a click. */
  #replace(before, video) {
    const leave = () => {
      before.srcObject = null;
      before.remove();
    };
    if (document.pictureInPictureElement === before) {
      video.requestPictureInPicture().catch(() => {}).finally(leave);
    } else {
      leave();
    }
  }

  /** A screen is not needed any more; that in the page turns black. */
  discard(screen) {
    screen.clear();
    if (screen !== this.#screen) {
      screen.video.remove();
    }
  }

  /** Headphones, the keyboard's media keys and the small window pause, too. */
  #create(muted) {
    const video = document.createElement('video');
    Object.assign(video, { muted, autoplay: true, playsInline: true });
    Object.assign(video.style, { display: 'block', width: '100%', height: '100%', objectFit: 'contain' });
    for (const type of ['pause', 'play']) {
      video.addEventListener(type, () => {
        if (video === this.video && this.#screen.shown && !video.ended) {
          this.#become(video.paused);
        }
      });
    }
    return video;
  }

  #become(paused) {
    if (paused !== this.#paused) {
      this.#paused = paused;
      this.#pausedChanged();
    }
  }
}

class Screen {
  /** Whether its picture is in the page. */
  shown = false;
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
    this.shown = false;
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
