/** Tables made up for the migration tests, with rows to lose; everything else in this folder runs the real desk. */
import { createHash } from 'node:crypto';
import { run, sql, transact } from '#desk/store/handles.ts';
import type { Migration } from '#desk/store/migrate.ts';
import { openStore, type Store } from '#desk/store/open.ts';
import type { Result } from '#shared/kernel/result.ts';

export const crashKey = new Uint8Array(32).map((_, at) => at * 7 + 1);

const partsOfAnAct = 4;

export const smallTables: Migration = {
  version: 1,
  name: 'small tables',
  up(write) {
    write(sql`CREATE TABLE act (id TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE part (act TEXT NOT NULL REFERENCES act (id), number INTEGER NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (act, number)) STRICT`);
    write(
      sql`CREATE TABLE total (one INTEGER PRIMARY KEY CHECK (one = 1), acts INTEGER NOT NULL, drained INTEGER NOT NULL) STRICT`,
    );
    write(sql`INSERT INTO total (one, acts, drained) VALUES (1, 0, 0)`);
  },
};

/** From a few bytes to several pages, so that overflow pages happen too. */
const textOf = (i: number, number: number): string =>
  `part ${String(number)} of act ${String(i)} `.repeat(1 + ((i * 7 + number * 13) % 60));

export const openSmallStore = (dir: string, migrations: readonly Migration[] = [smallTables]): Promise<Result<Store>> =>
  openStore({ dir, key: crashKey, migrations, appBuild: 'crash', log: { warn: () => undefined }, elapsed: () => 0 });

export function putSmallAct(store: Store, i: number): void {
  const id = `act-${String(i)}`;
  const texts = Array.from({ length: partsOfAnAct }, (_, number) => textOf(i, number));
  const digest = createHash('sha256').update(texts.join('\n')).digest('hex');
  transact(store.write, (transaction) => {
    run(transaction, sql`INSERT INTO act (id, digest) VALUES (${id}, ${digest})`);
    for (const [number, text] of texts.entries()) {
      run(transaction, sql`INSERT INTO part (act, number, text) VALUES (${id}, ${number}, ${text})`);
    }
    run(transaction, sql`UPDATE total SET acts = acts + 1`);
  });
}
