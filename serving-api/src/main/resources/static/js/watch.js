import { tell, touched, watches } from './behaviour.js';
import { Comments } from './comments.js';
import { byId, markSection, pathPart, show, showProblem } from './dom.js';
import { asMe } from './identity.js';
import { Menu } from './menu.js';
import { share } from './share.js';
import { ClipView, announce } from './view.js';

/** The player: a column of clips that snaps to one at a time; the browser does the swiping by touch and wheel, this does the rest. */

const PAGE = 8;
/** How many clips before the end the next page is asked for. */
const AHEAD = 3;
/** Less is a skip, unless half of a short clip went by. */
const PLAYED_MS = 3_000;

const column = byId('clips');
const comments = new Comments();
const menu = new Menu(drop);
/** @type {ClipView[]} */
const views = [];
let current = -1;
let cursor = null;
let loading = false;
let ended = false;
let muted = true;

watches(() => (views[current]?.playing ? views[current].clip : null));

const acts = {
  like(view) {
    if (view.clip.liked) return;
    view.clip.liked = true;
    view.clip.likes += 1;
    view.showFigures();
    announce('Liked');
    void tell('LIKE', view.clip);
  },
  comments: view => comments.open(view),
  share: view => share(view),
  menu: view => menu.open(view),
  mute() {
    muted = !muted;
    views[current]?.sound(muted);
  },
};

function append(clips) {
  for (const clip of clips) {
    const view = new ClipView(clip, acts);
    view.node.dataset.place = String(views.length);
    views.push(view);
    column.append(view.node);
    watcher.observe(view.node);
  }
  show(byId('empty'), views.length === 0);
}

/** Takes clips out, what is shown and what waits; the next one moves up. */
function drop(matches) {
  leave();
  const first = Math.max(0, current);
  const after = views.slice(first).find(view => !matches(view.clip));
  for (const view of views.filter(each => matches(each.clip))) {
    view.far();
    watcher.unobserve(view.node);
    view.node.remove();
    views.splice(views.indexOf(view), 1);
  }
  views.forEach((view, place) => { view.node.dataset.place = String(place); });
  current = -1;
  const shown = after ?? views[views.length - 1];
  if (shown) {
    column.scrollTo({ top: shown.node.offsetTop - column.offsetTop, behavior: 'instant' });
    arrive(views.indexOf(shown));
  } else void more();
}

async function more() {
  if (loading || ended) return;
  loading = true;
  try {
    const page = await asMe('GET', `/v1/feed?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    showProblem(null);
    cursor = page.next;
    ended = page.next === null || page.items.length === 0;
    append(page.items);
  } catch (error) {
    // A cursor that is too old or another's: begin anew, behind what is here already.
    if (error.status === 400 && cursor !== null) {
      cursor = null;
      setTimeout(() => void more());
    } else showProblem(error);
  } finally {
    loading = false;
  }
}

const watcher = new IntersectionObserver(entries => {
  const there = entries.filter(entry => entry.isIntersecting);
  if (there.length > 0) arrive(Number(there[there.length - 1].target.dataset.place));
}, { root: column, threshold: 0.6 });

function arrive(place) {
  if (place === current) return;
  leave();
  current = place;
  views.forEach((view, at) => (Math.abs(at - place) > 1 ? view.far() : view.near()));
  const view = views[place];
  view.play(muted);
  comments.close();
  announce(`${view.clip.title}, by ${view.clip.owner}`);
  void tell('IMPRESSION', view.clip);
  if (views.length - place <= AHEAD) void more();
}

/** What was watched is told once, when it is over. */
function leave() {
  const view = views[current];
  if (!view) return;
  view.pause();
  tellWatched(view);
}

function tellWatched(view) {
  const watchMs = view.takeWatched();
  const lengthMs = view.clip.durationMs;
  const played = watchMs >= Math.min(PLAYED_MS, lengthMs / 2);
  if (watchMs > 0 || document.visibilityState === 'visible') void tell(played ? 'PLAY' : 'SKIP', view.clip, { watchMs, lengthMs });
}

function go(steps) {
  const to = views[Math.max(0, Math.min(views.length - 1, current + steps))];
  if (!to) return;
  // Only the column scrolls, so that the page's head stays where it is.
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  column.scrollTo({ top: to.node.offsetTop - column.offsetTop, behavior });
}

const KEYS = {
  ArrowDown: () => go(1), PageDown: () => go(1), j: () => go(1),
  ArrowUp: () => go(-1), PageUp: () => go(-1), k: () => go(-1),
  ' ': () => views[current]?.toggle(),
  m: () => acts.mute(),
  l: () => views[current] && acts.like(views[current]),
  c: () => views[current] && acts.comments(views[current]),
  x: () => views[current] && acts.menu(views[current]),
};

addEventListener('keydown', event => {
  const field = event.target.closest?.('input, textarea, select, [role=dialog], dialog');
  const pressed = event.key === ' ' && event.target.closest?.('button, a');
  if (field || pressed || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
byId('next').addEventListener('click', () => go(1));
byId('previous').addEventListener('click', () => go(-1));
// Before the tracker's own listener sends what waits.
addEventListener('pagehide', () => views[current] && tellWatched(views[current]), { capture: true });
addEventListener('offline', () => announce('You are offline; what you do is kept and sent later.'));
addEventListener('online', () => void more());

async function begin() {
  markSection('watch');
  const content = location.pathname.startsWith('/c/') ? pathPart(2) : null;
  if (content !== null) {
    try {
      const clip = await asMe('GET', '/v1/contents/' + encodeURIComponent(content));
      const signed = new URLSearchParams(location.search).get('link');
      if (signed) touched(clip.content, signed);
      append([clip]);
    } catch (error) {
      showProblem(error);
    }
  }
  await more();
  show(byId('empty'), views.length === 0);
}
void begin();
