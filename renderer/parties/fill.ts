/** Somebody the hall knows into the form of a petitioner (预填): pure, so that it can be tested without a screen. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '../fields/values.ts';

/** What a chosen party fills; who speaks for them is another matter each time. */
const filled = ['form', 'name', 'idType', 'idNumber', 'uscc', 'representative', 'phone', 'address', 'party'] as const;

/**
 * `isWhole`: what was typed was only to find them, and goes. Otherwise what was typed stays, a new telephone above all, and only what is empty
 * is filled.
 */
export function fillParty(typed: JsonObject, known: JsonObject, isWhole: boolean): JsonObject {
  const parts = filled.flatMap((name) => {
    const value = known[name];
    if (value === undefined) return [];
    const isTaken = isWhole || name === 'party' || isEmpty(typed[name]);
    return isTaken ? [[name, value] as const] : [];
  });
  return { ...typed, ...Object.fromEntries(parts) };
}

const isEmpty = (value: JsonObject[string] | undefined): boolean => value === undefined || value === '';

/** Another name or number is perhaps another human: nobody is taken for them until a person says so again. */
export function withoutParty(before: JsonObject, next: JsonObject): JsonObject {
  if (next['party'] === undefined) return next;
  const isSame = ['name', 'idNumber', 'uscc', 'form'].every((name) => textOf(before[name]) === textOf(next[name]));
  if (isSame || next['party'] !== before['party']) return next;
  const { party: _party, household: _household, ...rest } = next;
  return rest;
}

/** What finds somebody and is no name: digits of a number, pinyin. Its first hit is meant; a name is chosen with the arrows. */
export const isFragment = (typed: string): boolean =>
  /^[\dX]{4,}$|^[a-züv]{2,}$|^(?=.*\d)[A-Z\d-]{6,}$/i.test(typed.trim());

/** Worth asking about: half a surname finds half the town. */
export function isSearchable(typed: string): boolean {
  const text = typed.trim();
  // A name in letters, as a passport has it.
  if (/^[a-zü'’ ]{3,}$/i.test(text)) return true;
  return isFragment(text) || (/\p{Script=Han}/u.test(text) && [...text].length >= 2);
}
