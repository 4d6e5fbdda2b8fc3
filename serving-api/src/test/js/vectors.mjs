/** node vectors.mjs RULE.js VECTORS: one line for each frozen bundle, `ok NAME` or `NAME: what differs`; status 1 where any does. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [rule, vectors] = process.argv.slice(2);
const { Refused, moneyAfter, moneyBefore, plan, readBundle } = await import(pathToFileURL(rule));

const bundle = directory => readBundle(name => {
  const file = join(directory, 'inputs', name);
  if (!existsSync(file)) throw new Refused(`${name}: the file is missing`);
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
});

function paid(directory) {
  const read = bundle(directory);
  const made = plan(read);
  const expected = name => readFileSync(join(directory, 'expected', name), 'utf8');
  for (const [name, rows] of Object.entries(made.rows)) {
    const lines = expected(`${name}.csv`).replace(/\n$/, '').split('\n');
    const at = rows.findIndex((row, line) => row !== lines[line]);
    if (at >= 0 || rows.length !== lines.length) return `${name}.csv:${at + 1}: '${rows[at]}', expected '${lines[at]}'`;
  }
  const fund = JSON.parse(expected('fund.json'));
  for (const name of new Set([...Object.keys(fund), ...Object.keys(made.figures)])) {
    if (String(fund[name]) !== String(made.figures[name])) return `${name} is ${made.figures[name]}, expected ${fund[name]}`;
  }
  return moneyBefore(read) === moneyAfter(made) ? null : 'money is not conserved';
}

function refused(directory) {
  const place = readFileSync(join(directory, 'names.txt'), 'utf8').trim();
  try {
    bundle(directory);
    return 'was taken';
  } catch (error) {
    return error instanceof Refused && error.message.startsWith(place) ? null : `${error.message}, expected ${place}`;
  }
}

const names = parent => readdirSync(parent, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name).sort();
const results = [
  ...names(vectors).filter(name => name.startsWith('epoch-')).map(name => [name, paid(join(vectors, name))]),
  ...names(join(vectors, 'refused')).map(name => [name, refused(join(vectors, 'refused', name))]),
];
for (const [name, difference] of results) console.log(difference === null ? `ok ${name}` : `${name}: ${difference}`);
process.exitCode = results.some(([, difference]) => difference !== null) ? 1 : 0;
