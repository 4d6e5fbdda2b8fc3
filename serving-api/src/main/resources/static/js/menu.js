import { byId, showProblem } from './dom.js';
import { hide } from './hidden.js';
import { announce } from './view.js';

/** What one may say against a clip: that it is of no interest, that its creator is not to come again, that two are to be apart. */
export class Menu {
  #view = null;
  #dialog = byId('menu');

  /** @param {(matches: (clip: object) => boolean) => void} drop takes the clips that match out of the player */
  constructor(drop) {
    const choices = {
      'menu-dismiss': clip => ['dismissals', clip.content, other => other.content === clip.content, 'You will not see this clip again'],
      'menu-mute': clip => ['mutes', clip.owner, other => other.owner === clip.owner, `You will not see clips of ${clip.owner}`],
      'menu-block': clip => ['blocks', clip.owner, other => other.owner === clip.owner, `You and ${clip.owner} do not see each other any more`],
    };
    for (const [id, choice] of Object.entries(choices)) {
      byId(id).addEventListener('click', () => void this.#choose(choice(this.#view.clip), drop));
    }
    byId('menu-close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => (this.#view.node.isConnected ? this.#view.menuButton : byId('clips')).focus());
  }

  open(view) {
    this.#view = view;
    byId('menu-mute').textContent = `Mute ${view.clip.owner}`;
    byId('menu-block').textContent = `Block ${view.clip.owner}`;
    this.#dialog.showModal();
  }

  async #choose([list, name, matches, said], drop) {
    try {
      await hide(list, name);
      drop(matches);
      announce(said);
      showProblem(null);
    } catch (error) {
      showProblem(error);
    }
    this.#dialog.close();
  }
}
