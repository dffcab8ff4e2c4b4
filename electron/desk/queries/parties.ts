/**
 * Finding people and bodies (主体) while somebody is typed: by a fragment said across the counter, or as like somebody who stands in a form.
 * Masked; whoever takes one over into a form looks at full data, and the caller writes that down.
 */
import { join, type Sql } from 'sql-template-tag';
import type { PartyLine } from '#shared/contract/party.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/identity/masking.ts';
import { convertLegacyId } from '#shared/identity/resident-id.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { PartyKeyWay } from '../journal/party-rows.ts';
import { soundOf, soundsTyped } from '../search/sound.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';
import { togetherWith } from './same-party.ts';
import { notAbout } from './viewer.ts';

interface PartyRow {
  readonly stream: string;
  readonly kind: string;
  readonly name: string;
  readonly main: string;
  readonly id_number: string;
  readonly phone: string;
  readonly birth: string;
  readonly last_on: string;
  readonly why: PartyLine['why'];
}

const mostRows = 60;
const mostShown = 6;

/** Like the cases they belong to: those of the viewer's station, or all. */
function visibleParties(viewer: Viewer): Sql {
  if (!viewer.may.has('case.read')) return sql`0`;
  return viewer.may.has('case.seeAllStations') ? sql`1` : sql`+p.station = ${viewer.station}`;
}

const rowsWhere = (read: ReadHandle, viewer: Viewer, why: PartyLine['why'], where: Sql): PartyRow[] =>
  all(
    read,
    sql<PartyRow>`SELECT p.stream, p.kind, p.name, m.name AS main, p.id_number, p.phone, p.birth, p.last_on, ${why} AS why
      FROM live_party p JOIN live_party m ON m.stream = p.stream AND m.is_main = 1
      WHERE ${where} AND ${visibleParties(viewer)} LIMIT ${mostRows}`,
  );

/** The end of what begins with a text, for a range over an index. */
const after = (text: string): string => `${text}\u{10FFFF}`;

/** What a person looks for: somebody a case may be about, or a party that is several (户). */
export type Sought = 'one' | 'several' | 'any';

export interface Find {
  readonly sought?: Sought;
  readonly most?: number;
}

/** Last four digits of a telephone or a paper, a whole number, some of a name from any character on, its pinyin or initials. */
export function findParties(core: DeskCore, viewer: Viewer, typed: string, find: Find = {}): PartyLine[] {
  const { sought = 'one', most = mostShown } = find;
  const text = typed.normalize('NFKC').trim();
  const { read } = core.store;
  const ways = waysToFind(text).map((where) => sql`${where} AND ${ofSort(core, sought)}`);
  return toLines(
    core,
    viewer,
    ways.flatMap((where) => rowsWhere(read, viewer, 'typed', where)),
    most,
  );
}

function ofSort({ kinds }: DeskCore, sought: Sought): Sql {
  if (sought === 'any') return sql`1`;
  const named = kinds.filter(
    ({ party }) => party !== undefined && (party.several === undefined) === (sought === 'one'),
  );
  return sql`+p.kind IN (${join(named.map(({ kind }) => kind))})`;
}

