import { get } from './api.js';
import { byId, element, pathPart, show, showProblem } from './dom.js';
import { number } from './format.js';

/** Somebody's public space. */

const PPM = 10_000;

function tile(clip) {
  return element('li', null, element('a', { href: '/c/' + encodeURIComponent(clip.content) },
    element('img', { src: clip.poster, alt: '', loading: 'lazy' }), element('span', null, clip.title)),
  element('small', null, `${number(clip.plays)} plays, ${number(clip.likes)} likes`));
}

async function load() {
  const account = pathPart(2);
  byId('name').textContent = account;
  try {
    const space = await get('/v1/spaces/' + encodeURIComponent(account));
    byId('clips').replaceChildren(...space.clips.map(tile));
    show(byId('empty'), space.clips.length === 0);
    byId('owner-share').textContent = `${space.ownerSharePpm / PPM} %`;
    byId('disseminator-share').textContent = `${space.disseminatorSharePpm / PPM} %`;
    if (space.next) {
      byId('next').textContent = `From ${space.next.from} on: ${space.next.ownerSharePpm / PPM} % and ${space.next.disseminatorSharePpm / PPM} %.`;
    }
  } catch (error) {
    showProblem(error);
  }
}
void load();
