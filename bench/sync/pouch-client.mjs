// Runs in the folder where PouchDB was installed: puts documents into a local database, replicates them to the server and into a second one.
// `node pouch-client.mjs <server url> <documents.json> <folder>`; prints {push, pull} in milliseconds.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [url, file, folder] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'package.json'));
const PouchDB = require('pouchdb');
const documents = JSON.parse(readFileSync(file, 'utf8'));
const one = new PouchDB(join(folder, 'one'));
for (let at = 0; at < documents.length; at += 500) await one.bulkDocs(documents.slice(at, at + 500));
const remote = `${url}/bench`;
const options = { batch_size: 500 };
let started = performance.now();
await one.replicate.to(remote, options);
const push = performance.now() - started;
const two = new PouchDB(join(folder, 'two'));
started = performance.now();
await two.replicate.from(remote, options);
const pull = performance.now() - started;
const { doc_count: count } = await two.info();
if (count !== documents.length) throw new Error(`${count} of ${documents.length} arrived`);
console.log(JSON.stringify({ push, pull }));
process.exit(0);
