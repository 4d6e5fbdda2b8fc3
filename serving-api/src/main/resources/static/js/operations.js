import { ask } from './api.js';
import { byId, element, fact, show, showProblem } from './dom.js';
import { amount, number } from './format.js';

/** The secret lives in this variable alone: a reload asks for it again, and nothing of the browser keeps it. */
let token = null;
let day = null;

const path = date => '/v1/operations/epochs' + (date ? '/' + encodeURIComponent(date) : '');

function say(text) {
  byId('said').textContent = text ?? '';
  show(byId('said'), Boolean(text));
}

async function attempt(work) {
  try {
    showProblem(null);
    await work();
  } catch (error) {
    say(null);
    showProblem(error);
  }
}

function row(line) {
  const open = element('button', { type: 'button', class: 'plain' }, line.date);
  open.addEventListener('click', () => attempt(async () => { say(null); await showDay(line.date); byId('day-title').focus(); }));
  return element('tr', null,
    element('td', null, open),
    element('td', null, element('span', { class: 'badge ' + (line.state === 'RECONCILED' ? 'good' : '') }, line.state.toLowerCase())),
    element('td', { class: 'num' }, amount(line.planned)),
    element('td', { class: 'num' }, amount(line.paid)),
    element('td', { class: 'num' }, number(line.recipients === null ? null : Number(line.recipients))),
    element('td', null, line.approvable ? 'for approval' : ''));
}

async function showList() {
  const lines = await ask('GET', path(), { token });
  byId('rows').replaceChildren(...lines.map(row));
  show(byId('table'), true);
  show(byId('enter'), false);
}

/** What the last run ended with, unless the day moved on since. */
function trouble(log) {
  const last = log.findLast(action => action.what !== 'run');
  if (last?.what === 'waits') return 'Waits for ' + last.details.for;
  return last?.what === 'failed' ? 'FAILED: ' + last.details.why : null;
}

function showReport(report) {
  show(byId('no-report'), report === null);
  const box = byId('report');
  box.replaceChildren();
  if (report === null) return;
  box.append(element('p', { class: 'verdict ' + (report.agrees ? 'good' : 'bad') },
    report.agrees ? 'The chain agrees with the plan.' : `The chain DIFFERS from the plan in ${report.mismatches.length} places.`));
  box.append(element('dl', { class: 'facts' },
    ...['planned', 'committed', 'paid', 'outstanding'].map(name => fact(name, amount(report[name]))),
    fact('gas', number(Number(report.gas))),
    ...report.mismatches.map(each => fact(each.place, `chain ${each.chain}, plan ${each.plan}`))));
}

async function showDay(date) {
  day = await ask('GET', path(date), { token });
  byId('day-title').textContent = `${day.date} is ${day.state}`;
  const why = trouble(day.log);
  byId('trouble').textContent = why ?? '';
  show(byId('trouble'), why !== null);
  show(byId('approve'), day.approval !== null);
  if (day.approval !== null) {
    byId('plan').textContent = day.approval.message.plan;
    byId('look').textContent = `./we epoch plan --date ${day.date} --dry-run`;
  }
  showReport(day.report);
  show(byId('no-log'), day.log.length === 0);
  byId('log').replaceChildren(...day.log.map(action => element('li', null,
    element('strong', null, action.what), ` ${action.at.slice(0, 19)}Z, ${action.who} `,
    element('span', { class: 'mono' }, Object.entries(action.details).map(([name, value]) => `${name} ${value}`).join(', ')))));
  byId('details').replaceChildren(...Object.entries(day.details).map(([name, value]) => fact(name, value)));
  show(byId('day'), true);
}

async function store(approver, signature) {
  const { date } = day;
  await ask('POST', path(date) + '/approval', { token, body: { approver, signature } });
  await Promise.all([showList(), showDay(date)]);
  say(`The approval of ${date} by ${approver} is stored. The next run brings it to the chain.`);
}

async function sign() {
  const wallet = window.ethereum;
  if (wallet === undefined) throw new Error('This browser has no wallet; sign with ./we epoch approve --sign-only and paste the signature.');
  const [approver] = await wallet.request({ method: 'eth_requestAccounts' });
  const signature = await wallet.request({ method: 'eth_signTypedData_v4', params: [approver, JSON.stringify(day.approval)] });
  await store(approver, signature);
}

byId('enter').addEventListener('submit', event => {
  event.preventDefault();
  attempt(async () => {
    token = byId('secret').value;
    byId('secret').value = '';
    await showList();
  });
});
byId('paste').addEventListener('submit', event => {
  event.preventDefault();
  attempt(() => store(byId('approver').value.trim(), byId('signature').value.trim()));
});
byId('wallet').addEventListener('click', () => attempt(sign));
