/** The same schemas that the door asks, asked before anything is sent: so that the reason stands at its field at once. */
import type { z } from 'zod';
import type { JsonObject } from '#shared/kernel/json.ts';
import { refusalCodes } from '#shared/kernel/refusals.ts';
import type { DeskRefusal } from '../client/answer.ts';
import type { FieldPlace } from './types.ts';
import { askedPlaces } from './when.ts';

/** Refusals by path: `petitioner.idNumber`. Empty = everything fits. */
export type Refusals = Readonly<Record<string, DeskRefusal>>;

type FieldRefusal = DeskRefusal & { readonly field: string };

export function checkForm(places: readonly FieldPlace[], tidied: JsonObject): Refusals {
  const found = askedPlaces(places, tidied).flatMap((place) => checkField(place, tidied));
  // The first reason at a place is the one to mend; places stay in the order of the form.
  const first = found.filter((refusal, at) => found.findIndex(({ field }) => field === refusal.field) === at);
  return Object.fromEntries(first.map((refusal) => [refusal.field, refusal]));
}

function checkField({ name, spec, isRequired }: FieldPlace, tidied: JsonObject): FieldRefusal[] {
  const value = tidied[name];
  if (value === undefined) return isRequired ? [{ code: 'input.missing', field: name }] : [];
  const parsed = spec.schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map((issue) => refusalOf(name, issue));
}

function refusalOf(name: string, issue: z.core.$ZodIssue): FieldRefusal {
  const field = [name, ...issue.path.map(String)].join('.');
  const named: unknown = issue.code === 'custom' ? issue.params?.['refusal'] : undefined;
  const known = refusalCodes.find((code) => code === named);
  if (known !== undefined) return { code: known, field, details: detailsOf(issue) };
  if (issue.code === 'too_big')
    return { code: 'input.tooLong', field, details: { field: name, limit: Number(issue.maximum) } };
  const isMissing = issue.code === 'invalid_type' || issue.code === 'too_small';
  return isMissing ? { code: 'input.missing', field } : { code: 'input.invalid', field, details: { field: name } };
}

/** Blanks of the sentence, such as how many digits there are. */
function detailsOf(issue: z.core.$ZodIssue): Readonly<Record<string, string | number>> {
  const details: unknown = issue.code === 'custom' ? issue.params?.['details'] : undefined;
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(
    Object.entries(details).filter((pair): pair is [string, string | number] =>
      ['string', 'number'].includes(typeof pair[1]),
    ),
  );
}

/** The refusals of one field, by the path within it. */
export function refusalsOf(all: Refusals, name: string): Refusals {
  const own = Object.entries(all).filter(([path]) => path === name || path.startsWith(`${name}.`));
  return Object.fromEntries(own.map(([path, refusal]) => [path.slice(name.length + 1), refusal]));
}

/** The refusals whose places hold what they held when they were given: a reason must not outlive its mistake. The same object while all stand. */
export function stillStanding(refusals: Refusals, before: JsonObject, after: JsonObject): Refusals {
  const isSame = (path: string): boolean => JSON.stringify(at(before, path)) === JSON.stringify(at(after, path));
  const all = Object.entries(refusals);
  const standing = all.filter(([path]) => isSame(path));
  return standing.length === all.length ? refusals : Object.fromEntries(standing);
}

const at = (values: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (isContainer(value) ? Reflect.get(value, part) : undefined), values);
const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A refusal of the door names its field with or without `set.` before it. */
export const pathOf = (refusal: DeskRefusal): string => (refusal.field ?? '').replace(/^set\./, '');
