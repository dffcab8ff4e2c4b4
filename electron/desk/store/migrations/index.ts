import type { Migration } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';

export const migrations: readonly Migration[] = [journal, projections];
