/** Which version of a matter (事项) holds on a day, and the version a case was taken in under. */
import type { JsonObject } from '../../kernel/json.ts';
import { textOf } from '../common/fields.ts';

/** A row of the registry: the newest version, with those before it, oldest first, in `earlier`. */
export const versionsOf = ({ earlier, ...newest }: JsonObject): readonly JsonObject[] => [
  ...((earlier as readonly JsonObject[] | undefined) ?? []).map((one) => ({
    ...one,
    isActive: newest['isActive'] ?? false,
  })),
  newest,
];

/** The day it begins to hold; '' = from when it was published. */
const beginOf = (version: JsonObject): string => textOf(version['effectiveFrom']);

/**
 * Of the versions whose day has come, the one that began last; of several of one day the one that was written last. Undefined while none of
 * them holds yet. `day`: `YYYY-MM-DD`.
 */
export const matterInForce = (row: JsonObject, day: string): JsonObject | undefined =>
  versionsOf(row)
    .filter((version) => beginOf(version) <= day)
    .reduce<JsonObject | undefined>(
      (best, version) => (best === undefined || beginOf(version) >= beginOf(best) ? version : best),
      undefined,
    );

/** The version that an entry began. */
export const matterVersion = (row: JsonObject, versionId: string): JsonObject | undefined =>
  versionsOf(row).find((version) => version['versionId'] === versionId);

export interface VersionSpan {
  readonly version: JsonObject;
  /** First day it holds; '' = from when it was published. */
  readonly from: string;
  /** The day from which another one holds instead; null = none yet. */
  readonly until: string | null;
}

/** Every version with the days it holds, the one that begins last first. One that another of the same day took the place of holds on none. */
export function versionSpans(row: JsonObject): readonly VersionSpan[] {
  const ordered = versionsOf(row).toSorted((one, other) =>
    beginOf(one) === beginOf(other) ? 0 : beginOf(one) < beginOf(other) ? -1 : 1,
  );
  const spans = ordered.map((version, at): VersionSpan => {
    const next = ordered[at + 1];
    return { version, from: beginOf(version), until: next === undefined ? null : beginOf(next) };
  });
  return spans.toReversed();
}

/** Versions that are announced and do not hold yet, the next first. */
export const comingVersions = (row: JsonObject, day: string): readonly JsonObject[] =>
  versionsOf(row)
    .filter((version) => beginOf(version) > day)
    .toSorted((one, other) => (beginOf(one) < beginOf(other) ? -1 : 1));
