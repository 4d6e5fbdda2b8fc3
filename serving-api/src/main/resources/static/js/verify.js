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
