/** The files that are published of a day, from this site, from any other address, or from the reader's disk, held against the index and its content id. */
import { bytesToHex } from '/vendor/noble-hashes-2.0.1/utils.js';

const INDEX = 'index.json';
const MOST_INDEX = 1 << 20;
const MOST_FILE = 1 << 30;
const PATIENCE_MS = 60_000;
const PATH = /^[a-z0-9-]+(?:\/[a-z0-9-]+)?\.(?:json|csv)$/;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const RAW_SHA256 = [1, 0x55, 0x12, 32];

async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) throw new Error('This browser digests only on https or on this machine itself; open the page there.');
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** The text of a content id's bytes. */
export function cidText(bytes) {
  let [text, buffer, bits] = ['b', 0, 0];
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(buffer >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + BASE32[(buffer << (5 - bits)) & 31] : text;
}

const cidOfBlock = async bytes => cidText([...RAW_SHA256, ...(await sha256(bytes))]);

/** Files below an address. */
export function served(address) {
  const base = address.endsWith('/') ? address : address + '/';
  return async (path, most) => {
    let response;
    try {
      response = await fetch(base + path, { signal: AbortSignal.timeout(PATIENCE_MS), referrerPolicy: 'no-referrer', credentials: 'omit' });
    } catch (cause) {
      throw new Error(`${base + path} cannot be read; is it there, and does that server let other pages read it?`, { cause });
    }
    if (!response.ok) throw new Error(`${base + path} answers with status ${response.status}.`);
    return bounded(path, response.body.getReader(), most);
  };
}

/** Files of a directory that the reader chose; the names begin with the directory's own. */
export function chosen(files) {
  const byPath = new Map([...files].map(file => [file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file]));
  return async (path, most) => {
    const file = byPath.get(path);
    if (file === undefined) throw new Error(`${path} is not among the chosen files.`);
    return bounded(path, file.stream().getReader(), most);
  };
}

/** Never holds more than it was promised. */
async function bounded(path, reader, most) {
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error(`${path} has more than ${most} bytes.`);
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const text = bytes => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** The index with its own content id. */
export async function readIndex(source) {
  const bytes = await source(INDEX, MOST_INDEX);
  let index;
  try {
    index = JSON.parse(text(bytes));
  } catch (cause) {
    throw new Error(`${INDEX} is not JSON.`, { cause });
  }
  const fine = index?.version === 1 && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(index.epoch) && Array.isArray(index.files) &&
    index.files.every(file => PATH.test(file?.path) && Number.isSafeInteger(file.bytes) && file.bytes >= 0 && file.bytes <= MOST_FILE && /^[0-9a-f]{64}$/.test(file.sha256));
  if (!fine) throw new Error(`${INDEX} is not the index of a published day.`);
  return { epoch: index.epoch, files: index.files, cid: await cidOfBlock(bytes) };
}

/**
 * Reads every file of the index.
 *
 * @returns {{texts: Map<string, string>, difference: string | null}} the files that are as the index says, and what differs first
 */
export async function readFiles(index, source, progress) {
  const texts = new Map();
  let difference = null;
  for (const file of index.files) {
    progress(file.path);
    try {
      const bytes = await source(file.path, file.bytes);
      const digest = bytesToHex(await sha256(bytes));
      if (bytes.length !== file.bytes) throw new Error(`${file.path} has ${bytes.length} bytes, the index says ${file.bytes}.`);
      if (digest !== file.sha256) throw new Error(`${file.path} has the SHA-256 ${digest}, the index says ${file.sha256}.`);
      texts.set(file.path, text(bytes));
    } catch (error) {
      difference ??= error.message;
    }
  }
  return { texts, difference };
}
