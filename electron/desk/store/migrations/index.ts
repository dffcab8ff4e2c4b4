import type { Migration } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { linkTables } from './0003-link.ts';

export const migrations: readonly Migration[] = [journal, projections, linkTables];
