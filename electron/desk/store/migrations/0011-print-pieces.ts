/**
 * A paper in several copies goes to the printer one by one: `pieces` of them, `done` of which have come out. Nothing is sent twice when
 * the second fails. `printer`: where it was sent last, also when nothing came of it.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const printPieces: Migration = {
  version: 11,
  name: 'print-pieces',
  up: (write) => {
    write(sql`ALTER TABLE print_job ADD COLUMN printer TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE print_job ADD COLUMN pieces INTEGER NOT NULL DEFAULT 1`);
    write(sql`ALTER TABLE print_job ADD COLUMN done INTEGER NOT NULL DEFAULT 0`);
  },
};
