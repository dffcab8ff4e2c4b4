/** What a schema found wrong, said as a refusal: one code for each way of being wrong, and the field it is about. */
import type { z } from 'zod';
import { refusalCodes } from './refusals.ts';
import type { Refusal } from './result.ts';

/** The part of an issue that is read here; validators of other makes have no more. */
export interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** Names in the program look like this; anything else in a path came from outside (the key of a record may be a name). */
const ownName = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;
const mostPaths = 20;

const segmentOf = (segment: unknown): string => {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  if (typeof key === 'number') return String(key);
  return typeof key === 'string' && ownName.test(key) ? key : '?';
};

/** Where one issue stands, as `petitioner.idNumber`; never a value. An unknown key is named where it stands. */
function pathsOfIssue(issue: Issue): readonly string[] {
  const path = (issue.path ?? []).map(segmentOf);
  const unknownKeys = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(segmentOf) : [];
  return unknownKeys.length > 0 ? unknownKeys.map((key) => [...path, key].join('.')) : [path.join('.')];
}

export const pathsOf = (issues: readonly Issue[]): readonly string[] =>
  [...new Set(issues.flatMap(pathsOfIssue))].sort().slice(0, mostPaths);

/** The first issue as a refusal; `input` is what was checked, so that what is missing can be told from what is wrong. */
export function refusalOfIssues(issues: readonly Issue[], input: unknown): Refusal {
  const [issue = {}] = issues;
  const field = pathsOfIssue(issue)[0] ?? '';
  const { code, details } = reasonOf(issue as z.core.$ZodIssue, input);
  return { code, details: { ...details, field }, ...(field ? { field } : {}) };
}

type Reason = Pick<Refusal, 'code'> & { readonly details?: NonNullable<Refusal['details']> };

function reasonOf(issue: z.core.$ZodIssue, input: unknown): Reason {
  switch (issue.code) {
    case 'custom':
      return namedReason(issue.params);
    case 'unrecognized_keys':
      return { code: 'input.unknownKey' };
    case 'too_big':
      return hasLength(issue.origin)
        ? { code: 'input.tooLong', details: { limit: Number(issue.maximum) } }
        : { code: 'input.invalid' };
    case 'too_small':
      return hasLength(issue.origin) && issue.minimum === 1 ? { code: 'input.missing' } : { code: 'input.invalid' };
    default:
      return { code: isMissing(issue.path, input) ? 'input.missing' : 'input.invalid' };
  }
}

const hasLength = (origin: string): boolean => origin === 'string' || origin === 'array';

/** A schema may name the refusal it stands for and the blanks of its sentence (`params`), such as a wrong check digit. */
function namedReason(params: Readonly<Record<string, unknown>> = {}): Reason {
  const code = refusalCodes.find((known) => known === params['refusal']) ?? 'input.invalid';
  const details: unknown = params['details'];
  if (typeof details !== 'object' || details === null) return { code };
  const blanks = Object.entries(details).filter((pair): pair is [string, string | number] =>
    ['string', 'number'].includes(typeof pair[1]),
  );
  return { code, details: Object.fromEntries(blanks) };
}

function isMissing(path: readonly PropertyKey[] = [], input: unknown): boolean {
  if (path.length === 0) return false;
  let at: unknown = input;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = Reflect.get(at, key);
  }
  return at === undefined;
}
