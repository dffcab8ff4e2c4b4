/** A matter from a file, held against the schemas of the kind: every fault with its field and its place within it. */
import { refusalOfIssues } from '../../../kernel/issue-refusal.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { clashesIn } from '../agreeing.ts';
import { matter } from '../index.ts';
import { fieldSpecs } from './sheets.ts';

export interface Located {
  readonly field: string;
  /** Within the field: of a list the line's index, then its part. */
  readonly path: readonly PropertyKey[];
  readonly refusal: Refusal;
}

const required = matter.rulesets[matter.rules]?.steps['published']?.requires ?? [];

export function wrongIn(set: JsonObject): readonly Located[] {
  const missing = required
    .filter((field) => set[field] === undefined || set[field] === null)
    .map((field): Located => ({ field, path: [], refusal: { code: 'input.missing', field } }));
  const unknown = Object.keys(set)
    .filter((field) => fieldSpecs[field] === undefined)
    .map((field): Located => ({ field, path: [], refusal: { code: 'input.unknownKey', details: { field }, field } }));
  const unfit = Object.entries(set).flatMap(([field, value]) => {
    const parsed = value === undefined ? undefined : fieldSpecs[field]?.schema.safeParse(value);
    const issues = parsed?.success === false ? parsed.error.issues : [];
    return issues.map((issue): Located => ({ field, path: issue.path, refusal: refusalOfIssues([issue], value) }));
  });
  const missingNames = new Set(missing.map(({ field }) => field));
  const fit = [...missing, ...unknown, ...unfit.filter(({ field }) => !missingNames.has(field))];
  const against = clashesIn((field) => set[field], Object.keys(set));
  return [...fit, ...against.map(({ field, code }): Located => ({ field, path: [], refusal: { code, field } }))];
}
