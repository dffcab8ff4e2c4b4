/**
 * Rebuilding the projections while work goes on. The `next_*` tables are filled stream by stream, each stream when the walk over
 * the journal comes to its newest entry: so a stream that changes meanwhile is met again, further on, and when the walk has reached
 * the end everything is there. Then, in one transaction, the tables change names; the old ones are dropped one by one.
 *
 * The walk's place is kept in the file, so a rebuild goes on after the program was closed. Whoever changes how a stream folds
 * without adding an entry to it has to begin the rebuild anew (`beginRebuild`).
 */
import { z } from 'zod';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import type { Store } from '../store/open.ts';
import { loadEntries } from './entries.ts';
import { createProjections, dropProjections, next, projectionVersion, renameNextToLive } from './projection-tables.ts';
import { putProjection } from './projections.ts';

/** What a rebuild works on. */
export interface RebuildCore {
  readonly store: Pick<Store, 'read' | 'write'>;
  readonly findKind: FindKind;
}

/** `done` of `of` entries walked; `isDone`: the new tables are in use and the old ones gone. */
export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
  readonly isDone: boolean;
}

/** The version of the tables in use. Files written before it was noted have the first. */
const versionSetting: SettingSpec<number> = { key: 'projectionVersion', schema: z.int(), usual: 1 };
/** Names of indexes are global in a file and stay with a renamed table: each rebuild has a number of its own. */
const generationSetting: SettingSpec<number> = { key: 'projectionGeneration', schema: z.int(), usual: 0 };

const stateSchema = z
  .discriminatedUnion('stage', [
    /** `after`: entries walked. `newFrom`: entries beyond were written since it began, so their streams may be there already. */
    z.strictObject({ stage: z.literal('fill'), version: z.int(), after: z.int(), newFrom: z.int() }),
    z.strictObject({ stage: z.literal('drop'), table: z.int() }),
  ])
  .nullable();
type State = z.infer<typeof stateSchema>;
type Filling = Extract<State, { stage: 'fill' }>;
const stateSetting: SettingSpec<State> = { key: 'rebuild', schema: stateSchema, usual: null };

/** For a new file, whose tables have just been made by this program. */
export const markProjections = (transaction: Transaction): void => {
  writeSetting(transaction, versionSetting, projectionVersion);
};

/** Whether the tables are of another version, or a rebuild was begun and is not over. Reads two rows. */
export const needsRebuild = (store: Pick<Store, 'read'>): boolean =>
  readSetting(store.read, versionSetting) !== projectionVersion || readSetting(store.read, stateSetting) !== null;

/** Begins one, or begins it anew. */
export function beginRebuild(core: RebuildCore): void {
  transact(core.store.write, function begin(transaction) {
    start(transaction);
  });
}

function start(transaction: Transaction): Filling {
  const generation = readSetting(transaction, generationSetting) + 1;
  for (const statement of [...dropProjections('old'), ...dropProjections('next')]) run(transaction, statement);
  for (const statement of createProjections(next, generation)) run(transaction, statement);
  const state: Filling = { stage: 'fill', version: projectionVersion, after: 0, newFrom: newestSeq(transaction) };
  writeSetting(transaction, generationSetting, generation);
  writeSetting(transaction, stateSetting, state);
  return state;
}

/** Gives a rebuild up; the tables in use are as they were. One whose tables are in use already only clears up, and goes on. */
export function cancelRebuild(core: RebuildCore): void {
  transact(core.store.write, function cancel(transaction) {
    if (readSetting(transaction, stateSetting)?.stage === 'drop') return;
    for (const statement of dropProjections('next')) run(transaction, statement);
    writeSetting(transaction, stateSetting, null);
  });
}

/**
 * One slice, one transaction: works for about `milliseconds` (one stream at least), so that the desk can answer between two.
 * `elapsed`: milliseconds on a clock that only runs forward. Begins a rebuild where none is under way.
 */
export function rebuildSome(core: RebuildCore, elapsed: () => number, milliseconds = 20): RebuildProgress {
  const end = elapsed() + milliseconds;
  return transact(core.store.write, function rebuild(transaction): RebuildProgress {
    const kept = readSetting(transaction, stateSetting);
    if (kept?.stage === 'drop') return dropOne(transaction, kept.table);
    const state = kept?.version === projectionVersion ? kept : start(transaction);
    const after = fill(core, transaction, state, () => elapsed() >= end);
    if (after !== null) {
      writeSetting(transaction, stateSetting, { ...state, after });
      return { done: after, of: Math.max(after, newestSeq(transaction)), isDone: false };
    }
    for (const statement of renameNextToLive()) run(transaction, statement);
    writeSetting(transaction, versionSetting, projectionVersion);
    writeSetting(transaction, stateSetting, { stage: 'drop', table: 0 });
    return { ...whole(transaction), isDone: false };
  });
}

const newestSeq = (transaction: Transaction): number =>
  get(transaction, sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM entry`)?.seq ?? 0;

const whole = (transaction: Transaction) => ({ done: newestSeq(transaction), of: newestSeq(transaction) });

const batch = 20;

interface LastEntry {
  readonly seq: number;
  readonly stream: string;
  readonly kind: string;
}

/** Streams in the order of their newest entries, as the desk itself last wrote them. Null when there are no more. */
function fill(core: RebuildCore, transaction: Transaction, state: Filling, isSpent: () => boolean): number | null {
  let { after } = state;
  for (;;) {
    const found = streamsAfter(transaction, after);
    if (found.length === 0) return null;
    for (const { seq, stream, kind: name } of found) {
      const kind = core.findKind(name);
      const folded = fold(core.findKind, loadEntries(transaction, stream));
      if (kind !== undefined && folded !== undefined) {
        putProjection(transaction, kind, folded, seq, seq <= state.newFrom, next);
      }
      after = seq;
      if (isSpent()) return after;
    }
  }
}

const streamsAfter = (transaction: Transaction, after: number): LastEntry[] =>
  all(
    transaction,
    sql<LastEntry>`SELECT seq, stream, kind FROM entry AS here WHERE seq > ${after}
      AND NOT EXISTS (SELECT 1 FROM entry AS later WHERE later.stream = here.stream AND later.seq > here.seq)
      ORDER BY seq LIMIT ${batch}`,
  );

function dropOne(transaction: Transaction, table: number): RebuildProgress {
  const statement = dropProjections('old')[table];
  if (statement !== undefined) run(transaction, statement);
  writeSetting(transaction, stateSetting, statement === undefined ? null : { stage: 'drop', table: table + 1 });
  return { ...whole(transaction), isDone: statement === undefined };
}

/** Rebuilds everything in slices, giving other work its turn between them. Answers false when it was cancelled. */
export async function rebuildAll(
  core: RebuildCore,
  elapsed: () => number,
  onProgress: (progress: RebuildProgress) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  beginRebuild(core);
  for (;;) {
    if (signal?.aborted === true && !isInUse(core.store.read)) {
      cancelRebuild(core);
      return false;
    }
    const progress = rebuildSome(core, elapsed);
    onProgress(progress);
    if (progress.isDone) return true;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** The new tables have taken the old ones' names: there is no way back. */
const isInUse = (read: ReadHandle): boolean => readSetting(read, stateSetting)?.stage === 'drop';
