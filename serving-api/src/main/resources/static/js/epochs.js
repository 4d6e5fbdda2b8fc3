import { get } from './api.js';
import { byId, element, link, markSection, show, showProblem } from './dom.js';
import { amount, number, ppm } from './format.js';

markSection('epochs');
const more = byId('more');
let next = null;

const row = epoch => element('tr', null,
  element('td', null, link(epoch.links.page, epoch.date)),
  element('td', null, element('span', { class: 'badge ' + (epoch.state === 'RECONCILED' ? 'good' : '') }, epoch.state.toLowerCase())),
  element('td', { class: 'num' }, ppm(epoch.indexPpm)),
  element('td', { class: 'num' }, ppm(epoch.elasticityPpm)),
  element('td', { class: 'num' }, amount(epoch.pool)),
  element('td', { class: 'num' }, amount(epoch.paid)),
  element('td', { class: 'num' }, number(epoch.recipients)));

async function load() {
  more.disabled = true;
  try {
    const page = await get('/v1/epochs' + (next ? '?before=' + encodeURIComponent(next) : ''));
    byId('rows').append(...page.epochs.map(row));
    next = page.next;
    const any = byId('rows').childElementCount > 0;
    show(byId('empty'), !any);
    show(byId('table'), any);
    show(more, next !== null);
    showProblem(null);
  } catch (error) {
    showProblem(error);
  } finally {
    more.disabled = false;
  }
}

more.addEventListener('click', load);
load();
