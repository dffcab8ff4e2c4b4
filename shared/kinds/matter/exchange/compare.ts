/** What a file would change in the registry, and the steps that would do it. */
import type { Json, JsonObject } from '../../../kernel/json.ts';
import { canonical } from '../../../journal/entry.ts';
import { textOf } from '../../common/fields.ts';
import { versionsOf } from '../in-force.ts';
import type { ReadMatter } from './read.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: Json | null;
  readonly after: Json | null;
}

/** An empty list, text or record says as much as nothing. */
const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const same = (one: Json | undefined, other: Json | undefined): boolean =>
  isEmpty(one) ? isEmpty(other) : !isEmpty(other) && canonical(one as Json) === canonical(other as Json);

/** What a version is called and from when it holds is said by whoever brings it in force, and is no difference between two of them. */
const unsaid = new Set(['code', 'version', 'effectiveFrom']);

/** Fields of `names` that are otherwise in `after` than in `before`; what is left out of `after` is taken back. */
export const changesBetween = (
  before: JsonObject,
  after: JsonObject,
  names: readonly string[],
): readonly FieldChange[] =>
  names
    .filter((field) => !unsaid.has(field) && !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));

export type Comparison =
  | { readonly state: 'new' }
  | { readonly state: 'same' }
  | { readonly state: 'changed'; readonly changes: readonly FieldChange[] };

/** `row`: the newest version as the registry has it; undefined where it has none. */
export function compareMatter(row: JsonObject | undefined, { given, set }: ReadMatter): Comparison {
  if (row === undefined) return { state: 'new' };
  const changes = changesBetween(row, set, given);
  // A file that names a matter that was retired here wants it in use again.
  const back = row['isActive'] === false ? [{ field: 'isActive', before: false, after: true }] : [];
  return changes.length + back.length === 0 ? { state: 'same' } : { state: 'changed', changes: [...back, ...changes] };
}

/** What the person says of all versions that an import brings. */
export interface Naming {
  /** From which day they hold. */
  readonly effectiveFrom: string;
  /** Their name where the file gives a version no new one. */
  readonly version: string;
}

export interface MatterStep {
  readonly type: 'published' | 'revised' | 'hinted';
  readonly data: { readonly set: JsonObject };
}

/** 经办提示 is the hall's own and makes no version; anything else begins one. `row`: what was compared with. */
export function stepFor(
  comparison: Comparison,
  { set }: ReadMatter,
  naming: Naming,
  row: JsonObject = {},
): MatterStep | undefined {
  if (comparison.state === 'same') return undefined;
  const { effectiveFrom } = naming;
  if (comparison.state === 'new') return { type: 'published', data: { set: { effectiveFrom, ...set } } };
  const { changes } = comparison;
  const changed = Object.fromEntries(
    changes.filter(({ field }) => field !== 'isActive').map(({ field, after }) => [field, after]),
  );
  if (changes.every(({ field }) => field === 'hints')) return { type: 'hinted', data: { set: changed } };
  return { type: 'revised', data: { set: { ...changed, version: nameFor(set, naming, row), effectiveFrom } } };
}

/** The file's own name where no version here has it, else the one the person gives; never one that is there already. */
function nameFor(set: JsonObject, { version }: Naming, row: JsonObject): string {
  const taken = new Set(versionsOf(row).map((one) => textOf(one['version'])));
  const own = textOf(set['version']);
  const wanted = own === '' || taken.has(own) ? version : own;
  let name = wanted;
  for (let at = 2; taken.has(name); at += 1) name = `${wanted}-${String(at)}`;
  return name;
}
