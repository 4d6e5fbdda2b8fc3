// Prints {"cid": …, "files": {path: cid}} of a directory, or {"cid": …} of a file, in the profile unixfs-v1-2025.
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BlackHoleBlockstore } from 'blockstore-core/black-hole'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'

const profile = {
  cidVersion: 1,
  rawLeaves: true,
  leafType: 'raw',
  reduceSingleLeafToSelf: true,
  chunker: fixedSize({ chunkSize: 1048576 }),
  layout: balanced({ maxChildrenPerNode: 1024 }),
  shardSplitThresholdBytes: 262144
}

async function * below (directory, prefix) {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) {
      yield * below(path, `${prefix}${entry.name}/`)
    } else {
      yield { path: prefix + entry.name, content: createReadStream(path) }
    }
  }
}

const path = process.argv[2]
const whole = (await stat(path)).isDirectory()
const source = whole ? below(path, '') : [{ path: 'file', content: createReadStream(path) }]
const files = {}
let root
for await (const entry of importer(source, new BlackHoleBlockstore(), { ...profile, wrapWithDirectory: whole })) {
  root = entry.cid.toString()
  if (entry.path !== '') files[entry.path] = root
}
console.log(JSON.stringify(whole ? { cid: root, files } : { cid: root }))
