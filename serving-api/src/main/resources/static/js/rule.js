/**
 * The reward rule, version 1, as REWARD.md gives it, on whole numbers (BigInt): the browser computes a day's payouts itself. Imports nothing, and runs in Node
 * as well, where the frozen bundles are its tests.
 */

const M = 1_000_000n;
const MOST_COUNT = 10n ** 15n;
const SUPPLY = 10n ** 28n;
const MOST_PRICE = 10n ** 30n;
const MOST_ELASTICITY = 10n ** 7n;
const PARAMS = 'params.json';
const INDICATORS = ['validDailyActiveUsers', 'effectiveReleases', 'effectivePlays', 'validLikes', 'validComments', 'averagePlays', 'averageOnlineMinutes', 'peakConcurrentUsers'];
const AMOUNTS = { fund: SUPPLY, carry: SUPPLY, adBuyback: SUPPLY, minPayout: SUPPLY, pricePerPoint: MOST_PRICE };
const NUMBERS = {
  betaPpm: M, elasticityStepPpm: M, rhoPpm: M, rhoMaxPpm: M, activitySharePpm: M, duelStakePpm: M, disseminatorMaxPpm: M,
  previousElasticityPpm: MOST_ELASTICITY, elasticityMinPpm: MOST_ELASTICITY, elasticityMaxPpm: MOST_ELASTICITY, sharedPpm: 500_000n, duelMaxBaseRatio: 1_000n,
};
const PARTS = ['activity', 'owner', 'contributor', 'contribution', 'disseminator', 'deferred'];

/** The bundle is not one; the message begins with the file and, where there is one, the line. */
export class Refused extends Error {}

const refuse = (place, why) => { throw new Refused(`${place}: ${why}`); };
const min = (...values) => values.reduce((least, value) => (value < least ? value : least));
const max = (a, b) => (a > b ? a : b);
const sum = values => values.reduce((all, value) => all + value, 0n);
const floor = (dividend, divisor) => (dividend - (((dividend % divisor) + divisor) % divisor)) / divisor;
const share = (amount, part, whole) => (whole === 0n ? 0n : (amount * part) / whole);
const below = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const keys = map => [...map.keys()].sort(below);

/** @param read gives a file's text by its name, and throws Refused where there is none */
export function readBundle(read) {
  const params = readParams(read(PARAMS));
  const indicators = new Map();
  table('indicators.csv', 'indicator,today,baseline', read, 1, row => {
    if (!INDICATORS.includes(row.cells[0])) row.refuse(`unknown indicator '${row.cells[0]}'`);
    indicators.set(row.cells[0], { today: row.count(1), baseline: row.count(2) });
  });
  for (const name of INDICATORS) if (!indicators.has(name)) refuse('indicators.csv', `the indicator '${name}' is missing`);

  const activity = new Map();
  table('activity.csv', 'account,points', read, 1, row => activity.set(row.id(0), row.count(1)));
  const spaces = new Map();
  table('spaces.csv', 'space,owner,ownerSharePpm', read, 1, row => spaces.set(row.id(0), { owner: row.id(1), share: row.ppm(2), affinity: new Map() }));

  const affine = new Map();
  table('affinity.csv', 'account,space,points', read, 2, row => {
    const [account, space, points] = [row.id(0), spaces.get(row.id(1)), row.count(2)];
    if (!activity.has(account)) row.refuse(`'${account}' has no row in activity.csv`);
    if (space === undefined) row.refuse(`unknown space '${row.cells[1]}'`);
    if (space.owner === account) row.refuse(`'${row.cells[1]}' is the own space of '${account}'`);
    affine.set(account, (affine.get(account) ?? 0n) + points);
    if (affine.get(account) > activity.get(account)) row.refuse(`the affinity of '${account}' sums to ${affine.get(account)}, above its points`);
    space.affinity.set(account, points);
  });

  const creators = new Map();
  table('contribution.csv', 'creator,base,promotion,disseminatorSharePpm', read, 1, row =>
    creators.set(row.id(0), { id: row.id(0), base: row.count(1), promotion: row.count(2), share: row.ppm(3), referrals: new Map(), referred: 0n }));
  table('referrals.csv', 'creator,disseminator,points', read, 2, row => {
    const [creator, disseminator, points] = [creators.get(row.id(0)), row.id(1), row.count(2)];
    if (creator === undefined) row.refuse(`unknown creator '${row.cells[0]}'`);
    if (creator.id === disseminator) row.refuse(`'${disseminator}' refers itself`);
    creator.referred += points;
    if (creator.referred > creator.promotion) row.refuse(`the referrals of '${creator.id}' sum to ${creator.referred}, above its promotion`);
    creator.referrals.set(disseminator, points);
  });

  const deferred = new Map();
  table('deferred.csv', 'account,amount', read, 1, row => deferred.set(row.id(0), row.whole(1, SUPPLY)));
  const bundle = { params, indicators, activity, spaces, creators, deferred };
  if (moneyBefore(bundle) > SUPPLY) refuse(PARAMS, `fund, carry, adBuyback and what is deferred sum to ${moneyBefore(bundle)}, above the supply`);
  return bundle;
}

