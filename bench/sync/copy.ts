/** Raw COPY of the same records into the same PostgreSQL: what disk and server give when nothing is asked of the entries. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findRunningPlace } from '../../hub/store/embedded/place.ts';
import type { Rate } from './transfer.ts';

export async function measureCopy(dataDir: string, documents: readonly object[]): Promise<Rate> {
  const place = findRunningPlace(dataDir);
  if (place === undefined) throw new Error('the hub does not run');
  // The server reads the file itself, under its own account.
  const folder = mkdtempSync(join(tmpdir(), 'tongban-copy-'));
  const file = join(folder, 'rows.txt');
  const client = new Client({ ...place });
  await client.connect();
  try {
    writeFileSync(file, documents.map((document) => `${escaped(JSON.stringify(document))}\n`).join(''), {
      mode: 0o644,
    });
    chmodSync(folder, 0o755);
    await client.query('CREATE TABLE raw_copy (line text)');
    const started = performance.now();
    await client.query(`COPY raw_copy FROM '${file}'`);
    const seconds = (performance.now() - started) / 1000;
    await client.query('DROP TABLE raw_copy');
    return { entries: documents.length, seconds };
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\');
