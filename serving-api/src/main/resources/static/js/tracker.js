/**
 * Sends behaviour to a collector: in batches, kept over reloads and lost connections, each event with an id of its own, so that sending it twice counts once.
 * Knows nothing of the page; other apps can use it as it is.
 *
 * Where the collector asks who is speaking, `token` gives the account's token of this moment (POST /v1/accounts).
 *
 * @typedef {{collector: string, account: string, device: string, token?: () => string, session?: string, storage?: Storage}} Settings
 * @typedef {{id: string, kind: string, actor: string, device: string, session: string, at: number}} Event
 */

const MAX_BATCH = 50;
const MAX_QUEUE = 1_000;
/** What may go first when the queue is full: it tells least. */
const LEAST = ['IMPRESSION', 'HEARTBEAT'];
/** What people wait to see the effect of. */
const AT_ONCE = new Set(['LIKE', 'COMMENT', 'SHARE', 'FOLLOW', 'PLAY', 'SKIP']);
const SOON_MS = 50;
const BATCH_MS = 2_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Browsers refuse beacons, and requests that outlive their page, above 64 KiB of body; all that are under way together count. */
const MAX_BYTES = 60_000;
const PREFIX = 'we.queue.';
/** A queue that was not touched for so long belongs to a page that is gone. */
const ABANDONED_MS = 15_000;

export class Tracker {
  #settings;
  #storage;
  #key;
  /** @type {Event[]} */
  #queue = [];
  #timer = null;
  #due = Infinity;
  #sending = false;
  /** Ids of events that went with the page's last words; being hidden and being left come one after the other. */
  #bequeathed = new Set();
  #failures = 0;

