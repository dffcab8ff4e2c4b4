/** What an edit of a matter begins with and what it sends: pure, so that it can be tested without a screen. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { changesBetween } from '#shared/kinds/matter/exchange/compare.ts';
import type { DeskRefusal } from '../../client/answer.ts';
import type { Refusals } from '../../fields/check.ts';
import { textOf } from '../../fields/values.ts';

/** The name the next version is offered: the next number, or the day. */
export const nextVersion = (version: string, today: string): string =>
  /^\d{1,6}$/.test(version) ? String(Number(version) + 1) : today;

/** 修订 begins with the fields of the newest version, named anew and in force from today. */
export const startRevision = (newest: JsonObject, today: string): JsonObject => ({
  ...newest,
  version: nextVersion(textOf(newest['version']), today),
  effectiveFrom: today,
});

/** What `revised` sets: what was changed, null where it was taken away, and always its name and its day. */
export function revisionOf(newest: JsonObject, edited: JsonObject, names: readonly string[]): JsonObject | undefined {
  const changes = changesBetween(newest, edited, names);
  if (changes.length === 0 && edited['effectiveFrom'] === newest['effectiveFrom']) return undefined;
  const set: Record<string, Json> = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
  return { ...set, version: edited['version'] ?? '', effectiveFrom: edited['effectiveFrom'] ?? null };
}

/** Two versions of one name could not be told apart. */
export const sameVersion = (newest: JsonObject, edited: JsonObject): Refusals =>
  textOf(edited['version']).trim() === textOf(newest['version'])
    ? {
        version: {
          code: 'record.exists',
          field: 'version',
          details: { key: textOf(edited['version']) },
        } satisfies DeskRefusal,
      }
    : {};
