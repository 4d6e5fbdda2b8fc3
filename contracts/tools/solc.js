#!/usr/bin/env node
// solc as a command, over the npm package: what forge and the build call. Knows --version and --standard-json (stdin to stdout) only.
'use strict';
const fs = require('fs');
const path = require('path');
const modules = path.join(__dirname, '..', 'node_modules');
const solc = require(path.join(modules, 'solc'));

if (process.argv.includes('--version')) {
  console.log('solc, the solidity compiler commandline interface\nVersion: ' + solc.version());
} else if (process.argv.includes('--standard-json')) {
  const read = name => {
    const file = path.join(modules, name);
    return fs.existsSync(file) ? { contents: fs.readFileSync(file, 'utf8') } : { error: 'not found: ' + name };
  };
  process.stdout.write(solc.compile(fs.readFileSync(0, 'utf8'), { import: read }));
} else {
  console.error('usage: solc.js --version | --standard-json');
  process.exit(2);
}
