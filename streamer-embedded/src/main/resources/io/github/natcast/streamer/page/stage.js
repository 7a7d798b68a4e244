/** The picture: one video element on the screen, and while it is to be replaced, one behind it for the next picture. */

export class Stage {
  #element = document.getElementById('stage');
  #unmute = document.getElementById('unmute');
  #screen = new Screen(document.getElementById('video'));

  constructor() {
    this.#unmute.onclick = () => this.#mute(!this.#video.muted);
    document.getElementById('fullscreen').onclick = () => this.#toggleFullscreen();
    this.#element.onclick = event => {
      if (event.target !== this.#video) {
        return;
      } else if (this.#video.muted && !this.#unmute.hidden) {
        this.#mute(false);
      } else {
        this.#toggleFullscreen();
      }
    };
  }

  get #video() {
    return this.#screen.video;
  }

  /** A screen for the picture of a new attempt: the one that is there, or while that shows something, one behind it. */
  prepare() {
    if (!this.#video.srcObject) {
      return this.#screen;
    }
    const video = this.#video.cloneNode(false);
    video.removeAttribute('id');
    video.className = 'behind';
    video.muted = this.#video.muted;
    this.#element.append(video);
    return new Screen(video);
  }

  /** A screen has its first picture: it takes the place of the one before it. */
  show(screen) {
    if (screen !== this.#screen) {
      this.#video.srcObject = null;
      this.#video.remove();
      this.#screen = screen;
      this.#video.id = 'video';
      this.#video.className = '';
    }
    // Not before the first picture: opening the audio device blocks the page of a fresh Chromium for 100 ms or more.
    screen.startAudio();
    this.#unmute.hidden = !screen.hasAudio;
  }

  /** A screen is not needed any more; that on the stage turns black. */
  discard(screen) {
    screen.video.srcObject = null;
    if (screen !== this.#screen) {
      screen.video.remove();
    }
  }

  #mute(muted) {
    this.#video.muted = muted;
    this.#unmute.textContent = muted ? 'Unmute' : 'Mute';
  }

  /** iPhones show nothing but the video element itself in full screen. */
  #toggleFullscreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#element.requestFullscreen) {
      this.#element.requestFullscreen();
    } else {
      this.#video.webkitEnterFullscreen?.();
    }
  }
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
