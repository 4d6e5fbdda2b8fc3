import { get } from './api.js';
import { byId, element, link, markSection, pathPart, show, showProblem } from './dom.js';
import { amount, briefAmount } from './format.js';

const PARTS = ['activity', 'owner', 'contributor', 'contribution', 'disseminator', 'deferred'];
const BADGES = { PAID: 'good', PLANNED: '', DEFERRED: '' };

markSection('wallets');
byId('lookup').addEventListener('submit', event => {
  event.preventDefault();
  const asked = byId('account').value.trim();
  if (asked !== '') location.assign('/wallets/' + encodeURIComponent(asked));
});

const row = entry => element('tr', null,
  element('td', null, link('/epochs/' + entry.date, entry.date)),
  element('td', null, element('span', { class: 'badge ' + BADGES[entry.status] }, entry.status.toLowerCase())),
  element('td', { class: 'num' }, amount(entry.total)),
  element('td', null, entry.proof ? link(`/epochs/${entry.date}/proofs/${entry.address}`, 'proof', `proof for ${entry.date}`) : '–'),
  ...PARTS.map(name => element('td', { class: 'num' }, entry[name] === '0' ? '–' : briefAmount(entry[name]))));

const transferRow = (transfer, address) => {
  const made = transfer.from === address;
  const other = made ? transfer.to : transfer.from;
  return element('tr', null,
    element('td', null, transfer.date),
    element('td', null, transfer.kind.toLowerCase()),
    element('td', null, made ? 'made' : 'received'),
    element('td', { class: 'mono' }, link('/wallets/' + other, other)),
    element('td', { class: 'num' }, amount(transfer.amount)),
    element('td', { class: 'mono' }, transfer.tx.slice(0, 12) + '…'));
};

const asked = pathPart(2);
if (asked !== null) {
  byId('account').value = asked;
  try {
    const wallet = await get('/v1/wallets/' + encodeURIComponent(asked) + '?limit=100');
    byId('address').textContent = wallet.address;
    byId('balance').replaceChildren(
      wallet.balance === null ? element('span', { class: 'badge bad' }, wallet.balanceProblem) : amount(wallet.balance));
    byId('rows').replaceChildren(...wallet.entries.map(row));
    show(byId('entries'), wallet.entries.length > 0);
    show(byId('empty'), wallet.entries.length === 0);
    byId('transfer-rows').replaceChildren(...wallet.transfers.map(transfer => transferRow(transfer, wallet.address)));
    show(byId('transfers'), wallet.transfers.length > 0);
    show(byId('body'), true);
    document.title = `Wallet ${wallet.address.slice(0, 10)}… · WeToken`;
  } catch (error) {
    showProblem(error);
  }
}
