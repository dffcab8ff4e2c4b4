/**
 * How a desk and the hub agree: numbers both sides must hold.
 *
 * A desk pushes its entries in writing order; the hub gives each a `rev`, gapless within its stream, and a `pos` in the feed of every
 * scope the stream belongs to. A desk pulls feeds by `pos` and folds by `rev`. A push only settles the queue; an entry takes its place
 * when it comes back by pull, so the ordered part of a stream never has a hole. No clock decides anything.
 */

/** Protocol versions this program speaks, oldest and newest. `messages.test.ts` holds the hash of the schemas of the newest. */
export const protocols: readonly [min: number, max: number] = [1, 1];

/** What one PUSH may hold, unless one act alone is more: acts are never cut. */
export const pushLimit = { entries: 100, bytes: 1024 * 1024 } as const;

/** The largest act a desk may write and a hub takes; the body limit of the server follows from it. */
export const actLimit = { entries: 2000, bytes: 8 * 1024 * 1024 } as const;

/** Rows of one PULL. */
export const pullLimit = 500;

/** Contents of attachments: bytes of one piece before base64, of a whole one, and how many are asked about at once. */
export const blobLimit = { piece: 512 * 1024, whole: 50 * 1024 * 1024, asked: 100 } as const;

/** Seconds a PULL may be kept open by the hub. */
export const longestWait = 25;

/** An entry at which the hub failed this often is sent alone, and then asked to be put aside raw (`deferred`). */
export const poisonAfter = 5;

/** More than this share of the cases gone in one pull is not believed: a person is asked. */
export const removalShare = 0.2;

/** A desk's clock that is off by more than this is shown to people (milliseconds). */
export const offsetShown = 2 * 60 * 1000;

/** A signed call is good for this long, by the hub's time as the desk learnt it from HELLO (milliseconds). */
export const callWindow = 10 * 60 * 1000;

/** The version to speak, or undefined where there is none in common. */
export function commonProtocol(
  [ourMin, ourMax]: readonly [number, number],
  [theirMin, theirMax]: readonly [number, number],
): number | undefined {
  const newest = Math.min(ourMax, theirMax);
  return newest >= Math.max(ourMin, theirMin) ? newest : undefined;
}
