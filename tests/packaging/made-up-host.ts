import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A host in small: opens the binary of SQLite, serves the page that lies beside it, says where, and with which Node. */
const database = new Database(':memory:');
const page = readFileSync(join(import.meta.dirname, '../../renderer/index.html'));
const server = createServer((_request, response) => {
  response.setHeader('x-node', process.execPath);
  response.setHeader('x-sqlite', String(database.prepare('select sqlite_version()').pluck().get()));
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(`http://127.0.0.1:${address.port}/`);
});
