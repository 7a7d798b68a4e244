/** The buttons over the picture: sound, and full screen. */

export class Stage {
  #element;
  #player;
  #unmute = document.getElementById('unmute');

  constructor(element, player) {
    this.#element = element;
    this.#player = player;
    this.#unmute.onclick = () => this.#mute(!player.muted);
    document.getElementById('fullscreen').onclick = () => this.#toggleFullscreen();
    element.onclick = event => {
      if (event.target !== player.video) {
        return;
      } else if (player.muted && !this.#unmute.hidden) {
        this.#mute(false);
      } else {
        this.#toggleFullscreen();
      }
    };
    player.on('picture', () => { this.#unmute.hidden = !player.hasAudio; });
  }

  #mute(muted) {
    this.#player.muted = muted;
    this.#unmute.textContent = muted ? 'Unmute' : 'Mute';
  }

  /** iPhones show nothing but the video element itself in full screen. */
  #toggleFullscreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#element.requestFullscreen) {
      this.#element.requestFullscreen();
    } else {
      this.#player.video.webkitEnterFullscreen?.();
    }
  }
}
