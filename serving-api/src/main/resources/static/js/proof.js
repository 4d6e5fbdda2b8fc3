import { get } from './api.js';
import { commitment, rootCall } from './chain.js';
import { byId, element, link, markSection, pathPart, show, showProblem } from './dom.js';
import { exactWe, number, unitsOf } from './format.js';
import { climb, leafOf, withPayout } from './verify.js';

markSection('epochs');
const verdict = byId('verdict');
const input = byId('amount');
let claim = null;
let checks = 0;

function say(text, kind) {
  verdict.textContent = text;
  verdict.className = 'verdict ' + kind;
}

const step = (text, hash) => element('li', null, text, hash ? element('span', { class: 'mono' }, hash) : null);

/** Shows how the chunk leads to a root; the nodes, the leaf first. */
function showClimb(packed) {
  const nodes = climb(leafOf(claim.epochId, claim.chunk, packed), claim.proof);
  byId('steps').replaceChildren(
    step(`The amount goes into chunk ${number(claim.chunk)} at place ${number(claim.indexInChunk)}; the chunk hashes to the leaf`, nodes[0]),
    ...nodes.slice(1).map((node, at) => step(`Hashed with sibling ${at + 1} of the proof, it gives`, node)));
  return nodes;
}

async function check() {
  const mine = ++checks;
  const units = unitsOf(input.value);
  byId('units').textContent = units === null ? '' : `= ${units} base units`;
  byId('steps').replaceChildren();
  const packed = units === null ? null : withPayout(claim.packed, claim.indexInChunk, claim.address, units);
  if (packed === null) {
    say('Not an amount: write WE with at most 18 decimals, such as 12.5', 'bad');
    return;
  }
  if (claim.chainUrl === null) {
    const root = showClimb(packed).at(-1);
    say(`Not checked: this site names no public node. Make the call below on a node that you trust; its first word must be ${root}`, '');
    return;
  }
  say('Asking the chain…', '');
  try {
    const chain = await commitment(claim.chainUrl, claim.contract, claim.epochId, claim.chunk);
    if (mine !== checks) return;
    const nodes = showClimb(packed);
    byId('steps').append(
      step(`The chain (id ${chain.chainId}) holds this root for epoch ${claim.epochId}`, chain.committed ? chain.root : 'none: the epoch is not committed'));
    const amount = `${exactWe(units)} WE`;
    if (chain.committed && nodes.at(-1) === chain.root) {
      say(`✓ Verified: epoch ${claim.date} pays ${amount} to this address${chain.paid ? ', and the chain says that it has been paid.' : '; it has not been paid yet.'}`, 'good');
    } else if (!chain.committed) {
      say('✗ Not verified: the chain holds no commitment for this epoch.', 'bad');
    } else {
      say(`✗ Does not match: the chain did not commit to ${amount} for this address.`, 'bad');
    }
  } catch (error) {
    if (mine === checks) say('✗ Not verified: ' + error.message, 'bad');
  }
}

function restore() {
  input.value = exactWe(claim.amount);
  return check();
}

const date = pathPart(2);
byId('up').href = '/epochs/' + encodeURIComponent(date);
byId('up').textContent = `Epoch ${date}`;
try {
  claim = await get(`/v1/epochs/${encodeURIComponent(date)}/proofs/${encodeURIComponent(pathPart(4))}`);
  byId('address').append(link('/wallets/' + claim.address, claim.address));
  byId('epoch').append(link('/epochs/' + claim.date, claim.date), ` (number ${claim.epochId} on the chain)`);
  byId('call').textContent = `eth_call to ${claim.contract}\n         data ${rootCall(claim.epochId)}\nepochOf(uint256) with ${claim.epochId}; ${claim.chainUrl === null ? 'this site names no public node' : 'our node is ' + claim.chainUrl}`;
  byId('claim').addEventListener('submit', event => {
    event.preventDefault();
    check();
  });
  byId('reset').addEventListener('click', restore);
  show(byId('body'), true);
  await restore();
} catch (error) {
  showProblem(error);
}
