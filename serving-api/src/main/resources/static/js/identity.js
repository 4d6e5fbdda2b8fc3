import { ask } from './api.js';

/**
 * Who this browser is: an account that the site made at the first visit, the token that speaks for it, and the device.
 * @typedef {{account: string, device: string, token: string, expiresAt: number}} Identity
 */

const KEY = 'we.identity';
const DEVICE = 'we.device';
const MARGIN_MS = 60_000;
/** So long before it expires a token is renewed; who does not come for longer begins as somebody new. */
const RENEW_MS = 20 * 24 * 3_600_000;

function device() {
  let id = localStorage.getItem(DEVICE);
  if (!id) {
    id = crypto.randomUUID();
    localStorage.setItem(DEVICE, id);
  }
  return id;
}

function kept() {
  try {
    const identity = JSON.parse(localStorage.getItem(KEY));
    return identity && identity.expiresAt - MARGIN_MS > Date.now() ? identity : null;
  } catch {
    return null;
  }
}

let pending = null;

/** Signs in; a new account unless one is named, which only the site's own machine may do. @returns {Promise<Identity>} */
export async function signIn(account) {
  const identity = await ask('POST', '/v1/accounts', { body: account ? { account, device: device() } : { device: device() } });
  localStorage.setItem(KEY, JSON.stringify(identity));
  return identity;
}

/** The old token serves until there is a new one, and when there is none. */
function renew(known) {
  pending ??= ask('POST', '/v1/accounts', { token: known.token, body: { device: known.device } })
    .then(fresh => { localStorage.setItem(KEY, JSON.stringify(fresh)); return fresh; })
    .catch(error => { console.warn('The token could not be renewed:', error.message); return known; })
    .finally(() => { pending = null; });
}

/** The token of an account at this moment: the one that has replaced an identity's own, if there is one. */
export function tokenOf(me) {
  const known = kept();
  if (known?.account !== me.account) return me.token;
  if (known.expiresAt - RENEW_MS < Date.now()) renew(known);
  return known.token;
}

/** Whether this browser still speaks for the account. */
export function isStill(account) {
  return kept()?.account === account;
}

/** @returns {Promise<Identity>} */
export function identity() {
  const known = kept();
  if (known) {
    if (known.expiresAt - RENEW_MS < Date.now()) renew(known);
    return Promise.resolve(known);
  }
  pending ??= signIn().finally(() => { pending = null; });
  return pending;
}

/** Reads as whoever this browser is; as nobody before there is anybody. */
export const read = path => (kept() ? asMe('GET', path) : ask('GET', path));

/** Asks the API as this identity; a token that is no longer believed is replaced once, by one of a new account. */
export async function asMe(method, path, options = {}) {
  const me = await identity();
  try {
    return await ask(method, path, { ...options, token: me.token });
  } catch (error) {
    if (error.status !== 401) throw error;
    localStorage.removeItem(KEY);
    return ask(method, path, { ...options, token: (await identity()).token });
  }
}
