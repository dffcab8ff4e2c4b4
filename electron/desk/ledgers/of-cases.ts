/** Registers of cases: their rows are those of `live_ledger`, each with its entry and its case. One walk along an index, a page at a time. */
import { empty, type Sql } from 'sql-template-tag';
import type { JsonObject } from '#shared/kernel/json.ts';
import { maskName } from '#shared/identity/masking.ts';
import type { CaseLedger } from '#shared/kinds/mechanism/ledgers.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { namesOnPaper } from '../queries/name-on-paper.ts';
import { visibleTo } from '../queries/viewer.ts';
import { all, get, sql } from '../store/handles.ts';
import type { Column, Ledger, LedgerFilter, LedgerRow } from './ledger.ts';

/** What a row of a register is made of. */
export interface Found {
  readonly day: string;
  readonly entry: string;
  readonly stream: string;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  /** Masked. */
  readonly petitioner: string;
  readonly status: string;
  /** What the entry says; nothing of a due. */
  readonly data: JsonObject;
  /** Who wrote the entry, by name; '' of a due. */
  readonly by: string;
}

interface Row extends Omit<Found, 'data' | 'by'> {
  readonly body: string | null;
  readonly by_staff: string | null;
}

/** Staff by id, as papers print them. */
export type NameOf = (staff: string) => string;

interface CaseLedgerSpec extends Pick<Ledger, 'name' | 'title' | 'basis'> {
  readonly ledger: CaseLedger;
  /** Beside number, matter and petitioner, which every one of them begins with. */
  readonly columns: readonly Column[];
  readonly cells: (found: Found, core: DeskCore, nameOf: NameOf) => readonly string[];
  /** A condition beyond the projection: on the line `l`, its entry `e` and its case `c`. */
  readonly only?: (core: DeskCore) => Sql;
  /** That condition asks the entry itself: otherwise a count of ten years would look each of them up for nothing. */
  readonly asksEntry?: true;
}

const first: readonly Column[] = [
  { header: '收件编号', width: 26 },
  { header: '事项', width: 14 },
  { header: '申请人', width: 8 },
];

export function caseLedger({
  ledger,
  cells,
  only = () => sql`1`,
  asksEntry,
  columns,
  ...told
}: CaseLedgerSpec): Ledger {
  const where = (core: DeskCore, viewer: Viewer, { from, to, matter, station }: LedgerFilter): Sql =>
    sql`l.ledger = ${ledger} AND l.day BETWEEN ${from} AND ${to} AND ${visibleTo(viewer)}
      AND ${matter === undefined ? sql`1` : sql`c.matter = ${matter}`}
      AND ${station === undefined ? sql`1` : sql`+c.station = ${station}`} AND ${only(core)}`;
  // In this order, whatever the statistics say: a register of a month must not begin with every case of a station.
  const cases = sql`live_ledger l CROSS JOIN live_case c ON c.stream = l.stream`;
  const from = sql`${cases} LEFT JOIN entry e ON e.id = l.entry`;
  return {
    ...told,
    permission: 'case.read',
    columns: [...first, ...columns],
    count: (core, viewer, filter) =>
      get(
        core.store.read,
        sql<{ n: number }>`SELECT count(*) AS n FROM ${asksEntry ? from : cases} WHERE ${where(core, viewer, filter)}`,
      )?.n ?? 0,
    page: (core, viewer, filter, after, limit) => {
      const nameOf = namesOnPaper(core);
      const [day = '', stream = '', entry = ''] = after ?? [];
      const past = after === undefined ? empty : sql`AND (l.day, l.stream, l.entry) < (${day}, ${stream}, ${entry})`;
      const rows = all(
        core.store.read,
        sql<Row>`SELECT l.day, l.entry, l.stream, c.kind, c.number, c.title, c.petitioner, c.status,
          CAST(e.body AS TEXT) AS body, e.by_staff FROM ${from}
          WHERE ${where(core, viewer, filter)} ${past}
          ORDER BY l.day DESC, l.stream DESC, l.entry DESC LIMIT ${limit}`,
      );
      return rows.map((row) => lineOf(foundOf(row, nameOf), core, nameOf));
    },
  };

  function lineOf(found: Found, core: DeskCore, nameOf: NameOf): LedgerRow {
    const { day, stream, entry, number, title, petitioner } = found;
    return {
      key: [day, stream, entry],
      stream,
      number,
      cells: [number, title, petitioner, ...cells(found, core, nameOf)],
    };
  }
}

const foundOf = ({ body, by_staff: by, ...row }: Row, nameOf: NameOf): Found => ({
  ...row,
  petitioner: maskName(row.petitioner),
  data: body === null ? {} : (JSON.parse(body) as { data: JsonObject }).data,
  by: by === null ? '' : nameOf(by),
});
