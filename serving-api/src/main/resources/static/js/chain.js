/** The RewardPool contract, asked over a node's JSON-RPC by the browser itself. */
import { hexToBytes } from '/vendor/noble-hashes-2.0.1/utils.js';
import { callData } from './verify.js';

const PATIENCE_MS = 10_000;
const WORD = 64;

async function rpc(url, method, params) {
  let answer;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      referrerPolicy: 'no-referrer',
    });
    answer = await response.json();
  } catch (cause) {
    throw new Error(`The node at ${url} does not answer.`, { cause });
  }
  if (answer.error) throw new Error(`The node at ${url} refuses: ${answer.error.message}`);
  return answer.result;
}

async function words(url, contract, data, count) {
  const result = await rpc(url, 'eth_call', [{ to: contract, data }, 'latest']);
  if (typeof result !== 'string' || result.length < 2 + count * WORD) {
    throw new Error(`The contract ${contract} is not on the chain of the node at ${url}.`);
  }
  return Array.from({ length: count }, (_, at) => '0x' + result.slice(2 + at * WORD, 2 + (at + 1) * WORD).toLowerCase());
}

export const rootCall = epochId => callData('epochOf(uint256)', epochId);

/** What the chain holds of an epoch's payment. */
export async function commitment(url, contract, epochId, chunk) {
  const [id, epoch, paid] = await Promise.all([
    rpc(url, 'eth_chainId', []),
    words(url, contract, rootCall(epochId), 5),
    words(url, contract, callData('isPaid(uint256,uint256)', epochId, chunk), 1),
  ]);
  return { chainId: Number(id), root: epoch[0], committed: BigInt(epoch[4]) === 1n, paid: BigInt(paid[0]) === 1n };
}

/** What the chain holds of a whole epoch: its root, total, number of chunks, and the content id of its data as bytes. */
export async function epochOf(url, contract, epochId) {
  const [id, epoch, data] = await Promise.all([
    rpc(url, 'eth_chainId', []),
    words(url, contract, rootCall(epochId), 5),
    rpc(url, 'eth_call', [{ to: contract, data: callData('dataCidOf(uint256)', epochId) }, 'latest']),
  ]);
  const length = Number('0x' + data.slice(2 + WORD, 2 + 2 * WORD));
  const dataCid = hexToBytes(data.slice(2 + 2 * WORD, 2 + 2 * WORD + 2 * length));
  return { chainId: Number(id), root: epoch[0], total: BigInt(epoch[1]), chunks: Number(epoch[3]), committed: BigInt(epoch[4]) === 1n, dataCid };
}

export async function isPaid(url, contract, epochId, chunk) {
  return BigInt((await words(url, contract, callData('isPaid(uint256,uint256)', epochId, chunk), 1))[0]) === 1n;
}
