import { byId, element, showProblem } from './dom.js';
import { asMe } from './identity.js';

/** What somebody muted, blocked and dismissed, each with a button that takes it back. */

const path = (list, name) => `/v1/${list}/${encodeURIComponent(name)}`;

/** @param {'mutes' | 'blocks' | 'dismissals'} list @param {string} name of the account or content */
export const hide = (list, name) => asMe('PUT', path(list, name));

function line(list, entry) {
  const back = element('button', { type: 'button', class: 'plain', 'aria-label': `Take back ${entry.name}` }, 'Take back');
  const node = element('li', null, element('span', { class: 'mono' }, entry.name), ' ',
    element('small', null, `since ${new Date(entry.at).toLocaleString()}`), ' ', back);
  back.addEventListener('click', async () => {
    back.disabled = true;
    try {
      await asMe('DELETE', path(list, entry.name));
      node.remove();
      if (byId(list).children.length === 0) nothing(list);
    } catch (error) {
      back.disabled = false;
      showProblem(error);
    }
  });
  return node;
}

function nothing(list) {
  byId(list).replaceChildren(element('li', { class: 'quiet' }, 'Nothing.'));
}

async function load(list) {
  const { entries } = await asMe('GET', `/v1/${list}`);
  if (entries.length === 0) nothing(list);
  else byId(list).replaceChildren(...entries.map(entry => line(list, entry)));
}

if (location.pathname === '/hidden') {
  for (const list of ['mutes', 'blocks', 'dismissals']) void load(list).catch(showProblem);
}
