import { attach } from './hls.js';
import { byId, element, link } from './dom.js';
import { number } from './format.js';

/** One clip of the player: its picture, its words and its buttons. The video exists only while the clip is near. */

const SECOND = 1_000;

export class ClipView {
  #video = null;
  #detach = null;
  #last = 0;
  #watchedMs = 0;

  /** @param {object} clip as the API describes it @param {{like: Function, comments: Function, share: Function, mute: Function, menu: Function}} acts */
  constructor(clip, acts) {
    this.clip = clip;
    this.stage = element('div', { class: 'stage' },
      element('img', { src: clip.poster, alt: '', class: 'poster', decoding: 'async' }));
    this.likeButton = button('like', '♥', () => acts.like(this));
    this.commentButton = button('comment', '✎', () => acts.comments(this));
    this.shareButton = button('share', '➦', () => acts.share(this));
    this.soundButton = button('sound', '♪', () => acts.mute());
    this.menuButton = button('more', '⋯', () => acts.menu(this));
    label(this.menuButton, 'More', 'Not for me: dismiss, mute or block');
    this.state = element('p', { class: 'state', role: 'status' });
    this.node = element('article', { class: 'clip', 'aria-label': `${clip.title}, by ${clip.owner}`, tabindex: '-1' },
      this.stage,
      element('div', { class: 'words' },
        element('h2', null, link('/c/' + encodeURIComponent(clip.content), clip.title)),
        element('p', null, link('/people/' + encodeURIComponent(clip.owner), '@' + clip.owner), clip.topic ? ` · ${clip.topic}` : ''),
        this.state),
      element('div', { class: 'acts' }, this.likeButton, this.commentButton, this.shareButton, this.soundButton, this.menuButton));
    this.stage.addEventListener('click', () => this.toggle());
    this.showFigures();
  }

  showFigures() {
    const { likes, comments, shares, liked } = this.clip;
    label(this.likeButton, number(likes), `Like, ${number(likes)} likes`);
    this.likeButton.setAttribute('aria-pressed', String(liked));
    label(this.commentButton, number(comments), `Comments, ${number(comments)}`);
    label(this.shareButton, number(shares), `Share, ${number(shares)} shares`);
  }

  /** The video is made and loads; it does not play yet. */
  near() {
    if (this.#video !== null) return;
    const video = element('video', { playsinline: '', loop: '', preload: 'auto', poster: this.clip.poster, 'aria-label': this.clip.title });
    video.muted = true;
    this.#video = video;
    video.addEventListener('timeupdate', () => this.#count(video));
    video.addEventListener('error', () => { this.state.textContent = 'This clip cannot be played here.'; });
    this.stage.append(video);
    attach(video, this.clip.master).then(detach => {
      if (this.#video === video) this.#detach = detach;
      else detach();
    }, error => { this.state.textContent = error.message; });
  }

  far() {
    this.#detach?.();
    this.#detach = null;
    this.#video?.remove();
    this.#video = null;
  }

  play(muted) {
    this.near();
    this.sound(muted);
    this.#last = this.#video.currentTime;
    this.#video.play().catch(error => {
      if (error.name === 'NotAllowedError') this.state.textContent = 'Press space or tap to play.';
    });
  }

  get playing() {
    return this.#video !== null && !this.#video.paused;
  }

  pause() {
    this.#video?.pause();
  }

  toggle() {
    if (this.#video === null) return;
    this.state.textContent = '';
    if (this.#video.paused) this.#video.play().catch(error => { this.state.textContent = error.message; });
    else this.#video.pause();
  }

  sound(muted) {
    if (this.#video !== null) this.#video.muted = muted;
    this.soundButton.setAttribute('aria-pressed', String(!muted));
    label(this.soundButton, muted ? 'Muted' : 'Sound', 'Sound');
  }

  /** Only what went by while playing: a jump, and the loop back to the start, are no watching. */
  #count(video) {
    if (video !== this.#video) return;
    const now = video.currentTime;
    const passed = now - this.#last;
    if (passed > 0 && passed < 2) this.#watchedMs += passed * SECOND;
    this.#last = now;
  }

  /** ms that were watched since the last call. */
  takeWatched() {
    const watched = Math.round(this.#watchedMs);
    this.#watchedMs = 0;
    return watched;
  }
}

function button(name, sign, act) {
  const made = element('button', { type: 'button', class: `act ${name}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, sign), element('span', { class: 'figure' }));
  made.addEventListener('click', act);
  return made;
}

function label(node, figure, name) {
  node.querySelector('.figure').textContent = figure;
  node.setAttribute('aria-label', name);
}

export const announce = text => { byId('announce').textContent = text; };