/** Fund, carry, advertisers' money and what is deferred, before the day. */
export const moneyBefore = ({ params, deferred }) => params.fund + params.carry + params.adBuyback + sum([...deferred.values()]);

/** The same after it, with what was paid. */
export const moneyAfter = ({ figures }) => figures.fundAfter + figures.carryAfter + figures.adBuybackAfter + figures.deferredTotal + figures.paid;

function table(name, header, read, keyColumns, reader) {
  const text = read(name);
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  if (lines[0] !== header) refuse(`${name}:1`, `the header must be '${header}', is '${lines[0]}'`);
  const seen = new Set();
  const columns = header.split(',').length;
  for (let at = 1; at < lines.length; at++) {
    const cells = lines[at].split(',');
    const place = `${name}:${at + 1}`;
    const row = {
      cells,
      refuse: why => refuse(place, why),
      id: column => (/^[A-Za-z0-9_.:-]{1,64}$/.test(cells[column]) ? cells[column] : refuse(place, `not an id: '${cells[column]}'`)),
      count: column => row.whole(column, MOST_COUNT),
      ppm: column => row.whole(column, M),
      whole: (column, most) => {
        if (!/^(?:0|[1-9][0-9]{0,39})$/.test(cells[column])) refuse(place, `not a whole number without sign or leading zeros: '${cells[column]}'`);
        const value = BigInt(cells[column]);
        return value > most ? refuse(place, `${value} is above ${most}`) : value;
      },
    };
    if (cells.length !== columns) row.refuse(`${columns} cells expected, found '${lines[at]}'`);
    reader(row);
    const key = cells.slice(0, keyColumns).join();
    if (seen.has(key)) row.refuse(`a second row of '${key}'`);
    seen.add(key);
  }
}

