import { get } from './api.js';
import { epochOf, isPaid } from './chain.js';
import { byId, element, fact, markSection, show, showProblem } from './dom.js';
import { amount, number } from './format.js';
import { chosen, cidText, readFiles, readIndex, served } from './published.js';
import { Refused, moneyAfter, moneyBefore, plan, readBundle } from './rule.js';
import { chunkOf, climb, leafOf, levels, pack, proofOf } from './verify.js';

const DAY_MS = 86_400_000;
const NOBODY = '0x' + '0'.repeat(64);
const PARTS = {
  activity: 'For being active', owner: 'As owner of a space', contributor: "In others' spaces", contribution: 'For content that others valued',
  disseminator: "For spreading others' content", deferred: 'From earlier epochs', total: 'Total',
};

markSection('epochs');
const form = byId('check');
const verdict = byId('verdict');
let site = null;
let runs = 0;

function say(text, kind) {
  verdict.textContent = text;
  verdict.className = 'verdict ' + kind;
}

/** One check with its outcome: what differs, or why it could not be made, or nothing. */
class Checks {
  failed = 0;
  left = 0;

  add(name, difference) {
    this.failed += difference === null ? 0 : 1;
    this.#show(difference === null ? '✓' : '✗', name, difference);
  }

  skip(name, why) {
    this.left++;
    this.#show('–', name, why);
  }

  #show(mark, name, detail) {
    byId('checks').append(element('li', { class: mark === '✗' ? 'bad' : null }, `${mark} ${name}`, detail ? element('span', { class: 'mono' }, detail) : null));
  }
}

const differs = (what, is, must) => (is === must ? null : `${what} ${is}, not ${must}`);

function firstDifference(path, texts, rows) {
  const published = texts.get(path);
  if (published === undefined) return `${path} is missing.`;
  const lines = published.replace(/\n$/, '').split('\n');
  for (let at = 0; at < Math.max(lines.length, rows.length); at++) {
    if (lines[at] !== rows[at]) return `${path}:${at + 1}: published '${lines[at] ?? 'nothing'}', the rule gives '${rows[at] ?? 'nothing'}'`;
  }
  return null;
}

function fundDifference(texts, figures) {
  let fund;
  try {
    fund = JSON.parse(texts.get('plan/fund.json') ?? '');
  } catch {
    return 'plan/fund.json is missing, or not JSON.';
  }
  const wrong = Object.keys({ ...fund, ...figures }).find(name => String(fund[name]) !== String(figures[name]));
  return wrong === undefined ? null : `plan/fund.json: published ${wrong} is ${fund[wrong]}, the rule gives ${figures[wrong]}`;
}

/** Computes the day anew. @returns the plan, or null where the bundle is none */
function recompute(texts, index, checks) {
  let bundle;
  try {
    bundle = readBundle(name => texts.get('inputs/' + name) ?? (() => { throw new Refused(`${name}: the file is missing`); })());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    checks.add('The rule takes the bundle', 'inputs/' + error.message);
    return null;
  }
  checks.add('The rule takes the bundle', differs('it is of', bundle.params.epoch, index.epoch));
  const made = plan(bundle);
  for (const [name, rows] of Object.entries(made.rows)) checks.add(`The rule gives the published ${name}`, firstDifference(`plan/${name}.csv`, texts, rows));
  checks.add('The rule gives the published fund', fundDifference(texts, made.figures));
  checks.add('No unit appeared or vanished', differs('after the day there are', String(moneyAfter(made)), String(moneyBefore(bundle))));
  return made;
}

async function askChain(asked, epochId, index, made, tree, checks) {
  if (asked.node === '') {
    checks.skip('The chain has committed this root', 'no node was named');
    return null;
  }
  const chain = await epochOf(asked.node, asked.contract, epochId);
  if (!chain.committed) {
    checks.add(`The chain (id ${chain.chainId}) has committed this day`, 'it has committed nothing for it');
    return null;
  }
  checks.add('The chain holds the content id of the index', differs('it holds', cidText(chain.dataCid), index.cid));
  checks.add(`The chain (id ${chain.chainId}) has committed the root that the rule gives`, differs('it holds', chain.root, tree.at(-1)[0] ?? NOBODY));
  checks.add('The chain has committed this total and these chunks',
    differs('it holds', `${chain.total} in ${chain.chunks}`, `${made.figures.paid} in ${tree[0].length}`));
  return chain;
}

