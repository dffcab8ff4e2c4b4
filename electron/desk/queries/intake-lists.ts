/** 批量收件 as screens and papers show it: which of its cases are there, read from the cases, each only for whoever may see it. */
import type { ListRow, ListHead, OpenCase } from '#shared/contract/many.ts';
import { maskIdNumber, maskName } from '#shared/identity/masking.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { listValueSchema } from '#shared/kinds/intake-list/index.ts';
import { numberOfPetitioner, petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { formFieldsSchema } from '#shared/kinds/matter/form-field.ts';
import { feesSchema } from '#shared/kinds/matter/guide.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { readList } from '../commands/intake-lists.ts';
import { recordOf } from '../commands/learn.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, get, sql } from '../store/handles.ts';
import { matterOf } from './matters.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

const newest = 100;

/** One statement for lists of every length, not one each. */
const inJson = (values: readonly string[]) => sql`SELECT value FROM json_each(${JSON.stringify(values)})`;

interface HeadRow {
  readonly stream: string;
  readonly value: string;
  readonly on_at: string;
  readonly taken: number;
}

/** Newest first: those of which the person may see a case, and those that were opened here and have none yet. */
export function listLists(core: DeskCore, viewer: Viewer): ListHead[] {
  const rows = all(
    core.store.read,
    sql<HeadRow>`SELECT r.stream, r.value, e.on_at, (SELECT count(*) FROM json_each(r.value, '$.rows') row
        JOIN live_case c ON c.stream = row.value WHERE ${visibleTo(viewer)}) AS taken
      FROM live_record r JOIN entry e ON e.stream = r.stream AND e.type = 'listOpened' WHERE r.kind = 'intakeList'
        AND (taken > 0 OR e.station = ${viewer.station})
      ORDER BY r.stream DESC LIMIT ${newest}`,
  );
  return rows.map(({ stream, value, on_at: on, taken }) => {
    const { number, matter, rows: planned } = listValueSchema.parse(JSON.parse(value));
    return { stream, number, matter: nameOfMatter(core, matter), code: matter, on, count: planned.length, taken };
  });
}

const nameOfMatter = (core: DeskCore, code: string): string =>
  textOf(recordOf(core.store.read, 'matter', code)?.['name']) || code;

interface CaseRow {
  readonly stream: string;
  readonly number: string;
  readonly petitioner: string;
  readonly id_number: string;
  readonly status: string;
  readonly kind: string;
  readonly voided: string;
  readonly paper: string;
}

/** The slip of each goes with it, so that single ones can be printed afterwards. */
const casesOf = (core: DeskCore, viewer: Viewer, rows: readonly string[]): readonly CaseRow[] =>
  all(
    core.store.read,
    sql<CaseRow>`SELECT c.stream, c.number, c.petitioner, c.status, c.kind, c.voided,
        coalesce((SELECT p.id_number FROM live_person p WHERE p.stream = c.stream AND p.role = 'petitioner' LIMIT 1), '') AS id_number,
        coalesce((SELECT p.id FROM live_paper p WHERE p.stream = c.stream AND p.status = 'valid' ORDER BY p.id LIMIT 1), '') AS paper
      FROM live_case c WHERE c.stream IN (${inJson(rows)}) AND ${visibleTo(viewer)}`,
  );

/** Refusal: stream.unknown, also of a list of which the person may see nothing. */
export function listPageOf(core: DeskCore, viewer: Viewer, stream: string): Result<ListHead & { rows: ListRow[] }> {
  const list = readList(core.store.read, stream);
  const begun = get(
    core.store.read,
    sql<{
      on_at: string;
      station: string;
    }>`SELECT on_at, station FROM entry WHERE stream = ${stream} AND type = 'listOpened' LIMIT 1`,
  );
  if (list === undefined || begun === undefined) return refuse('stream.unknown');
  const byStream = new Map(casesOf(core, viewer, list.rows).map((row) => [row.stream, row]));
  const taken = byStream.size;
  if (taken === 0 && begun.station !== viewer.station) return refuse('stream.unknown');
  const { number, matter: code, rows } = list;
  const head = { stream, number, matter: nameOfMatter(core, code), code, on: begun.on_at, count: rows.length, taken };
  return ok({ ...head, rows: rows.map((row) => rowOf(row, byStream.get(row))) });
}

const rowOf = (stream: string, found: CaseRow | undefined): ListRow => ({
  stream,
  number: found?.number ?? '',
  kind: found?.kind ?? '',
  petitioner: found === undefined ? '' : maskName(found.petitioner),
  idNumber: found === undefined || found.id_number === '' ? '' : maskIdNumber(found.id_number),
  status: found?.status ?? '',
  isVoided: (found?.voided ?? '') !== '',
  paper: found === undefined || found.paper === '' ? null : found.paper,
});

/** Of each number the open cases of this matter, so that nobody is taken in twice for one thing. */
export function openCasesOf(core: DeskCore, viewer: Viewer, matter: string, numbers: readonly string[]): OpenCase[] {
  if (numbers.length === 0) return [];
  const rows = all(
    core.store.read,
    sql<{ stream: string; number: string; id_number: string; began_on: string }>`
      SELECT DISTINCT c.stream, c.number, p.id_number, c.began_on FROM live_person p JOIN live_case c ON c.stream = p.stream
      WHERE p.id_number IN (${inJson(numbers)}) AND p.id_number <> '' AND p.role = 'petitioner'
        AND c.matter = ${matter} AND c.is_open = 1 AND c.voided = '' AND ${visibleTo(viewer)} ORDER BY c.began_on`,
  );
  return rows.map(({ stream, number, id_number: idNumber, began_on: on }) => ({ stream, number, idNumber, on }));
}

/** 批量收件清单 as facts of its paper: full names, masked numbers. */
export function intakeListFacts(core: DeskCore, viewer: Viewer, stream: string): Result<unknown> {
  const page = listPageOf(core, viewer, stream);
  if (!page.ok) return page;
  const cases = page.value.rows.flatMap((row) => {
    const found =
      row.number === '' || row.isVoided ? undefined : loadVisible(core, viewer, core.store.read, row.stream);
    return found?.ok === true ? [found.value.state] : [];
  });
  const [first] = cases;
  if (first === undefined) return refuse('stream.unknown');
  const { version, fee } = feesOf(core, first);
  const fees = feesSchema.safeParse(version?.['fees']).data ?? [];
  const rows = cases.map((state) => ({ ...personOf(state), ...showFee(fee(state)) }));
  const sums = cases.map(fee);
  const total = sums.every((one) => one !== undefined) ? sums.reduce((sum, one) => sum + one, 0) : undefined;
  return ok({
    hall: hallOf(core.station),
    number: page.value.number,
    matter: page.value.matter,
    on: dayOf(page.value.on),
    rows,
    ...(total === undefined ? {} : { total: yuan(total) }),
    fees: fees.map(({ amount }) => amount).join('；') || '不收费',
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}

function personOf(state: StreamState) {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  const number = petitioner && numberOfPetitioner(petitioner);
  return {
    number: state.number ?? '',
    name: petitioner?.name ?? '',
    ...(number === undefined ? {} : { maskedId: maskIdNumber(number) }),
  };
}

const yuan = (amount: number): string => `${String(amount)}元`;
const showFee = (amount: number | undefined) => (amount === undefined ? {} : { fee: yuan(amount) });

/** What a case costs: the last computed field of its matter's form that is in 元 (应缴合计 stands below what it is made of). */
function feesOf(core: DeskCore, first: StreamState) {
  const matter = matterFactsSchema.safeParse(first.core.learnt['matter']).data;
  const version = matter && matterOf(core, matter.code, matter.versionId);
  const fields = formFieldsSchema.safeParse(version?.['fields']).data ?? [];
  const field = fields.findLast(({ computed, unit }) => computed !== undefined && unit === '元');
  const fee = (state: StreamState): number | undefined => {
    const form = state.core.learnt['form'] as JsonObject | undefined;
    const amount = field && (form?.['computed'] as JsonObject | undefined)?.[field.key];
    return typeof amount === 'number' ? amount : undefined;
  };
  return { version, fee };
}
