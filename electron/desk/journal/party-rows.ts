/** Rows of a party (主体): one for each name somebody is known by, and what was said of others being the same. */
import type { Rows } from '#shared/kinds/mechanism/project.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { soundOf } from '../search/sound.ts';
import { run, sql, type Transaction } from '../store/handles.ts';
import type { Tables } from './projection-tables.ts';

/** So many digits of a telephone or a paper are said across the counter. */
const endLength = 4;
export const endOf = (number: string): string => (number.length > endLength ? number.slice(-endLength) : '');

export function putParty(
  transaction: Transaction,
  tables: Tables,
  { party, partyLinks }: Rows,
  { stream, kind, station, lastOn }: StreamState,
): void {
  for (const { other, isSame, at } of partyLinks) {
    run(
      transaction,
      sql`INSERT INTO ${tables.partyLinks} (stream, other, is_same, at) VALUES (${stream}, ${other}, ${Number(isSame)}, ${at})`,
    );
  }
  if (party === undefined) return;
  const { name, otherNames, idNumber, phone, birth } = party;
  for (const known of new Set([name, ...otherNames])) {
    const { whole, initials } = soundOf(known);
    run(
      transaction,
      sql`INSERT INTO ${tables.parties} (stream, name, is_main, kind, station, sound, initials, id_number, id_end, phone, phone_end,
        birth, last_on) VALUES (${stream}, ${known}, ${Number(known === name)}, ${kind}, ${station}, ${whole}, ${initials},
        ${idNumber}, ${endOf(idNumber)}, ${phone}, ${endOf(phone)}, ${birth}, ${lastOn})`,
    );
  }
}
