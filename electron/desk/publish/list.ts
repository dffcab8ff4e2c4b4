/** Who stands in a published list, and how: masked before anything is laid out. */
import type { PublicAsked } from '#shared/contract/publish.ts';
import { checkResidentId } from '#shared/identity/resident-id.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { isBody, numberOfPetitioner, petitionerSchema, type Petitioner } from '#shared/kinds/common/petitioner.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import type { PublicColumn } from '#shared/publish/columns.ts';
import { maskEnds, publicAddress, publicName, type PublicPattern } from '#shared/publish/mask.ts';
import { addYears, type PlainDate } from '#shared/time/plain-date.ts';
import words from '#shared/words/zh-CN/cases.json' with { type: 'json' };
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { todayOf } from '../queries/standings.ts';
import { visibleTo } from '../queries/viewer.ts';
import { all, sql } from '../store/handles.ts';
import type { PublicList } from './list-shape.ts';
import { patternNow } from './patterns.ts';

const mostRows = 2000;

export interface Listed {
  readonly list: PublicList;
  readonly streams: readonly string[];
  readonly minors: number;
}

/** Refusals: publish.none, publish.tooMany. */
export function publicList(core: DeskCore, viewer: Viewer, asked: PublicAsked): Result<Listed> {
  const rows = all(
    core.store.read,
    sql<Row>`SELECT c.stream, c.title, c.status, c.began_day AS day FROM live_case c
      WHERE c.matter = ${asked.matter} AND c.began_day BETWEEN ${asked.from} AND ${asked.to} AND c.voided = '' AND c.seal = ''
        AND ${visibleTo(viewer)} ORDER BY c.number LIMIT ${mostRows + 1}`,
  );
  if (rows.length > mostRows) return refuse('publish.tooMany', { most: mostRows });
  const found = rows.flatMap((row) => personOf(core, viewer, row, asked));
  const today = todayOf(core);
  const grown = found.filter(({ petitioner }) => !isMinor(petitioner, today));
  if (grown.length === 0) return refuse('publish.none');
  const pattern = patternNow(core.store.read);
  const list = {
    title: asked.title,
    heads: asked.columns.map((column) => words[`publish.column.${column}`]),
    rows: grown.map((person, index) => asked.columns.map((column) => textOf[column](person, pattern, index))),
    notes: [asked.note, asked.phone === '' ? '' : `监督电话：${asked.phone}`].filter((note) => note !== ''),
  };
  return ok({ list, streams: grown.map(({ row }) => row.stream), minors: found.length - grown.length });
}

interface Row {
  readonly stream: string;
  readonly title: string;
  readonly status: string;
  readonly day: string;
}

interface Person {
  readonly row: Row;
  readonly petitioner: Petitioner;
}

function personOf(core: DeskCore, viewer: Viewer, row: Row, { scope }: PublicAsked): Person[] {
  const found = loadVisible(core, viewer, core.store.read, row.stream);
  if (!found.ok) return [];
  const { kind, state } = found.value;
  const isIn = scope === 'all' || (scope === 'granted' ? row.status === 'granted' : isPublishing(kind.stages?.(state)));
  const petitioner = petitionerOf(state);
  return isIn && petitioner !== undefined ? [{ row, petitioner }] : [];
}

const isPublishing = (stages: readonly { readonly kind: string; readonly state: string }[] = []): boolean =>
  stages.some(({ kind, state }) => kind === 'publicity' && state === 'now');

const petitionerOf = (state: StreamState): Petitioner | undefined =>
  petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;

/** 未成年人保护法 art. 103: nothing that tells who a child is. Who shows no number is taken for grown. */
function isMinor(petitioner: Petitioner, today: PlainDate): boolean {
  const checked = isBody(petitioner) ? undefined : checkResidentId(petitioner.idNumber ?? '');
  const birth = checked?.ok ? checked.value.birth : null;
  return birth !== null && addYears(birth, 18) > today;
}

type Text = (person: Person, pattern: PublicPattern, index: number) => string;

const textOf: Readonly<Record<PublicColumn, Text>> = {
  serial: (_person, _pattern, index) => String(index + 1),
  name: ({ petitioner }, pattern) => (isBody(petitioner) ? petitioner.name : publicName(petitioner.name, pattern)),
  idNumber: ({ petitioner }, { idNumber }) => maskEnds(numberOfPetitioner(petitioner) ?? '', idNumber),
  phone: ({ petitioner }, { phone }) => maskEnds(petitioner.phone ?? '', phone),
  address: ({ petitioner }) => publicAddress(petitioner.address ?? ''),
  matter: ({ row }) => row.title,
  day: ({ row }) => row.day,
  result: ({ row }) => results[row.status] ?? '',
};

/** Only what a notice says; where a case stands within the hall is nobody else's business. */
const results: Readonly<Record<string, string>> = { granted: '拟同意', refused: '不同意' };
