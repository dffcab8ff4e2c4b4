/**
 * Finding people and bodies (主体) while somebody is typed: by a fragment said across the counter, or as like somebody who stands in a form.
 * Masked; whoever takes one over into a form looks at full data, and the caller writes that down.
 */
import { join, type Sql } from 'sql-template-tag';
import type { PartyLine } from '#shared/contract/party.ts';
import { maskIdNumber, maskName, maskPhone } from '#shared/identity/masking.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { soundOf } from '../search/sound.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';
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

/** Last four digits of a telephone or a paper, a whole number, a beginning of a name, its pinyin or initials. */
export function findParties(core: DeskCore, viewer: Viewer, typed: string): PartyLine[] {
  const text = typed.normalize('NFKC').trim();
  const { read } = core.store;
  const found = waysToFind(text).flatMap((where) => rowsWhere(read, viewer, 'typed', where));
  return toLines(core, viewer, found);
}

function waysToFind(text: string): readonly Sql[] {
  const number = text.toUpperCase();
  if (/^[\dX]{4}$/.test(number))
    return [sql`p.phone_end = ${number} AND p.phone_end <> ''`, sql`p.id_end = ${number} AND p.id_end <> ''`];
  if (/^[\dA-Z]{6,}$/.test(number)) {
    return [
      sql`p.phone = ${number} AND p.phone <> ''`,
      sql`p.id_number = ${number} AND p.id_number <> ''`,
      ...bySound(text),
    ];
  }
  if (/^[a-züv]{2,}$/i.test(text)) return bySound(text);
  return /\p{Script=Han}/u.test(text) ? [sql`p.name >= ${text} AND p.name < ${after(text)}`] : [];
}

function bySound(text: string): readonly Sql[] {
  const sound = text.toLowerCase().replaceAll('ü', 'v');
  if (!/^[a-z]+$/.test(sound)) return [];
  return [sql`p.initials = ${sound}`, sql`p.sound >= ${sound} AND p.sound < ${after(sound)}`];
}

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
    ...(has(idNumber) ? rowsWhere(read, viewer, 'id', sql`p.id_number = ${idNumber} AND p.id_number <> ''`) : []),
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
    rows.filter((row) => row.why !== 'namePhone' || !isOther(row)),
  );
}

/** One line for each human, as far as anybody said or their paper says: the stream that was last heard of stands for the others. */
function toLines(core: DeskCore, viewer: Viewer, rows: readonly PartyRow[]): PartyLine[] {
  const groupOf = groupsOf(core.store.read, rows);
  const lines = new Map<string, PartyRow[]>();
  for (const row of rows) {
    const group = groupOf(row);
    lines.set(group, [...(lines.get(group) ?? []), row]);
  }
  return [...lines.values()].slice(0, mostShown).flatMap((group) => {
    const [row] = group.toSorted((one, other) => (lateness(one) > lateness(other) ? -1 : 1));
    return row === undefined ? [] : [lineOf(core, viewer, row, group)];
  });
}

/** Of two heard of in the same instant the one that was written later. */
const lateness = ({ last_on: on, stream }: PartyRow): string => `${on} ${stream}`;

function lineOf(core: DeskCore, viewer: Viewer, row: PartyRow, group: readonly PartyRow[]): PartyLine {
  const streams = [...new Set(group.map(({ stream }) => stream))];
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

/** Same paper, or said to be the same; the last word about a pair holds, and 不是同一人 parts even those of one number. */
function groupsOf(read: ReadHandle, rows: readonly PartyRow[]): (row: PartyRow) => string {
  const streams = [...new Set(rows.map(({ stream }) => stream))];
  const said = saidBetween(read, streams);
  const parent = new Map(streams.map((stream) => [stream, stream]));
  const root = (stream: string): string => {
    const up = parent.get(stream) ?? stream;
    return up === stream ? stream : root(up);
  };
  for (const [at, one] of rows.entries()) {
    for (const other of rows.slice(at + 1)) {
      const word = said.get(pairOf(one.stream, other.stream));
      const isSame = word ?? (one.id_number !== '' && one.id_number === other.id_number);
      if (isSame) parent.set(root(one.stream), root(other.stream));
    }
  }
  return ({ stream }) => root(stream);
}

const pairOf = (one: string, other: string): string => [one, other].sort().join(' ');

function saidBetween(read: ReadHandle, streams: readonly string[]): ReadonlyMap<string, boolean> {
  if (streams.length === 0) return new Map();
  const words = all(
    read,
    sql<{ stream: string; other: string; is_same: number }>`SELECT stream, other, is_same FROM live_party_link
      WHERE stream IN (${join([...streams])}) ORDER BY at`,
  );
  return new Map(words.map(({ stream, other, is_same: isSame }) => [pairOf(stream, other), isSame === 1]));
}
