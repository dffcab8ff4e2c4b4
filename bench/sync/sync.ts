/** Desks and their hub: transfer beside PouchDB and COPY, a month offline drained, a crowd of desks, memory and disk. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stepCase } from '#desk/commands/case.ts';
import { newId } from '#desk/ids.ts';
import { all, sql } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { endLink } from '#desk/sync/of-desk.ts';
import { deskWith, fill, root } from '../support/bench-desk.ts';
import { milliseconds, table, type Figures, type Report } from '../support/figures.ts';
import { measureCopy } from './copy.ts';
import { endCrowd, makeCrowd, measureCrowd } from './crowd.ts';
import { bytesOf, databaseBytes, memoryOf, startBenchHub, type BenchHub } from './hub.ts';
import { measurePouch, type PouchRates } from './pouch.ts';
import {
  documentsOf,
  drain,
  measurePull,
  measurePush,
  openDeskAt,
  perSecond,
  type OpenDesk,
  type Rate,
} from './transfer.ts';

export interface SyncScale {
  /** Cases of the desk whose whole journal is pushed and pulled. */
  readonly cases: number;
  /** Entries of a month without the hub. */
  readonly offline: number;
  readonly desks: number;
  /** Seconds the crowd is watched, at ×1 and at ×100. */
  readonly watched: number;
}

export const township: SyncScale = { cases: 5000, offline: 3000, desks: 25, watched: 240 };

export interface SyncFigures {
  readonly scale: SyncScale;
  readonly start: number;
  readonly push: Rate;
  readonly pull: Rate;
  readonly copy: Rate;
  readonly pouch: PouchRates | undefined;
  readonly pouchSaid: string;
  readonly drained: Rate;
  readonly once: Figures;
  readonly hundred: Figures;
  /** Bytes; `entries` the hub held then. */
  readonly memory: number;
  readonly disk: number;
  /** Bytes of tables and indexes, and of these before the first entry. */
  readonly database: number;
  readonly empty: number;
  readonly entries: number;
}

export async function measureSync(scale: SyncScale, say: (line: string) => void): Promise<SyncFigures> {
  const dir = join(root, '.cache/bench/sync');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const source = await deskWith(scale.cases, say);
  cpSync(source, join(dir, 'first'), { recursive: true });
  await fill(join(dir, 'second'), 0, () => undefined);
  let hub = await startBenchHub(join(dir, 'hub'));
  const start = hub.startedIn;
  const empty = await databaseBytes(hub);
  const first = await openDeskAt(join(dir, 'first'));
  const push = await measurePush(hub, first.desk, first.core);
  say(`pushed ${perSecond(push).toFixed(0)} entries/s`);
  const second = await openDeskAt(join(dir, 'second'));
  const pull = await measurePull(hub, second.desk, second.core, push.entries);
  say(`pulled ${perSecond(pull).toFixed(0)} entries/s`);
  const others = await measureOthers(hub, documentsOf(first.core, push.entries), say);
  await endLink(first.desk.runtime);
  await hub.close();
  writeNotes(first, scale.offline);
  hub = await startBenchHub(join(dir, 'hub'), hub);
  const drained = await drain(first.desk, first.core);
  say(`drained ${String(drained.entries)} entries in ${drained.seconds.toFixed(1)} s`);
  const sizes = { memory: memoryOf(hub.dir), disk: bytesOf(hub.dir), database: await databaseBytes(hub) };
  const arrivals = await measureArrivals(hub, join(dir, 'crowd'), scale);
  await first.desk.close();
  await second.desk.close();
  await hub.close();
  rmSync(dir, { recursive: true, force: true });
  const entries = push.entries + drained.entries;
  return { scale, start, push, pull, ...others, drained, ...arrivals, ...sizes, empty, entries };
}

/** The same records as others take them. */
async function measureOthers(
  hub: BenchHub,
  documents: ReturnType<typeof documentsOf>,
  say: (line: string) => void,
): Promise<Pick<SyncFigures, 'copy' | 'pouch' | 'pouchSaid'>> {
  const copy = await measureCopy(hub.dir, documents);
  let pouchSaid = '';
  const pouch = await measurePouch(documents, (why) => (pouchSaid = why));
  say(
    pouch === undefined
      ? `PouchDB: ${pouchSaid}`
      : `PouchDB ${perSecond(pouch.push).toFixed(0)}, ${perSecond(pouch.pull).toFixed(0)} docs/s`,
  );
  return { copy, pouch, pouchSaid };
}

