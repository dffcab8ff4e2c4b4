/**
 * 台账: which entries and dues stand in which register, and the looks at full records by time. Until the rebuild reaches them, older cases stand in
 * no register; looks do at once.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const ledgers: Migration = {
  version: 12,
  name: 'ledgers',
  up: (write) => {
    write(sql`CREATE TABLE live_ledger (
      stream TEXT NOT NULL, ledger TEXT NOT NULL, entry TEXT NOT NULL, day TEXT NOT NULL,
      PRIMARY KEY (stream, ledger, entry)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX g0_ledgers_by_day ON live_ledger (ledger, day, stream, entry)`);
    write(sql`CREATE INDEX audit_looks ON audit (at, seq) WHERE type IN ('reveal', 'look', 'search')`);
  },
};
