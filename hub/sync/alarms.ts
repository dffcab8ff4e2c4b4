/** What a person has to look at. Ids and counts, never personal data. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { sql, type Transaction } from '../store/database.ts';
import { newId, nowOf, type Hub } from './hub.ts';

export type AlarmKind = 'fork' | 'clone' | 'poison' | 'sameNumber' | 'returnHole' | 'blobDamaged' | 'toldOther';

export async function raiseAlarm(
  hub: Hub,
  transaction: Transaction,
  what: AlarmKind,
  facts: JsonObject,
): Promise<void> {
  hub.log.warn({ alarm: what, ...facts }, 'alarm');
  await transaction.run(
    sql`INSERT INTO alarm (id, at, what, facts, settled)
      VALUES (${newId(hub.ports)}, ${nowOf(hub)}, ${what}, ${JSON.stringify(facts)}, false)`,
  );
}
