/** The check itself, as REWARD.md ("On the chain") and the contract define it; hex strings are 0x and lower case. */
import { keccak_256 } from '/vendor/noble-hashes-2.0.1/sha3.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '/vendor/noble-hashes-2.0.1/utils.js';

const WORD = 64;
const ADDRESS = 40;
const MAX_AMOUNT = 2n ** 96n - 1n;

const bytes = hex => hexToBytes(hex.slice(2));
const hex = data => '0x' + bytesToHex(data);
const word = value => BigInt(value).toString(16).padStart(WORD, '0');

export const keccak = data => hex(keccak_256(data));

/** The chunk with the address and the amount (BigInt, base units) of one payout put in; null when it does not fit. */
export function withPayout(packed, at, address, amount) {
  if (amount < 0n || amount > MAX_AMOUNT) return null;
  const from = 2 + at * WORD;
  if (from + WORD > packed.length) return null;
  const payout = address.slice(2).toLowerCase() + amount.toString(16).padStart(WORD - ADDRESS, '0');
  return packed.slice(0, from) + payout + packed.slice(from + WORD);
}

/** keccak256(keccak256(abi.encode(epochId, chunk, keccak256(packed)))) */
export function leafOf(epochId, chunk, packed) {
  const encoded = hexToBytes(word(epochId) + word(chunk) + keccak(bytes(packed)).slice(2));
  return hex(keccak_256(keccak_256(encoded)));
}

/** Every node on the way up, the leaf first and the root last; neighbours are hashed as sorted pairs. */
export function climb(leaf, proof) {
  const nodes = [leaf];
  for (const sibling of proof) {
    const node = nodes.at(-1);
    const pair = node < sibling ? [node, sibling] : [sibling, node];
    nodes.push(keccak(concatBytes(bytes(pair[0]), bytes(pair[1]))));
  }
  return nodes;
}

/** The data of a call with whole numbers as arguments. */
export const callData = (signature, ...numbers) =>
  keccak(utf8ToBytes(signature)).slice(0, 10) + numbers.map(word).join('');

const CHUNK = 500;

/** Chunks of payouts, packed as the chain is given them. @throws Error where an account is no address or an amount does not fit */
export function pack(payouts) {
  const rows = payouts.map(({ account, amount }, at) => {
    if (!/^0x[0-9a-f]{40}$/.test(account) || amount > MAX_AMOUNT) throw new Error(`Payout ${at} cannot be paid: ${account}, ${amount}`);
    return account.slice(2) + amount.toString(16).padStart(WORD - ADDRESS, '0');
  });
  const chunks = [];
  for (let from = 0; from < rows.length; from += CHUNK) chunks.push('0x' + rows.slice(from, from + CHUNK).join(''));
  return chunks;
}

export const chunkOf = index => Math.floor(index / CHUNK);

/** All levels of the tree over an epoch's chunks, the leaves first; the last holds the root, and is empty when nobody is paid. */
export function levels(epochId, chunks) {
  const all = [chunks.map((packed, chunk) => leafOf(epochId, chunk, packed))];
  while (all.at(-1).length > 1) {
    const level = all.at(-1);
    const above = [];
    for (let at = 0; at < level.length; at += 2) above.push(at + 1 < level.length ? climb(level[at], [level[at + 1]])[1] : level[at]);
    all.push(above);
  }
  return all;
}

/** The siblings of a chunk, leaf first. */
export const proofOf = (tree, chunk) =>
  tree.slice(0, -1).map((level, height) => level[(chunk >> height) ^ 1]).filter(sibling => sibling !== undefined);
