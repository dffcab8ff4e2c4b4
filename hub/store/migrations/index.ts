import type { Migration } from '../migrate.ts';
import { journal } from './0001-journal.ts';

/** In order; a released one never changes. */
export const migrations: readonly Migration[] = [journal];
