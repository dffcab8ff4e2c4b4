/** Keeps the number of a change that is made beside this one, and changes nothing. */
import type { Migration } from '../migrate.ts';

export const held: Migration = { version: 7, name: 'held', up: () => undefined };
