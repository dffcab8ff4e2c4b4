/**
 * DIGEST: what this desk holds of each scope, in buckets, against what the hub holds. Asked at rest, once a day and as soon as a hub was
 * put back. Streams of a bucket that differs are fetched whole; a bucket that differs then too is an alarm with both hashes, written to the
 * audit chain and shown until somebody has looked.
 */
import { z } from 'zod';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { differing, digestOf, type OrderedHash } from '#shared/sync/digest.ts';
import type { DigestAnswer } from '#shared/sync/messages.ts';
import type { DeskCore } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import type { SettingSpec } from '../settings.ts';
import { readCursor, readSetting, scopesSetting, writeSetting } from './link-state.ts';
import { linkOf, setLink } from './take-page.ts';

const comparedSchema = z.strictObject({
  /** The Beijing day, and what of it is done. */
  day: z.string(),
  scopes: z.array(z.string()),
  /** Scopes whose differing streams were fetched anew today. */
  mended: z.array(z.string()),
});
const comparedSetting: SettingSpec<z.infer<typeof comparedSchema>> = {
  key: 'link.compared',
  schema: comparedSchema,
  usual: { day: '', scopes: [], mended: [] },
};

/** Scopes to be compared as soon as the link rests: the hub was put back. */
const owedSetting: SettingSpec<readonly string[]> = {
  key: 'link.compareOwed',
  schema: z.array(z.string()),
  usual: [],
};

/** What still differed after fetching: scope, bucket and both hashes; null = nothing. */
const alarmSchema = z
  .strictObject({ scope: z.string(), bucket: z.int(), ours: z.string(), theirs: z.string(), at: z.string() })
  .nullable();
export const alarmSetting: SettingSpec<z.infer<typeof alarmSchema>> = {
  key: 'link.alarm',
  schema: alarmSchema,
  usual: null,
};

const todayOf = ({ ports }: DeskCore): string => dayOf(new Date(ports.clock.now()).toISOString());

const comparedToday = (core: DeskCore) => {
  const kept = readSetting(core.store.read, comparedSetting);
  const day = todayOf(core);
  return kept.day === day ? kept : { day, scopes: [], mended: [] };
};

/**
 * A hub that was put back has streams again that had left this desk's scopes when it passed their rows over, and no feed tells of them:
 * all is compared, whatever was compared and mended today.
 */
export function oweComparison(transaction: Transaction): void {
  writeSetting(transaction, comparedSetting, comparedSetting.usual);
  writeSetting(transaction, owedSetting, readSetting(transaction, scopesSetting));
}

/** The next scope to be compared now; undefined where all are. */
export const dueScope = (core: DeskCore): string | undefined => owedScope(core) ?? scopeOfDay(core);

/** One that is not granted any more is not asked about. */
function owedScope({ store: { read } }: DeskCore): string | undefined {
  const granted = readSetting(read, scopesSetting);
  return readSetting(read, owedSetting).find((scope) => granted.includes(scope));
}

function scopeOfDay(core: DeskCore): string | undefined {
  const { scopes } = comparedToday(core);
  return readSetting(core.store.read, scopesSetting).find((scope) => !scopes.includes(scope));
}

/** How many rows are read before other work has its turn. */
const slice = 2000;

/** What this desk holds of a scope, in buckets. Nothing is taken meanwhile: the one runner is here. */
export async function digestHere(core: DeskCore, scope: string): Promise<string[]> {
  const found: OrderedHash[][] = [];
  let after = '';
  for (;;) {
    const rows = streamsAfter(core.store.read, scope, after);
    const last = rows.at(-1);
    if (last === undefined) break;
    found.push(rows);
    after = last.stream;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  return digestOf(core.ports.sm3, found.flat());
}

/** Whole streams, so that none is cut between two slices. */
function streamsAfter(read: ReadHandle, scope: string, after: string): OrderedHash[] {
  const end = get(
    read,
    sql<{ last: string | null }>`SELECT max(stream) AS last FROM (SELECT stream FROM stream_scope
      WHERE scope = ${scope} AND stream > ${after} ORDER BY stream LIMIT ${slice / 10})`,
  );
  if (end?.last === null || end === undefined) return [];
  return all(
    read,
    sql<OrderedHash>`SELECT e.stream, e.rev, e.hash FROM stream_scope s JOIN entry e ON e.stream = s.stream
      WHERE s.scope = ${scope} AND s.stream > ${after} AND s.stream <= ${end.last} AND e.rev IS NOT NULL ORDER BY e.stream`,
  );
}

export const cursorOf = (core: DeskCore, scope: string): number => readCursor(core.store.read)[scope] ?? 0;

export interface Difference {
  readonly buckets: readonly number[];
  readonly ours: readonly string[];
  readonly theirs: DigestAnswer;
}

export const differenceOf = (ours: readonly string[], theirs: DigestAnswer): Difference => ({
  buckets: differing(ours, theirs.buckets),
  ours,
  theirs,
});

/** Equal, or different a second time: this scope is done for today. */
export function keepCompared(core: DeskCore, scope: string, { buckets, ours, theirs }: Difference): void {
  const [bucket] = buckets;
  const at = new Date(core.ports.clock.now()).toISOString();
  transact(core.store.write, (transaction) => {
    const { day, scopes, mended } = comparedToday(core);
    writeSetting(transaction, comparedSetting, { day, scopes: [...scopes, scope], mended });
    const owed = readSetting(transaction, owedSetting).filter((one) => one !== scope);
    writeSetting(transaction, owedSetting, owed);
    if (bucket === undefined) return;
    const alarm = { scope, bucket, ours: ours[bucket] ?? '', theirs: theirs.buckets[bucket] ?? '', at };
    writeSetting(transaction, alarmSetting, alarm);
    const { writer, ports } = core;
    writeAudit(transaction, ports.sm3, { writer: writer.id, at, by: 'desk', type: 'linkDiffers', data: alarm });
  });
}

export const isMended = (core: DeskCore, scope: string): boolean => comparedToday(core).mended.includes(scope);

/** Streams of the differing buckets, those of the hub and ours, are fetched whole; then the scope is compared once more. */
export function fetchAnew(core: DeskCore, scope: string, buckets: readonly number[], theirs: readonly string[]): void {
  transact(core.store.write, function fetchAnew(transaction) {
    const marks = buckets.map((bucket) => bucket.toString(16).padStart(2, '0'));
    const ours = marks.flatMap((mark) =>
      all(
        transaction,
        sql<{
          stream: string;
        }>`SELECT stream FROM stream_scope WHERE scope = ${scope} AND substr(stream, -2) = ${mark}`,
      ).map(({ stream }) => stream),
    );
    for (const stream of new Set([...ours, ...theirs])) {
      run(
        transaction,
        sql`INSERT INTO stream_scope (stream, scope, pos) VALUES (${stream}, ${scope}, 0) ON CONFLICT (stream, scope) DO NOTHING`,
      );
      setLink(transaction, stream, { upto: linkOf(transaction, stream)?.upto ?? 0, state: 'refetch' });
    }
    const { day, scopes, mended } = comparedToday(core);
    writeSetting(transaction, comparedSetting, { day, scopes, mended: [...mended, scope] });
  });
}
