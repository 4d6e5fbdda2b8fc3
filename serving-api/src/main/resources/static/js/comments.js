import { tell } from './behaviour.js';
import { byId, element, showProblem } from './dom.js';
import { number } from './format.js';
import { asMe } from './identity.js';

/** The comments under a clip. What people wrote is shown as text, whatever it is. */

const SHOWN = 50;

export class Comments {
  #view = null;
  #dialog = byId('comments');
  #list = byId('comment-list');
  #text = byId('comment-text');

  constructor() {
    byId('comment-form').addEventListener('submit', event => {
      event.preventDefault();
      this.#write();
    });
    byId('comments-close').addEventListener('click', () => this.close());
    this.#dialog.addEventListener('close', () => this.#view?.commentButton.focus());
  }

  async open(view) {
    this.#view = view;
    this.#list.replaceChildren();
    this.#dialog.show();
    this.#text.focus();
    try {
      const { comments } = await asMe('GET', `/v1/contents/${encodeURIComponent(view.clip.content)}/comments?limit=${SHOWN}`);
      if (this.#view !== view) return;
      this.#list.append(...comments.map(comment => line(comment.author, comment.text, comment.at)));
      if (comments.length === 0) this.#list.append(element('li', { class: 'quiet' }, 'Nobody has said anything yet.'));
    } catch (error) {
      showProblem(error);
    }
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }

  #write() {
    const text = this.#text.value.trim();
    if (text === '') return;
    const { clip } = this.#view;
    void tell('COMMENT', clip, { text });
    clip.comments += 1;
    this.#view.showFigures();
    this.#list.querySelector('.quiet')?.remove();
    this.#list.prepend(line('you', text, Date.now()));
    this.#text.value = '';
    byId('announce').textContent = `Your comment was sent. There are ${number(clip.comments)} comments.`;
  }
}

function line(author, text, at) {
  return element('li', null,
    element('b', null, author), ' ',
    element('time', { class: 'quiet', datetime: new Date(at).toISOString() }, new Date(at).toLocaleString()),
    element('p', null, text));
}
