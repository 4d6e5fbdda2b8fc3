import { get } from './api.js';
import { identity, isStill, tokenOf } from './identity.js';
import { Tracker } from './tracker.js';

/** This page's behaviour: who, where to, and over whose link people came. */

const HEARTBEAT_MS = 30_000;
const LINKS = 'we.links';
/** As long as REWARD.md lets a link count. */
const LINK_MS = 24 * 3_600_000;

/** Null where this site names no collector: then nothing is sent, and nothing counts. @returns {Promise<Tracker | null>} */
async function start() {
  const [{ collector, signed }, me] = await Promise.all([get('/v1/site'), identity()]);
  if (collector === null) return null;
  const tracker = new Tracker({
    collector, account: me.account, device: me.device, session: tabSession(), token: signed ? () => tokenOf(me) : undefined,
  });
  tracker.track('OPEN');
  setInterval(() => {
    if (document.visibilityState === 'visible') void beat();
  }, HEARTBEAT_MS);
  return tracker;
}

let playing = () => null;

/** Says what plays: a PLAY is told when it is over, and until then heartbeats show who is watching. @param {() => object | null} clip */
export function watches(clip) {
  playing = clip;
}

/** Tells that somebody is there, and what they watch. */
export async function beat() {
  const clip = playing();
  (await tracker)?.track('HEARTBEAT', clip === null ? {} : { content: clip.content, owner: clip.owner });
}

function tabSession() {
  const kept = sessionStorage.getItem('we.session') ?? crypto.randomUUID();
  sessionStorage.setItem('we.session', kept);
  return kept;
}

export const tracker = start().catch(error => {
  console.error('Behaviour is not sent:', error.message);
  return null;
});

function links() {
  try {
    const now = Date.now();
    return Object.fromEntries(Object.entries(JSON.parse(localStorage.getItem(LINKS)) ?? {}).filter(([, kept]) => kept.until > now));
  } catch {
    return {};
  }
}

/** Somebody came over a signed link to this clip: for a day, what is done with it tells so. The last link wins. */
export function touched(content, link) {
  localStorage.setItem(LINKS, JSON.stringify({ ...links(), [content]: { link, until: Date.now() + LINK_MS } }));
}

/**
 * Which kinds of act the feed's showing of a clip has had; another of the kind is no longer about that showing.
 * @type {WeakMap<object, Set<string>>}
 */
const told = new WeakMap();

/** What a feed showed to one account proves nothing of another, that somebody became in another tab. */
function served(kind, clip, account) {
  if (clip.request === undefined || !isStill(account)) return {};
  const before = told.get(clip) ?? new Set();
  if (before.has(kind)) return {};
  told.set(clip, before.add(kind));
  const { request, position, token } = clip;
  return { request, position, ...(token ? { token } : {}) };
}

/** @param {{content: string, owner: string, request?: string, position?: number, token?: string | null}} clip */
export async function tell(kind, clip, fields = {}) {
  const link = links()[clip.content]?.link;
  const sender = await tracker;
  if (sender === null) return;
  const page = served(kind, clip, sender.account);
  sender.track(kind, { content: clip.content, owner: clip.owner, ...page, ...(link ? { link } : {}), ...fields });
}