function readParams(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch (error) {
    refuse(PARAMS, `not JSON: ${error.message}`);
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) refuse(PARAMS, 'not a JSON object');
  exactly(json, ['version', 'epoch', 'indexWeightsPpm', ...Object.keys(AMOUNTS), ...Object.keys(NUMBERS)], 'parameter');
  if (json.indexWeightsPpm === null || typeof json.indexWeightsPpm !== 'object') refuse(PARAMS, 'indexWeightsPpm must be an object');
  exactly(json.indexWeightsPpm, INDICATORS, 'index weight');
  // The parser keeps the last of two, and takes 1.0 and 1e0 for 1.
  for (const key of [...Object.keys(json), ...INDICATORS]) if (text.split(`"${key}"`).length !== 2) refuse(PARAMS, `'${key}' stands there twice`);
  if (/[.eE+-]/.test(text.replace(/"[^"]*"/g, ''))) refuse(PARAMS, 'a number is not whole and plain');
  if (json.version !== 1) refuse(PARAMS, `version must be 1, is ${json.version}`);
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(json.epoch) || Number.isNaN(Date.parse(json.epoch))) refuse(PARAMS, `epoch is no date: ${json.epoch}`);
  const params = { epoch: json.epoch, weights: new Map() };
  for (const [key, most] of Object.entries(AMOUNTS)) {
    if (typeof json[key] !== 'string' || !/^(?:0|[1-9][0-9]{0,39})$/.test(json[key])) refuse(PARAMS, `${key} must be digits in quotes, is ${json[key]}`);
    params[key] = within(key, BigInt(json[key]), most);
  }
  for (const [key, most] of Object.entries(NUMBERS)) params[key] = number(key, json[key], most);
  for (const name of INDICATORS) params.weights.set(name, number(name, json.indexWeightsPpm[name], M));
  const weights = sum([...params.weights.values()]);
  if (weights !== M) refuse(PARAMS, `the index weights must sum to ${M}, sum to ${weights}`);
  if (params.duelMaxBaseRatio === 0n) refuse(PARAMS, 'duelMaxBaseRatio must be at least 1, is 0');
  if (params.previousElasticityPpm < params.elasticityMinPpm || params.previousElasticityPpm > params.elasticityMaxPpm) {
    refuse(PARAMS, `previousElasticityPpm ${params.previousElasticityPpm} is outside ${params.elasticityMinPpm} to ${params.elasticityMaxPpm}`);
  }
  return params;
}

function exactly(object, known, what) {
  for (const key of Object.keys(object)) if (!known.includes(key)) refuse(PARAMS, `unknown ${what} '${key}'`);
  for (const key of known) if (!Object.hasOwn(object, key)) refuse(PARAMS, `the ${what} '${key}' is missing`);
}

const number = (key, value, most) =>
  Number.isSafeInteger(value) ? within(key, BigInt(value), most) : refuse(PARAMS, `${key} must be a whole number, is ${value}`);

const within = (key, value, most) => (value >= 0n && value <= most ? value : refuse(PARAMS, `${key} must be from 0 to ${most}, is ${value}`));

/** Floors each share, then gives one unit each to the largest remainders; ties by larger weight, then by smaller id. */
function largestRemainder(amount, weights) {
  const all = sum([...weights.values()]);
  if (all === 0n) return new Map();
  const shares = [...weights].filter(([, weight]) => weight > 0n).map(([id, weight]) => ({ id, weight, units: (amount * weight) / all, rest: (amount * weight) % all }));
  let left = amount - sum(shares.map(each => each.units));
  shares.sort((a, b) => below(b.rest, a.rest) || below(b.weight, a.weight) || below(a.id, b.id));
  for (let at = 0; left > 0n; at++, left--) shares[at].units++;
  return new Map(shares.map(each => [each.id, each.units]));
}

/** What a bundle pays: payouts, rows of the files, and the figures of fund.json. */
export function plan(bundle) {
  const { params, indicators, activity, spaces, creators, deferred } = bundle;
  const dues = new Map();
  let given = 0n;
  const add = (account, part, amount) => {
    if (!dues.has(account)) dues.set(account, Object.fromEntries(PARTS.map(name => [name, 0n])));
    dues.get(account)[part] += amount;
  };
  const give = (account, part, amount) => {
    given += amount;
    add(account, part, amount);
  };

  // 1, 2: index and elasticity
  const index = sum([...params.weights].map(([name, weight]) => {
    const { today, baseline } = indicators.get(name);
    return weight * min(2n * M, (today * M) / max(baseline, 1n));
  })) / M;
  const free = min(max(M + floor(params.betaPpm * (index - M), M), params.elasticityMinPpm), params.elasticityMaxPpm);
  const previous = params.previousElasticityPpm;
  const elasticity = min(max(free, (previous * (M - params.elasticityStepPpm)) / M), (previous * (M + params.elasticityStepPpm)) / M);

  // 3, 4: pool and levels
  const points = sum([...activity.values()]);
  const promotion = sum([...creators.values()].map(creator => creator.promotion));
  const room = params.pricePerPoint * points;
  const fromCarry = min(params.carry, room);
  const refill = min((params.fund * params.rhoPpm * elasticity) / (M * M), (params.fund * params.rhoMaxPpm) / M, room - fromCarry);
  const buyback = min(params.adBuyback, room - fromCarry - refill);
  const pool = fromCarry + refill + buyback;
  const activityPool = (pool * params.activitySharePpm) / M;
  const contributionPool = min(pool - activityPool, params.pricePerPoint * promotion);

  // 5: those who are active, and the spaces where they were
  const shared = new Map();
  for (const [account, earned] of activity) {
    const reward = share(activityPool, earned, points);
    shared.set(account, (reward * params.sharedPpm) / M);
    give(account, 'activity', reward - shared.get(account));
  }
  for (const space of spaces.values()) {
    const pot = sum([...space.affinity].map(([account, affinity]) => share(shared.get(account), affinity, activity.get(account))));
    const owner = (pot * space.share) / M;
    give(space.owner, 'owner', owner);
    for (const [account, amount] of largestRemainder(pot - owner, space.affinity)) give(account, 'contributor', amount);
  }

  // 6: those whose content others valued
  const ranked = [...creators.values()].filter(creator => creator.promotion > 0n).sort((a, b) => below(b.base, a.base) || below(a.id, b.id));
  const income = new Map(ranked.map(creator => [creator.id, share(contributionPool, creator.promotion, promotion)]));
  const strength = creator => max(creator.base, 1n);
  for (let at = 0; at + 1 < ranked.length; at++) {
    const [x, y] = [ranked[at], ranked[at + 1]];
    if (strength(x) > params.duelMaxBaseRatio * strength(y)) continue;
    const [left, right] = [x.promotion * strength(y), y.promotion * strength(x)];
    const gap = left > right ? left - right : right - left;
    const moved = (min(income.get(x.id), income.get(y.id)) * params.duelStakePpm * gap) / (M * (left + right));
    const toX = left > right ? moved : -moved;
    income.set(x.id, income.get(x.id) + toX);
    income.set(y.id, income.get(y.id) - toX);
    at++;
  }

  // 7: those who spread it
  for (const creator of ranked) {
    let kept = income.get(creator.id);
    const pot = (kept * min(creator.share, params.disseminatorMaxPpm)) / M;
    for (const [disseminator, referred] of creator.referrals) {
      const part = share(pot, referred, creator.promotion);
      give(disseminator, 'disseminator', part);
      kept -= part;
    }
    give(creator.id, 'contribution', kept);
  }

  // 8: payouts
  const carryAfter = params.carry + refill + buyback - given;
  for (const [account, amount] of deferred) add(account, 'deferred', amount);
  const payouts = [];
  const rows = { payouts: ['index,account,amount'], deferred: ['account,amount'], breakdown: [`account,${PARTS.join()},total`] };
  let [paid, deferredTotal] = [0n, 0n];
  for (const account of keys(dues)) {
    const parts = PARTS.map(part => dues.get(account)[part]);
    const total = sum(parts);
    if (total === 0n) continue;
    if (total >= params.minPayout) {
      rows.payouts.push(`${payouts.length},${account},${total}`);
      payouts.push({ account, amount: total });
      paid += total;
    } else {
      rows.deferred.push(`${account},${total}`);
      deferredTotal += total;
    }
    rows.breakdown.push([account, ...parts, total].join());
  }
  return {
    payouts,
    rows,
    figures: {
      indexPpm: index, elasticityPpm: elasticity, refill, buybackUsed: buyback, pool, activityPool, contributionPool,
      fundAfter: params.fund - refill, carryAfter, adBuybackAfter: params.adBuyback - buyback, paid, deferredTotal,
    },
  };
}