  /** @param {Settings} settings */
  constructor(settings) {
    this.session = settings.session ?? crypto.randomUUID();
    this.#settings = settings;
    this.#storage = settings.storage ?? localStorage;
    this.#key = PREFIX + this.session;
    this.#adopt();
    addEventListener('online', () => this.#schedule(0, true));
    addEventListener('pagehide', () => this.#leave());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#leave();
    });
    setInterval(() => this.#keep(), ABANDONED_MS / 3);
  }

  /** Takes an event; it is kept before this returns. @returns {string} its id */
  track(kind, fields = {}) {
    const { account, device } = this.#settings;
    const id = crypto.randomUUID();
    this.#queue.push({ id, kind, actor: account, device, session: this.session, at: Date.now(), ...fields });
    while (this.#queue.length > MAX_QUEUE) this.#drop();
    this.#keep();
    this.#schedule(AT_ONCE.has(kind) ? SOON_MS : BATCH_MS);
    return id;
  }

  /** Whose behaviour it is. */
  get account() {
    return this.#settings.account;
  }

  /** How many events wait. */
  get waiting() {
    return this.#queue.length;
  }

  #drop() {
    const least = this.#queue.findIndex(event => LEAST.includes(event.kind));
    this.#queue.splice(Math.max(0, least), 1);
  }

  #keep() {
    try {
      if (this.#queue.length === 0) this.#storage.removeItem(this.#key);
      else this.#storage.setItem(this.#key, JSON.stringify({ touched: Date.now(), events: this.#queue }));
    } catch (error) {
      console.warn('Behaviour is kept in memory only:', error.message);
    }
  }

  /** What pages that are gone could not send. */
  #adopt() {
    for (const key of Object.keys(this.#storage).filter(name => name.startsWith(PREFIX) && name !== this.#key)) {
      try {
        const { touched, events } = JSON.parse(this.#storage.getItem(key));
        if (Date.now() - touched < ABANDONED_MS) continue;
        this.#queue.push(...events);
      } catch (error) {
        console.warn(`${key} holds no behaviour: ${error.message}`);
      }
      this.#storage.removeItem(key);
    }
    this.#queue.splice(0, Math.max(0, this.#queue.length - MAX_QUEUE));
    this.#keep();
    if (this.#queue.length > 0) this.#schedule(BATCH_MS);
  }

  /** @param {boolean} [anyway] also before a pause has ended */
  #schedule(delay, anyway = false) {
    const due = Date.now() + delay;
    if (this.#failures > 0 && !anyway) {
      if (this.#timer !== null) return;
    } else if (this.#timer !== null && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => { this.#timer = null; void this.#send(); }, delay);
  }

  async #send() {
    if (this.#sending || this.#queue.length === 0) return;
    this.#sending = true;
    const { batch, text, outlives } = next(this.#queue);
    let pause = null;
    try {
      const response = await fetch(this.#url(), this.#request(text, outlives));
      if (response.status === 202) {
        this.#done(batch, await response.json().catch(() => ({})));
      } else if (response.status >= 500 || [401, 403, 429].includes(response.status)) {
        // A token that is no longer believed is replaced by whoever gave it; until then the events wait.
        pause = Number(response.headers.get('Retry-After') ?? 0) * 1_000 || this.#backOff();
      } else {
        // The same bytes would be refused for ever.
        console.error(`The collector refuses ${batch.length} events with status ${response.status}`);
        this.#done(batch, {});
      }
    } catch {
      pause = this.#backOff();
    } finally {
      this.#sending = false;
    }
    if (pause !== null) {
      this.#failures += 1;
      clearTimeout(this.#timer);
      this.#timer = null;
      this.#due = Date.now() + pause;
      this.#timer = setTimeout(() => { this.#timer = null; void this.#send(); }, pause);
    } else if (this.#queue.length > 0) this.#schedule(SOON_MS);
  }

  #done(batch, answer) {
    this.#failures = 0;
    for (const rejected of answer.rejected ?? []) console.warn(`The collector rejects ${rejected.id}: ${rejected.reason}`);
    const sent = new Set(batch.map(event => event.id));
    this.#queue = this.#queue.filter(event => !sent.has(event.id));
    this.#keep();
  }

  /** Between nothing and twice as long as the last time, so that not all come back at once. */
  #backOff() {
    return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures) + 100;
  }

  /** The page may never come back. What nobody has answered for stays kept, and is sent again by the next page. */
  #leave() {
    const rest = this.#queue.filter(event => !this.#bequeathed.has(event.id));
    let bytes = 0;
    while (rest.length > 0) {
      const { batch, text, outlives } = next(rest);
      rest.splice(0, batch.length);
      bytes += size(text);
      if (this.#settings.token) {
        if (!outlives || bytes > MAX_BYTES) return;
        this.#bequeath(batch, text);
      } else if (!navigator.sendBeacon(this.#url(), text)) return;
    }
  }

  /** A beacon carries no token, a request that outlives its page does. If the page lives on, it hears what became of it. */
  #bequeath(batch, text) {
    for (const event of batch) this.#bequeathed.add(event.id);
    fetch(this.#url(), this.#request(text, true))
      .then(async response => { if (response.status === 202) this.#done(batch, await response.json()); })
      .catch(error => console.warn('Behaviour waits for the next page:', error.message))
      .finally(() => { for (const event of batch) this.#bequeathed.delete(event.id); });
  }

  #request(body, keepalive) {
    const { token } = this.#settings;
    return { method: 'POST', body, keepalive, headers: token ? { Authorization: `Bearer ${token()}` } : {} };
  }

  #url() {
    return this.#settings.collector + '/v1/events';
  }
}

/** The first events that one body takes: always one at least, which outlives its page only if it is small enough. */
function next(queue) {
  const batch = queue.slice(0, MAX_BATCH);
  let text = body(batch);
  let bytes = size(text);
  while (batch.length > 1 && bytes > MAX_BYTES) {
    batch.pop();
    text = body(batch);
    bytes = size(text);
  }
  return { batch, text, outlives: bytes <= MAX_BYTES };
}

const size = text => new TextEncoder().encode(text).length;

/** The clock at sending is what tells the collector how wrong the device's is. */
function body(batch) {
  const sent = Date.now();
  return JSON.stringify(batch.map(event => ({ ...event, sent })));
}
