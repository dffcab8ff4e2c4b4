/**
 * What the crash tests make the desk do. They know only this interface, so what they prove holds for whatever stands behind
 * `workload`, the last line.
 */
import { createHash } from 'node:crypto';
import { checkPages } from '#desk/store/copy.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '#desk/store/handles.ts';
import type { Migration } from '#desk/store/migrate.ts';
import { openStore, type Store } from '#desk/store/open.ts';
import type { Refusal, Result } from '#shared/kernel/result.ts';

export interface Running {
  /** Does act `i` in one transaction; doing it again changes nothing. Answers the acknowledgement, one line without blanks at its ends. */
  readonly act: (i: number) => string;
  /** An act that only makes room or hands on what is there: it must still work when the ballast was given up. */
  readonly drain: () => void;
  /** After a failure: opens and reads the file again. */
  readonly reopen: () => Result<void>;
  readonly close: () => void;
}

export interface Findings {
  /** Acknowledged acts that are not there. */
  readonly lost: number;
  /** Acts of which only a part is there, acknowledged or not. */
  readonly half: number;
  /** 1 when the file cannot be opened or read as a whole. */
  readonly corrupt: number;
  /** Acts found. */
  readonly kept: number;
  /** Why it is corrupt. */
  readonly refusal?: Refusal;
}

export interface Workload {
  readonly open: (dir: string) => Promise<Result<Running>>;
  /** Opens what a crash left, as the next start would, and compares it with what was acknowledged. */
  readonly check: (dir: string, acked: readonly string[]) => Promise<Findings>;
}

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

/** From a few bytes to several pages, so that overflow pages and checkpoints happen too. */
const textOf = (i: number, number: number): string =>
  `part ${String(number)} of act ${String(i)} `.repeat(1 + ((i * 7 + number * 13) % 60));

const digestOf = (texts: readonly string[]): string => createHash('sha256').update(texts.join('\n')).digest('hex');

export const openSmallStore = (dir: string, migrations: readonly Migration[] = [smallTables]): Promise<Result<Store>> =>
  openStore({ dir, key: crashKey, migrations, appBuild: 'crash', log: { warn: () => undefined }, elapsed: () => 0 });

function act(transaction: Transaction, i: number): string {
  const id = `act-${String(i)}`;
  if (get(transaction, sql`SELECT id FROM act WHERE id = ${id}`)) return id;
  const texts = Array.from({ length: partsOfAnAct }, (_, number) => textOf(i, number));
  run(transaction, sql`INSERT INTO act (id, digest) VALUES (${id}, ${digestOf(texts)})`);
  for (const [number, text] of texts.entries()) {
    run(transaction, sql`INSERT INTO part (act, number, text) VALUES (${id}, ${number}, ${text})`);
  }
  run(transaction, sql`UPDATE total SET acts = acts + 1`);
  return id;
}

async function open(dir: string): Promise<Result<Running>> {
  const opened = await openSmallStore(dir);
  if (!opened.ok) return opened;
  const store = opened.value;
  return {
    ok: true,
    value: {
      act: (i) => transact(store.write, (transaction) => act(transaction, i)),
      drain: () =>
        transact(store.write, (transaction) => void run(transaction, sql`UPDATE total SET drained = drained + 1`)),
      reopen: store.reopen,
      close: store.close,
    },
  };
}

async function check(dir: string, acked: readonly string[]): Promise<Findings> {
  const opened = await openSmallStore(dir);
  if (!opened.ok) return { lost: acked.length, half: 0, corrupt: 1, kept: 0, refusal: opened.refusal };
  try {
    const pages = checkPages(opened.value.read);
    if (!pages.ok) return { lost: acked.length, half: 0, corrupt: 1, kept: 0, refusal: pages.refusal };
    return compare(opened.value.read, acked);
  } finally {
    opened.value.close();
  }
}

function compare(read: ReadHandle, acked: readonly string[]): Findings {
  const acts = all(read, sql<{ id: string; digest: string }>`SELECT id, digest FROM act`);
  const parts = all(read, sql<{ act: string; text: string }>`SELECT act, text FROM part ORDER BY act, number`);
  const textsByAct = Map.groupBy(parts, (part) => part.act);
  const ids = new Set(acts.map(({ id }) => id));
  const half = acts.filter(
    ({ id, digest }) => digestOf((textsByAct.get(id) ?? []).map(({ text }) => text)) !== digest,
  ).length;
  const orphans = [...textsByAct.keys()].filter((id) => !ids.has(id)).length;
  const total = get(read, sql<{ acts: number }>`SELECT acts FROM total`)?.acts;
  return {
    lost: acked.filter((id) => !ids.has(id)).length,
    half: half + orphans + (total === acts.length ? 0 : 1),
    corrupt: 0,
    kept: acts.length,
  };
}

/** What runs in the crash tests. */
export const workload: Workload = { open, check };
