/** What happened to a limit since it began to run: pauses (特别程序) and extensions (延期). Until a case is written again it has none. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const pauses: Migration = {
  version: 6,
  name: 'pauses',
  up: (write) => {
    write(sql`ALTER TABLE live_due ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0`);
    write(sql`ALTER TABLE live_due ADD COLUMN stops TEXT NOT NULL DEFAULT ''`);
  },
};
