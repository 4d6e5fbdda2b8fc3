import { byId, element, markSection, show } from './dom.js';
import { number } from './format.js';

/** Name on the wire, title, and how to show it; averages come in millionths. */
const ppm = value => (value / 1e6).toLocaleString('en', { maximumFractionDigits: 2 });
const INDICATORS = [
  ['validDailyActiveUsers', 'Valid active users'],
  ['effectiveReleases', 'Effective releases'],
  ['effectivePlays', 'Effective plays'],
  ['validLikes', 'Valid likes'],
  ['validComments', 'Valid comments'],
  ['averagePlays', 'Plays a user', ppm],
  ['averageOnlineMinutes', 'Minutes online a user', ppm],
  ['peakConcurrentUsers', 'Peak concurrent users'],
  ['watchingNow', 'Watching now'],
];
const SUSPECTED_FOR = 'suspectedFor.';
const VERDICTS = [['eventsValid', 'Valid'], ['eventsSuspect', 'Suspect'], ['eventsDuplicate', 'Duplicate']];

markSection('live');
const values = new Map();
for (const [list, entries] of [['indicators', INDICATORS], ['verdicts', VERDICTS]]) {
  for (const [name, title, show = number] of entries) {
    const value = element('dd', { 'data-figure': name }, '–');
    values.set(name, { node: value, show });
    byId(list).append(element('div', null, element('dt', null, title), value));
  }
}

function render(view) {
  show(byId('empty'), view.date === null);
  byId('day').textContent = view.date === null ? 'Nothing has been counted yet.' : `Figures of ${view.date} (UTC).`;
  const figures = { ...view.figures, watchingNow: view.watchingNow };
  for (const [name, { node, show: shown }] of values) {
    const text = name in figures ? shown(figures[name]) : '–';
    if (node.textContent === text) continue;
    node.textContent = text;
    const tile = node.parentElement;
    tile.classList.remove('moved');
    void tile.offsetWidth;
    tile.classList.add('moved');
  }
  const reasons = Object.entries(view.figures).filter(([name]) => name.startsWith(SUSPECTED_FOR))
    .sort(([, left], [, right]) => right - left);
  byId('reasons').replaceChildren(...reasons.map(([name, count]) => element('li', null,
    element('code', null, name.slice(SUSPECTED_FOR.length)), element('span', { class: 'num' }, number(count)))));
  show(byId('suspected'), reasons.length > 0);
  const hottest = Math.max(1, ...view.trending.map(trend => trend.heatMicros));
  byId('trending').replaceChildren(...view.trending.map(trend => element('li', null,
    element('span', { class: 'name', title: trend.content }, trend.content),
    element('meter', { min: 0, max: hottest, value: trend.heatMicros, 'aria-hidden': 'true' }),
    element('span', { class: 'num' }, ppm(trend.heatMicros)))));
  show(byId('no-trending'), view.trending.length === 0);
  const most = Math.max(1, ...view.topCreators.map(each => each.plays));
  byId('creators').replaceChildren(...view.topCreators.map(each => element('li', null,
    element('span', { class: 'name', title: each.creator }, each.creator),
    element('meter', { min: 0, max: most, value: each.plays, 'aria-hidden': 'true' }),
    element('span', { class: 'num' }, number(each.plays)))));
  show(byId('no-creators'), view.topCreators.length === 0);
}

function badge(text, kind) {
  const node = byId('link');
  node.textContent = text;
  node.className = 'badge ' + kind;
}

const RETRY_MS = 10_000;

function watch() {
  const stream = new EventSource('/v1/live/stream');
  stream.addEventListener('figures', event => {
    render(JSON.parse(event.data));
    badge('live', 'good');
  });
  stream.addEventListener('unavailable', event => badge(event.data, 'bad'));
  stream.onerror = () => {
    badge('not connected, trying again', 'bad');
    // A refusal (too many streams) ends an EventSource for good; a lost connection does not.
    if (stream.readyState === EventSource.CLOSED) setTimeout(watch, RETRY_MS);
  };
}
watch();