async function showAccount(asked, epochId, made, chunks, tree, chain, checks) {
  const account = asked.account.toLowerCase();
  const row = made.rows.breakdown.find(line => line.startsWith(account + ','));
  if (row === undefined) {
    byId('payout').replaceChildren(element('p', { class: 'notice' }, `${account} was given nothing on this day.`));
    return;
  }
  const cells = row.split(',').slice(1);
  const facts = Object.values(PARTS).map((title, at) => fact(title, amount(cells[at])));
  const at = made.payouts.findIndex(payout => payout.account === account);
  if (at < 0) {
    facts.push(fact('Paid', 'not yet: below the smallest payout, so it is added to a later day'));
  } else {
    const chunk = chunkOf(at);
    const root = climb(leafOf(epochId, chunk, chunks[chunk]), proofOf(tree, chunk)).at(-1);
    checks.add("The account's chunk leads to the root", differs('it leads to', root, chain === null ? tree.at(-1)[0] : chain.root));
    facts.push(fact('Place', `payout ${number(at)}, in chunk ${number(chunk)}`));
    if (chain !== null) facts.push(fact('Paid', (await isPaid(asked.node, asked.contract, epochId, chunk)) ? 'yes, says the chain' : 'not yet, says the chain'));
  }
  byId('payout').replaceChildren(element('dl', { class: 'facts card' }, fact('Address', element('span', { class: 'mono' }, account)), ...facts));
}

async function source(asked) {
  if (asked.files.length > 0) return chosen(asked.files);
  if (asked.from !== '') return served(asked.from);
  let cid = asked.what;
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(cid)) {
    cid = (await get('/v1/epochs/' + cid)).dataCid;
    if (cid === null) throw new Error(`Of ${asked.what} nothing is published yet.`);
  }
  if (!/^b[a-z2-7]{58}$/.test(cid)) throw new Error('Write a day such as 2026-11-21, or a content id, or say where the files are.');
  return served('/v1/published/' + cid);
}

async function run(event) {
  event.preventDefault();
  const mine = ++runs;
  const value = name => byId(name).value.trim();
  const asked = { what: value('what'), from: value('from'), files: byId('files').files, account: value('account'), node: value('node'), contract: value('contract') };
  const checks = new Checks();
  byId('checks').replaceChildren();
  byId('payout').replaceChildren();
  showProblem(null);
  show(byId('result'), true);
  say('Reading…', '');
  try {
    const from = await source(asked);
    const index = await readIndex(from);
    const epochId = Date.parse(index.epoch) / DAY_MS;
    if (asked.what.startsWith('b')) checks.add('The index has the content id that was asked for', differs('it has', index.cid, asked.what));
    else checks.add('The index is of the day that was asked for', asked.what === '' ? null : differs('it is of', index.epoch, asked.what));
    const { texts, difference } = await readFiles(index, from, path => say(`Reading ${path}…`, ''));
    checks.add(`All ${index.files.length} files are as the index says`, difference);
    const made = recompute(texts, index, checks);
    if (made !== null) {
      const chunks = pack(made.payouts);
      const tree = levels(epochId, chunks);
      const chain = await askChain(asked, epochId, index, made, tree, checks);
      if (asked.account !== '') await showAccount(asked, epochId, made, chunks, tree, chain, checks);
    }
    if (mine !== runs) return;
    const day = `${index.epoch}, content id ${index.cid}`;
    if (checks.failed > 0) say(`✗ Does not agree: ${checks.failed} of the checks failed for ${day}.`, 'bad');
    else say(`✓ ${checks.left > 0 ? 'What could be checked agrees' : 'Everything agrees'}: ${day}.`, checks.left > 0 ? '' : 'good');
  } catch (error) {
    if (mine === runs) say('✗ Not checked: ' + error.message, 'bad');
  }
}

form.addEventListener('submit', run);
try {
  site = await get('/v1/published');
  byId('node').value = site.chainUrl ?? '';
  byId('contract').value = site.contract;
} catch (error) {
  showProblem(error);
}
const parameters = new URLSearchParams(location.search);
byId('what').value = parameters.get('day') ?? parameters.get('cid') ?? '';
byId('account').value = parameters.get('account') ?? '';
if (byId('what').value !== '') form.requestSubmit();