async function measureArrivals(
  hub: BenchHub,
  dir: string,
  { desks, watched }: SyncScale,
): Promise<Pick<SyncFigures, 'once' | 'hundred'>> {
  const crowd = await makeCrowd(hub, dir, desks);
  const once = await measureCrowd(crowd, 1, watched);
  const hundred = await measureCrowd(crowd, 100, Math.min(60, watched));
  await endCrowd(crowd);
  return { once, hundred };
}

/** What a month without the hub leaves: one entry an act, on cases that are there. */
function writeNotes({ core, viewer }: OpenDesk, count: number): void {
  const cases = all(core.store.read, sql<{ stream: string }>`SELECT stream FROM live_case ORDER BY row DESC LIMIT 500`);
  for (let written = 0; written < count; written += 1) {
    const stream = cases[written % cases.length]?.stream ?? '';
    const data = { text: '电话告知进度' };
    unwrap(stepCase(core, viewer, { act: newId(core.ports), stream, type: 'note', data }));
  }
}

const rate = (one: Rate): string => `${perSecond(one).toFixed(0)}/s`;
const times = (one: Rate, other: Rate | undefined): string =>
  other === undefined ? '–' : `${(perSecond(one) / perSecond(other)).toFixed(2)}×`;
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

export function reportSync(figures: SyncFigures): Report {
  const { push, pull, copy, pouch, drained, once, hundred, scale, entries } = figures;
  const perMillion = megabytes(((figures.database - figures.empty) / entries) * 1_000_000);
  return {
    title: 'Desks and their hub',
    text: [
      `One desk with ${String(scale.cases)} cases (${String(push.entries)} entries) joins a hub on its packaged PostgreSQL (fsync on), a second desk receives them; the same records through PouchDB 9 to a PouchDB server 4 (LevelDB), and by COPY into the same PostgreSQL. Everything on one machine of two cores. Pulling makes lists, due dates and search of each case; PouchDB stores documents.`,
      figures.pouchSaid === '' ? '' : `PouchDB could not be measured: ${figures.pouchSaid}`,
      table(
        ['', 'entries/s', 'against PouchDB', 'against COPY'],
        [
          ['push', rate(push), times(push, pouch?.push), times(push, copy)],
          ['pull', rate(pull), times(pull, pouch?.pull), times(pull, copy)],
          ['PouchDB push', pouch === undefined ? '–' : rate(pouch.push), '', ''],
          ['PouchDB pull', pouch === undefined ? '–' : rate(pouch.pull), '', ''],
          ['COPY', rate(copy), '', ''],
        ],
      ),
      `${String(drained.entries)} entries of a month offline were drained in ${drained.seconds.toFixed(1)} s. The hub answered ${(figures.start / 1000).toFixed(1)} s after its first start.`,
      table(
        ['arrivals', 'seen elsewhere', 'median', 'p95', 'p99'],
        [
          ['883 a day', String(once.count), milliseconds(once.median), milliseconds(once.p95), milliseconds(once.p99)],
          [
            '88,300 a day',
            String(hundred.count),
            milliseconds(hundred.median),
            milliseconds(hundred.p95),
            milliseconds(hundred.p99),
          ],
        ],
      ),
      `${String(scale.desks)} desks in one process, all of the hall; from the commit at one to the change at another.`,
      `Hub and PostgreSQL with ${String(entries)} entries: ${megabytes(figures.memory)} of memory; ${megabytes(figures.disk)} on the disk, of which tables and indexes ${megabytes(figures.database)} (${megabytes(figures.empty)} before the first entry), the rest mostly PostgreSQL's log, which is written over again. Reckoned from these, a million entries take ${perMillion}. Memory does not follow the entries: PostgreSQL's buffers are bounded.`,
    ]
      .filter((line) => line !== '')
      .join('\n\n'),
  };
}
