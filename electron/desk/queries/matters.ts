/** Matters (事项) in force on a day, and the version a case was taken in under. */
import type { MatterLine } from '#shared/contract/matter.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { matterInForce, matterVersion } from '#shared/kinds/matter/in-force.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { deciders, villageWays } from '#shared/kinds/matter/stage.ts';
import { recordAt, recordOf } from '../commands/learn.ts';
import type { DeskCore } from '../core.ts';
import { matchesWords } from '../search/match-words.ts';
import { todayOf } from './standings.ts';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { recordsOf } from './names.ts';

export interface MattersAsked {
  readonly search: string;
  readonly codes?: readonly string[];
}

export function mattersInForce(core: DeskCore, { search, codes }: MattersAsked): MatterLine[] {
  const wanted = codes && new Set(codes);
  const today = todayOf(core);
  return recordsOf(core.store.read, 'matter').flatMap(({ key, label, value }) => {
    const isAsked = value['isActive'] === true && (wanted?.has(key) ?? true) && matchesWords(`${label} ${key}`, search);
    const version = isAsked ? matterInForce(value, today) : undefined;
    return version === undefined ? [] : [lineOf(version)];
  });
}

function lineOf(version: JsonObject): MatterLine {
  const facts = matterFactsSchema.parse(version);
  const { code, name, type, version: shown, versionId = '', isInstant = false, promised, statutory } = facts;
  return {
    ...{ code, name, type, version: shown, versionId, isInstant },
    category: textOf(version['category']),
    promised: promised ?? null,
    statutory: statutory ?? null,
    decides: deciders.find((one) => one === version['decides']) ?? 'here',
    village: villageWays.find((one) => one === version['village']) ?? 'direct',
  };
}

/** `versionId`: the entry that began the version. Without it, the version in force today. */
export function matterOf(core: DeskCore, code: string, versionId?: string): JsonObject | undefined {
  const { read } = core.store;
  const row = versionId === undefined ? recordOf(read, 'matter', code) : recordAt(core, read, 'matter', versionId);
  if (row === undefined) return undefined;
  const version = versionId === undefined ? matterInForce(row, todayOf(core)) : matterVersion(row, versionId);
  if (version === undefined) return undefined;
  const { earlier: _earlier, ...own } = version;
  return own;
}

/** With every version it has; null where no matter has the code. */
export function matterRow({ store }: DeskCore, code: string): { stream: string; value: Record<string, never> } | null {
  const row = get(
    store.read,
    sql<{
      stream: string;
      value: string;
    }>`SELECT stream, value FROM live_record WHERE kind = 'matter' AND key = ${code}`,
  );
  return row === undefined ? null : { stream: row.stream, value: JSON.parse(row.value) as Record<string, never> };
}

/** A row of a registry as it is kept: `value` is JSON. */
export interface RecordText {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** All rows without reading them: a thread of its own does that. */
export const recordTexts = (handle: ReadHandle, kind: string): RecordText[] =>
  all(handle, sql<RecordText>`SELECT stream, key, label, value FROM live_record WHERE kind = ${kind} ORDER BY key`).map(
    (row) => ({ ...row }),
  );

export const recordText = (handle: ReadHandle | Transaction, kind: string, key: string): string | undefined =>
  get(handle, sql<{ value: string }>`SELECT value FROM live_record WHERE kind = ${kind} AND key = ${key}`)?.value;
