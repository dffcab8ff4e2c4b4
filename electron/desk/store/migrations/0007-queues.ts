/** Where a decided case stands (待到证, 待通知, 待领取, 在途) and what waits for a signature (待补签). Until a case is written again: nowhere. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const queues: Migration = {
  version: 7,
  name: 'queues',
  up: (write) => {
    write(sql`ALTER TABLE live_case ADD COLUMN queue TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE live_case ADD COLUMN queue_day TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE live_case ADD COLUMN tries TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE live_case ADD COLUMN unsigned_day TEXT NOT NULL DEFAULT ''`);
    write(sql`CREATE INDEX g0_cases_by_queue ON live_case (queue, queue_day, row) WHERE queue <> ''`);
    write(sql`CREATE INDEX g0_cases_unsigned ON live_case (unsigned_day, row) WHERE unsigned_day <> ''`);
  },
};
