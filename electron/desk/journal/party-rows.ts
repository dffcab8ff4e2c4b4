/** Rows of a party (主体): one for each name somebody is known by, what else they are found by, and what was said of others being the same. */
import type { PartyRow } from '#shared/kinds/mechanism/parties.ts';
import type { Rows } from '#shared/kinds/mechanism/project.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { otherSoundsOf, soundOf } from '../search/sound.ts';
import { run, sql, type Transaction } from '../store/handles.ts';
import type { Tables } from './projection-tables.ts';

/** So many digits of a telephone or a paper are said across the counter. */
const endLength = 4;
export const endOf = (number: string): string => (number.length > endLength ? number.slice(-endLength) : '');

export function putParty(
  transaction: Transaction,
  tables: Tables,
  { party, partyLinks, partyMembers }: Rows,
  { stream, kind, station, lastOn }: StreamState,
): void {
  for (const { other, isSame, at } of partyLinks) {
    run(
      transaction,
      sql`INSERT INTO ${tables.partyLinks} (stream, other, is_same, at) VALUES (${stream}, ${other}, ${Number(isSame)}, ${at})`,
    );
  }
  for (const member of new Set(partyMembers.map(({ party: one }) => one).filter((one) => one !== ''))) {
    run(transaction, sql`INSERT INTO ${tables.partyMembers} (stream, member) VALUES (${stream}, ${member})`);
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
  for (const { way, key, name: known } of keysOf(party)) {
    run(
      transaction,
      sql`INSERT OR IGNORE INTO ${tables.partyKeys} (stream, way, key, name) VALUES (${stream}, ${way}, ${key}, ${known})`,
    );
  }
}

/** What a key is: compared whole, but `name` and `sound` by their beginning. `id` is theirs alone, a `number` others share. */
export type PartyKeyWay = 'id' | 'number' | 'idEnd' | 'phone' | 'phoneEnd' | 'name' | 'sound' | 'initials';
interface PartyKey {
  readonly way: PartyKeyWay;
  readonly key: string;
  /** The name they are known by whom it finds. */
  readonly name: string;
}

/** What the row of the name itself does not say already. */
function keysOf({ name, otherNames, otherNumbers, sharedNumbers, otherPhones }: PartyRow): readonly PartyKey[] {
  const numbers = [
    ...otherNumbers.map((key) => ({ way: 'id' as const, key, name })),
    ...sharedNumbers.map((key) => ({ way: 'number' as const, key, name })),
    ...[...otherNumbers, ...sharedNumbers].map((key) => ({ way: 'idEnd' as const, key: endOf(key), name })),
  ];
  const phones = otherPhones.flatMap((phone) => [
    { way: 'phone' as const, key: phone, name },
    { way: 'phoneEnd' as const, key: endOf(phone), name },
  ]);
  return [...numbers, ...phones, ...[name, ...otherNames].flatMap(keysOfName)].filter(({ key }) => key !== '');
}

/** Longer names of bodies are found from further on by nobody. */
const mostTails = 30;

/** From each later character on (lessons.md 29: 人民 within 中国人民解放军), and in other sounds. */
function keysOfName(name: string): readonly PartyKey[] {
  const characters = [...name];
  const tails = characters.slice(1, -1).slice(0, mostTails);
  return [
    ...tails.map((_, at) => ({ way: 'name' as const, key: characters.slice(at + 1).join(''), name })),
    ...otherSoundsOf(name).flatMap(({ whole, initials }) => [
      { way: 'sound' as const, key: whole, name },
      { way: 'initials' as const, key: initials, name },
    ]),
  ];
}
