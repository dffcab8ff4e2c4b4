/** The first projection tables. Later shapes come by a new projection version, which is rebuilt (`journal/projections.ts`). */
import type { Migration } from '../migrate.ts';
import { createProjections, live } from '../../journal/projection-tables.ts';

export const projections: Migration = {
  version: 2,
  name: 'projections',
  up: (write) => {
    for (const statement of createProjections(live, 0)) write(statement);
  },
};
