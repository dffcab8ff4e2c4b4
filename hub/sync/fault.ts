/** What is written down of a message that the hub failed at. */
import { BodyDamaged } from './stored.ts';
import type { Hub } from './hub.ts';

export function logFault(hub: Hub, facts: object, error: unknown): void {
  const what = error instanceof BodyDamaged ? 'a stored body does not open' : 'a call failed';
  // The message of an error can hold what was in a row; its place in the code cannot.
  hub.log.error({ ...facts, error: error instanceof Error ? error.name : 'unknown', at: placeOf(error) }, what);
}

const placeOf = (error: unknown): string =>
  error instanceof Error
    ? ((error.stack ?? '')
        .split('\n')
        .find((line) => line.includes(' at '))
        ?.trim() ?? '')
    : '';
