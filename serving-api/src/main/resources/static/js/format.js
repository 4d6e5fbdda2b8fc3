import { element } from './dom.js';

const UNIT = 10n ** 18n;
const SHOWN_DECIMALS = 4;
const count = new Intl.NumberFormat('en');

export const number = value => (value === null || value === undefined ? '–' : count.format(value));

/** Millionths as a plain factor: 1250000 → 1.25. */
export const ppm = value =>
  value === null || value === undefined ? '–' : (value / 1e6).toLocaleString('en', { maximumFractionDigits: 6 });

/** Base units (decimal text) as WE with every digit, without trailing zeros. */
export function exactWe(units) {
  const value = BigInt(units);
  const fraction = (value % UNIT).toString().padStart(18, '0').replace(/0+$/, '');
  return (value / UNIT).toString() + (fraction ? '.' + fraction : '');
}

/** Base units as WE, cut (never rounded up) after four decimals; an ellipsis says that something was cut. */
export function shortWe(units) {
  const [whole, fraction = ''] = exactWe(units).split('.');
  const cut = fraction.slice(0, SHOWN_DECIMALS);
  if (whole === '0' && fraction !== '' && /^0*$/.test(cut)) return '<0.0001…';
  const grouped = count.format(BigInt(whole));
  return grouped + (cut ? '.' + cut : '') + (fraction.length > SHOWN_DECIMALS ? '…' : '');
}

/** WE as a person writes it, as base units; null when it is not an amount of at most 18 decimals. */
export function unitsOf(text) {
  const parts = /^([0-9]{1,20})(?:\.([0-9]{1,18}))?$/.exec(text.trim());
  return parts ? BigInt(parts[1]) * UNIT + BigInt((parts[2] ?? '').padEnd(18, '0')) : null;
}

/** An amount; its full precision is in the tooltip. */
export function briefAmount(units) {
  if (units === null || units === undefined) return '–';
  return element('span', { class: 'amount', title: `${exactWe(units)} WE = ${units} base units` }, shortWe(units) + ' WE');
}

/** An amount with its full precision on a second line as well, where the first is cut. */
export function amount(units) {
  const brief = briefAmount(units);
  if (brief === '–' || !brief.textContent.includes('…')) return brief;
  const whole = document.createDocumentFragment();
  whole.append(brief, ' ', element('small', null, exactWe(units)));
  return whole;
}

/** 0x1234…abcd with the whole in the tooltip. */
export const shortHex = hex => element('span', { class: 'mono', title: hex }, hex.slice(0, 10) + '…' + hex.slice(-8));
