/** The buttons over the picture, and what keys and clicks on it do. */
import { Idle } from './idle.js';
import { listen } from './keys.js';
import { name } from './translate.js';

const STEP = 0.1;
const KEYS = { play: 'keys.play', mute: 'keys.mute', pip: 'keys.pip', fullscreen: 'keys.fullscreen', help: 'keys.help' };

export class Controls {
  #element;
  #player;
  #texts;
  #idle;
  #announce = document.getElementById('announce');
  #buttons = Object.fromEntries([...document.querySelectorAll('#bar [id], #help, #closeHelp')].map(each => [each.id, each]));
  #actions = {
    play: () => this.#togglePlay(),
    mute: () => this.#sound(!this.#player.muted, this.#player.volume || 1),
    louder: () => this.#sound(false, Math.min(1, this.#player.volume + STEP)),
    quieter: () => this.#sound(this.#player.muted, Math.max(0, this.#player.volume - STEP)),
    fullscreen: () => this.#toggleFullscreen(),
    pip: () => this.#togglePip(),
    help: () => this.#buttons.help.showModal(),
  };

  constructor(element, player, texts) {
    this.#element = element;
    this.#player = player;
    this.#texts = texts;
    this.#idle = new Idle(element);
    const { help, helpButton, closeHelp, volume, pip } = this.#buttons;
    pip.hidden = !document.pictureInPictureEnabled;
    for (const id of ['play', 'mute', 'pip', 'fullscreen']) {
      this.#buttons[id].onclick = this.#actions[id];
    }
    helpButton.onclick = this.#actions.help;
    closeHelp.onclick = () => help.close();
    help.onclick = ({ target }) => target === help && help.close();
    volume.oninput = () => this.#sound(volume.value === '0', Number(volume.value));
    document.onfullscreenchange = () => this.show();
    listen(element, this.#actions);
    this.#listenOnPicture();
    player.on('picture', () => this.show());
    player.on('paused', () => this.show());
    this.show();
  }

  /** As things are now. */
  show() {
    const { mute, muteLabel, volume } = this.#buttons;
    const { paused, muted, hasAudio } = this.#player;
    this.#element.toggleAttribute('data-paused', paused);
    this.#element.toggleAttribute('data-muted', muted);
    this.#name('play', paused ? 'control.play' : 'control.pause');
    this.#name('mute', muted ? 'control.unmute' : 'control.mute');
    this.#name('pip', 'control.pip');
    this.#name('fullscreen', document.fullscreenElement ? 'control.exitFullscreen' : 'control.fullscreen');
    name(this.#buttons.helpButton, this.#texts.say('control.help'), this.#withKey('control.help', 'help'));
    muteLabel.hidden = !muted;
    mute.hidden = volume.hidden = !hasAudio;
    volume.value = muted ? 0 : this.#player.volume;
    volume.setAttribute('aria-valuetext', this.#texts.percent(Number(volume.value)));
  }

  #name(id, key) {
    name(this.#buttons[id], this.#texts.say(key), this.#withKey(key, id));
  }

  #withKey(key, id) {
    return this.#texts.say('control.withKey', { name: this.#texts.say(key), key: this.#texts.say(KEYS[id]) });
  }

  /** A mouse plays and pauses by a click; a finger only shows the buttons, or puts them away. */
  #listenOnPicture() {
    // Firefox would stop at the video, which a new session replaces; the stage stays.
    this.#player.video.tabIndex = -1;
    this.#element.addEventListener('focusin', ({ target }) => target === this.#player.video && this.#element.focus());
    this.#element.onclick = ({ target }) => {
      if (target === this.#player.video && !this.#idle.putAway()) {
        this.#togglePlay();
      }
    };
    this.#element.ondblclick = ({ target }) => target === this.#player.video && this.#toggleFullscreen();
  }

  #togglePlay() {
    if (this.#player.paused || this.#player.state !== 'playing') {
      this.#player.play();
    } else {
      this.#player.pause();
    }
  }

  #sound(muted, volume) {
    if (this.#player.hasAudio) {
      this.#player.muted = muted;
      this.#player.volume = volume;
      this.show();
      this.#announce.textContent = muted
        ? this.#texts.say('said.muted')
        : this.#texts.say('said.volume', { percent: this.#texts.percent(volume) });
    }
  }

  /** iPhones show nothing but the video element itself in full screen. */
  #toggleFullscreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#element.requestFullscreen) {
      this.#element.requestFullscreen().catch(() => {});
    } else {
      this.#player.video.webkitEnterFullscreen?.();
    }
  }

  #togglePip() {
    if (document.pictureInPictureElement) {
      document.exitPictureInPicture();
    } else if (document.pictureInPictureEnabled) {
      this.#player.video.requestPictureInPicture().catch(() => {}); // refused before there is a picture
    }
  }
}