function waysToFind(text: string): readonly Sql[] {
  const number = text.toUpperCase();
  if (/^[\dX]{4}$/.test(number)) {
    return [
      sql`p.phone_end = ${number} AND p.phone_end <> ''`,
      sql`p.id_end = ${number} AND p.id_end <> ''`,
      byKey('phoneEnd', number),
      byKey('idEnd', number),
    ];
  }
  const legacy = convertLegacyId(number);
  if (legacy.ok) return waysToFind(legacy.value.number);
  if (/^[\dA-Z-]{6,}$/.test(number)) {
    return [
      sql`p.phone = ${number} AND p.phone <> ''`,
      sql`p.id_number = ${number} AND p.id_number <> ''`,
      ...(['phone', 'id', 'number'] as const).map((way) => byKey(way, number)),
      ...bySound(text),
    ];
  }
  if (/^[a-zü'’ ]{2,}$/i.test(text)) return bySound(text);
  if (!/\p{Script=Han}/u.test(text)) return [];
  return [sql`p.name >= ${text} AND p.name < ${after(text)}`, byKeyFrom('name', text)];
}

const byKey = (way: PartyKeyWay, key: string): Sql =>
  sql`(p.stream, p.name) IN (SELECT stream, name FROM live_party_key WHERE way = ${way} AND key = ${key})`;
const byKeyFrom = (way: PartyKeyWay, key: string): Sql =>
  sql`(p.stream, p.name) IN (SELECT stream, name FROM live_party_key WHERE way = ${way} AND key >= ${key} AND key < ${after(key)}
    LIMIT ${mostRows})`;

const bySound = (text: string): readonly Sql[] =>
  soundsTyped(text).flatMap((sound) => [
    sql`p.initials = ${sound}`,
    sql`p.sound >= ${sound} AND p.sound < ${after(sound)}`,
    byKey('initials', sound),
    byKeyFrom('sound', sound),
  ]);

export interface Somebody {
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  /** `YYYY-MM-DD`, as the paper says. */
  readonly birth?: string | undefined;
}

/** The same number; the same name and telephone; a name that sounds alike and the same birthday. The surest reason first. */
export function similarParties(
  core: DeskCore,
  viewer: Viewer,
  { idNumber, phone, name, birth }: Somebody,
): PartyLine[] {
  const { read } = core.store;
  const has = (text: string | undefined): text is string => text !== undefined && text !== '';
  const rows = [
    ...(has(idNumber)
      ? [sql`p.id_number = ${idNumber} AND p.id_number <> ''`, byKey('id', idNumber)].flatMap((where) =>
          rowsWhere(read, viewer, 'id', where),
        )
      : []),
    ...(has(phone) && has(name)
      ? rowsWhere(read, viewer, 'namePhone', sql`p.phone = ${phone} AND p.phone <> '' AND p.name = ${name}`)
      : []),
    ...(has(birth) && has(name)
      ? rowsWhere(read, viewer, 'sound', sql`p.sound = ${soundOf(name).whole} AND p.birth = ${birth} AND p.sound <> ''`)
      : []),
  ];
  // Another number is another person, whatever the name sounds like.
  const isOther = (row: PartyRow): boolean => has(idNumber) && row.id_number !== '' && row.id_number !== idNumber;
  return toLines(
    core,
    viewer,
    rows.filter((row) => row.why !== 'namePhone' || !isOther(row)).filter((row) => !isSeveral(core, row)),
    mostShown,
  );
}

/** A household is found by its members, and is none of them. */
const isSeveral = (core: DeskCore, { kind }: PartyRow): boolean => core.findKind(kind)?.party?.several !== undefined;

/** One line for each human, as far as anybody said or their paper says: the stream that was last heard of stands for the others. */
function toLines(core: DeskCore, viewer: Viewer, rows: readonly PartyRow[], most: number): PartyLine[] {
  const lines: { readonly streams: readonly string[]; readonly rows: PartyRow[] }[] = [];
  for (const row of rows) {
    const known = lines.find(({ streams }) => streams.includes(row.stream));
    if (known) known.rows.push(row);
    else lines.push({ streams: togetherWith(core, row.stream), rows: [row] });
  }
  return lines.slice(0, most).flatMap(({ streams, rows: group }) => {
    const [row] = group.toSorted((one, other) => (lateness(one) > lateness(other) ? -1 : 1));
    return row === undefined ? [] : [lineOf(core, viewer, row, group, streams)];
  });
}

/** Of two heard of in the same instant the one that was written later. */
const lateness = ({ last_on: on, stream }: PartyRow): string => `${on} ${stream}`;

function lineOf(
  core: DeskCore,
  viewer: Viewer,
  row: PartyRow,
  group: readonly PartyRow[],
  streams: readonly string[],
): PartyLine {
  const isNatural = core.findKind(row.kind)?.party?.isNatural ?? true;
  const [last] = casesOf(core, viewer, streams, 1);
  return {
    ...{ party: row.stream, kind: row.kind, why: group[0]?.why ?? row.why },
    name: isNatural ? maskName(row.main) : row.main,
    knownAs: row.name === row.main ? '' : maskName(row.name),
    idNumber: row.id_number === '' ? '' : maskIdNumber(row.id_number),
    phone: row.phone === '' ? '' : maskPhone(row.phone),
    lastMatter: last?.title ?? '',
    lastOn: last?.began_on ?? null,
  };
}

interface CaseOf {
  readonly stream: string;
  readonly title: string;
  readonly began_on: string;
}

/** Cases in which one of these streams stands, the last one first. */
export function casesOf(core: DeskCore, viewer: Viewer, parties: readonly string[], most: number): CaseOf[] {
  const station = viewer.may.has('case.seeAllStations') ? sql`1` : sql`c.station = ${viewer.station}`;
  return all(
    core.store.read,
    sql<CaseOf>`SELECT c.stream, c.title, c.began_on FROM live_person p JOIN live_case c ON c.stream = p.stream
      WHERE p.party IN (${join([...parties])}) AND p.party <> '' AND c.seal = '' AND c.voided = '' AND ${station}
        AND ${notAbout(viewer)}
      ORDER BY c.last_on DESC LIMIT ${most}`,
  );
}
