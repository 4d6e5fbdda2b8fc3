import { identity } from './identity.js';

/**
 * Sends a file by the tus protocol (1.0): in pieces, each from where the server says. What was begun is remembered by the file, so that it goes on after a
 * lost connection, and after the page was loaded again and the file chosen once more.
 */

const PIECE = 4 * 1024 * 1024;
const TUS = '1.0.0';
const LONGEST_PAUSE_MS = 15_000;
const TRIES = 8;

const key = file => `we.upload.${file.name}.${file.size}.${file.lastModified}`;

/** Base64 of UTF-8. */
const encoded = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

async function request(method, path, headers = {}, body) {
  const { token } = await identity();
  return fetch(path, { method, body, headers: { 'Tus-Resumable': TUS, Authorization: `Bearer ${token}`, ...headers } });
}

async function problem(response) {
  const answer = await response.json().catch(() => null);
  return Object.assign(new Error(answer?.detail ?? `The site answers with status ${response.status}.`), { status: response.status });
}

export class Upload {
  #stopped = false;

  /** @param {{title: string, topic: string}} words @param {(sent: number, of: number) => void} progress */
  constructor(file, words, progress) {
    this.file = file;
    this.words = words;
    this.progress = progress;
  }

  pause() {
    this.#stopped = true;
  }

  /** @returns {Promise<boolean>} whether all of it is there; false when it was paused */
  async run() {
    this.#stopped = false;
    let path = await this.#known();
    let offset = path === null ? 0 : await this.#offset(path);
    if (path === null) path = await this.#create();
    let failures = 0;
    this.progress(offset, this.file.size);
    while (offset < this.file.size) {
      if (this.#stopped) return false;
      try {
        offset = await this.#piece(path, offset);
        failures = 0;
        this.progress(offset, this.file.size);
      } catch (error) {
        failures += 1;
        if (failures > TRIES || (error.status >= 400 && error.status < 500 && ![409, 423, 429, 460].includes(error.status))) throw error;
        await new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures)));
        offset = await this.#offset(path).catch(() => offset);
      }
    }
    localStorage.removeItem(key(this.file));
    return true;
  }

  async #known() {
    const path = localStorage.getItem(key(this.file));
    if (path === null) return null;
    const response = await request('HEAD', path);
    if (response.ok) return path;
    localStorage.removeItem(key(this.file));
    return null;
  }

  async #create() {
    const metadata = Object.entries({ ...this.words, filename: this.file.name }).filter(([, value]) => value !== '')
      .map(([name, value]) => `${name} ${encoded(value)}`).join(',');
    const response = await request('POST', '/v1/contents', { 'Upload-Length': String(this.file.size), 'Upload-Metadata': metadata });
    if (response.status !== 201) throw await problem(response);
    const path = new URL(response.headers.get('Location'), location.href).pathname;
    localStorage.setItem(key(this.file), path);
    return path;
  }

  async #offset(path) {
    const response = await request('HEAD', path);
    if (!response.ok) throw await problem(response);
    return Number(response.headers.get('Upload-Offset'));
  }

  async #piece(path, offset) {
    const piece = this.file.slice(offset, offset + PIECE);
    const response = await request('PATCH', path, { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) }, piece);
    if (response.status !== 204) throw await problem(response);
    return Number(response.headers.get('Upload-Offset'));
  }
}
