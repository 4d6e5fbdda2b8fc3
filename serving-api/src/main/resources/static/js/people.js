import { get } from './api.js';
import { asMe, isStill, read } from './identity.js';
import { byId, element, pathPart, show, showProblem } from './dom.js';
import { number } from './format.js';

/** Somebody's public space. */

const PPM = 10_000;

/** Clips whose favour is shown: what one request may ask for. */
const FAVOURS = 50;

const percent = ppm => `${(ppm / PPM).toFixed(ppm < 100_000 ? 1 : 0)} %`;

/** How far plays come: ten bars, each a tenth of the length. */
function curve(favour) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 24');
  svg.setAttribute('class', 'curve');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Plays that came to each tenth: ${favour.reachedPpm.map(percent).join(', ')}`);
  favour.reachedPpm.forEach((ppm, tenth) => {
    const bar = document.createElementNS(svg.namespaceURI, 'rect');
    const height = 24 * ppm / 1e6;
    for (const [name, value] of Object.entries({ x: tenth * 10 + 1, y: 24 - height, width: 8, height })) bar.setAttribute(name, value);
    svg.append(bar);
  });
  return svg;
}

function favourOf(favour) {
  return element('div', { class: 'favour' }, curve(favour),
    element('small', null, `${percent(favour.completionPpm)} to the end; liked by ${percent(favour.likePpm)} of ${number(favour.viewers)} viewers (${percent(favour.likeLowPpm)} to ${percent(favour.likeHighPpm)})`));
}

async function showFavours(clips) {
  if (clips.length === 0) return;
  const asked = clips.slice(0, FAVOURS).map(clip => 'content=' + encodeURIComponent(clip.content)).join('&');
  const { favours } = await get('/v1/favours?' + asked);
  const byContent = new Map(favours.map(favour => [favour.content, favour]));
  [...byId('clips').children].forEach((node, place) => {
    const favour = byContent.get(clips[place].content);
    if (favour) node.append(favourOf(favour));
  });
}

function times(title, all, name = time => time.name) {
  if (all.length === 0) return null;
  return element('section', null, element('h3', null, title), element('ol', { class: 'times' }, ...all.map(time =>
    element('li', null, element('span', null, name(time)), element('meter', { min: 0, max: 1e6, value: time.sharePpm }), element('small', null, percent(time.sharePpm))))));
}

/** Only its owner is told. */
async function showTaste(account) {
  if (!isStill(account)) return;
  const taste = await asMe('GET', '/v1/taste');
  byId('taste').replaceChildren(...[
    times('Creators', taste.creators), times('Topics', taste.topics), times('Hours (UTC)', taste.hours, time => `${time.name}:00`),
  ].filter(Boolean));
  show(byId('taste-part'), byId('taste').children.length > 0);
}

function tile(clip) {
  return element('li', null, element('a', { href: '/c/' + encodeURIComponent(clip.content) },
    element('img', { src: clip.poster, alt: '', loading: 'lazy' }), element('span', null, clip.title)),
  element('small', null, `${number(clip.plays)} plays, ${number(clip.likes)} likes`));
}

async function load() {
  const account = pathPart(2);
  byId('name').textContent = account;
  try {
    const space = await read('/v1/spaces/' + encodeURIComponent(account));
    byId('clips').replaceChildren(...space.clips.map(tile));
    show(byId('empty'), space.clips.length === 0);
    byId('owner-share').textContent = `${space.ownerSharePpm / PPM} %`;
    byId('disseminator-share').textContent = `${space.disseminatorSharePpm / PPM} %`;
    if (space.next) {
      byId('next').textContent = `From ${space.next.from} on: ${space.next.ownerSharePpm / PPM} % and ${space.next.disseminatorSharePpm / PPM} %.`;
    }
    void showFavours(space.clips).catch(showProblem);
    void showTaste(account).catch(showProblem);
  } catch (error) {
    showProblem(error);
  }
}
void load();
