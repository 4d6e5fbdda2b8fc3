import { get } from './api.js';
import { byId, element, fact, link, markSection, pathPart, show, showProblem } from './dom.js';
import { amount, number, ppm, shortHex } from './format.js';

const STATES = ['OPEN', 'CLOSED', 'SCORED', 'PLANNED', 'APPROVED', 'COMMITTED', 'PAYING', 'PAID', 'RECONCILED'];
const PARTS = [
  ['activity', 'For being active'],
  ['owner', 'As owner of a space'],
  ['contributor', "In others' spaces"],
  ['contribution', 'For content that others valued'],
  ['disseminator', "For spreading others' content"],
  ['deferred', 'From earlier epochs'],
];

markSection('epochs');
const date = pathPart(2);
const base = '/v1/epochs/' + encodeURIComponent(date);
const more = byId('more');
let next = null;

function renderEpoch(epoch) {
  document.title = `Epoch ${epoch.date} · WeToken`;
  byId('title').textContent = `Epoch ${epoch.date}`;
  const reached = STATES.indexOf(epoch.state);
  byId('states').replaceChildren(...STATES.map((state, at) => element('li',
    { class: at <= reached ? 'done' : null, 'aria-current': at === reached ? 'step' : null }, state.toLowerCase())));
  byId('figures').replaceChildren(
    fact('Index', ppm(epoch.indexPpm)),
    fact('Elasticity', ppm(epoch.elasticityPpm)),
    fact('Pool', amount(epoch.pool)),
    fact('for activity', amount(epoch.activityPool)),
    fact('for contribution', amount(epoch.contributionPool)),
    fact('Planned', amount(epoch.planned)),
    fact('Paid', amount(epoch.paid)),
    fact('Deferred', amount(epoch.deferred)),
    fact('Recipients', number(epoch.recipients)));
  const whole = hex => element('span', { class: 'mono' }, hex);
  byId('chain').replaceChildren(
    fact('Merkle root', epoch.root ? whole(epoch.root) : 'not committed yet'),
    fact('Published data', epoch.dataCid ? link('/verify?day=' + encodeURIComponent(epoch.date), epoch.dataCid, 'check this day yourself') : 'not planned yet'),
    fact('Chunks', number(epoch.chunks)),
    ...Object.entries(epoch.transactions).map(([name, hash]) => fact(name, whole(hash))),
    fact('Carry after', amount(epoch.carryAfter)),
    fact('Fund after', amount(epoch.fundAfter)));
}

const proofOf = address => `/epochs/${encodeURIComponent(date)}/proofs/${address}`;

const row = payout => element('tr', null,
  element('td', { class: 'num' }, number(payout.index)),
  element('td', null, element('a', { href: '/wallets/' + payout.address }, shortHex(payout.address))),
  element('td', { class: 'num' }, amount(payout.amount)),
  element('td', null, link(proofOf(payout.address), 'proof', `proof of payout ${payout.index}`)));

async function loadPayouts() {
  more.disabled = true;
  try {
    const page = await get(base + '/payouts?limit=50' + (next === null ? '' : '&after=' + next));
    byId('rows').append(...page.payouts.map(row));
    next = page.next;
    const shown = byId('rows').childElementCount;
    show(byId('payouts'), shown > 0);
    show(more, next !== null);
    byId('shown').textContent = shown > 0 ? `${number(shown)} of ${number(page.total)} shown` : '';
    const published = STATES.indexOf(page.state) >= STATES.indexOf('PAYING');
    byId('no-payouts').textContent = published ? 'This epoch pays nobody.' : 'The payouts are published when the epoch begins to pay.';
    show(byId('no-payouts'), shown === 0);
    showProblem(null);
  } catch (error) {
    showProblem(error);
  } finally {
    more.disabled = false;
  }
}

async function lookUp(event) {
  event.preventDefault();
  const asked = byId('account').value.trim();
  const box = byId('breakdown');
  if (asked === '') return;
  try {
    const entry = await get(base + '/accounts/' + encodeURIComponent(asked));
    box.replaceChildren(
      element('dl', { class: 'facts card' },
        fact('Address', element('a', { href: '/wallets/' + entry.address, class: 'mono' }, entry.address)),
        ...PARTS.map(([name, title]) => fact(title, amount(entry[name]))),
        fact('Total', amount(entry.total)),
        fact('Status', entry.status === 'DEFERRED' ? 'kept for a later epoch: below the smallest payout' : entry.status.toLowerCase()),
        entry.proof ? fact('Check', link(proofOf(entry.address), 'proof against the chain')) : null));
  } catch (error) {
    box.replaceChildren(element('p', { class: 'notice bad' }, error.message));
  }
}

byId('lookup').addEventListener('submit', lookUp);
more.addEventListener('click', loadPayouts);
try {
  renderEpoch(await get(base));
  show(byId('body'), true);
  await loadPayouts();
} catch (error) {
  showProblem(error);
}
