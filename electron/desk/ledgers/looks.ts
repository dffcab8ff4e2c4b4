/** 敏感信息查看台账 (个人信息保护法 art. 51; GB/T 22239 安全审计): read from the audit chain of this desk, so it holds no name of those looked at. */
import { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { findPaper } from '#shared/documents/papers.ts';
import { momentOf } from '#shared/kinds/service/papers.ts';
import { fromBeijing } from '#shared/time/instant.ts';
import { addDays, getPlainDate } from '#shared/time/plain-date.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { namesOnPaper } from '../queries/name-on-paper.ts';
import { all, get, sql } from '../store/handles.ts';
import type { Ledger, LedgerFilter, LedgerRow } from './ledger.ts';

/** What an inspector opens is one too. The index that has their order holds these types. */
const sorts = { reveal: '查看完整信息', look: '检查人员查看', search: '按号码查找' } as const;
type Sort = keyof typeof sorts;

const aboutSchema = z.looseObject({
  stream: z.string().optional(),
  paper: z.string().optional(),
  procedure: z.string().optional(),
});

interface Row {
  readonly seq: number;
  readonly at: string;
  readonly by_staff: string;
  readonly type: Sort;
  readonly data: string;
  readonly number: string | null;
  readonly spec: string | null;
}

/** The reader may hold no right to cases: of one only its number is told, which is nobody's data. */
const from = sql`audit a LEFT JOIN live_case c ON c.stream = a.data ->> '$.stream' LEFT JOIN live_paper p ON p.id = a.data ->> '$.paper'`;

function where({ from: first, to, matter, station }: LedgerFilter): Sql {
  const start = unwrap(fromBeijing(getPlainDate(first), '00:00:00'));
  const end = unwrap(fromBeijing(addDays(getPlainDate(to), 1), '00:00:00'));
  return sql`a.type IN ('reveal', 'look', 'search') AND a.at >= ${start} AND a.at < ${end}
    AND ${matter === undefined ? sql`1` : sql`+c.matter = ${matter}`}
    AND ${station === undefined ? sql`1` : sql`+c.station = ${station}`}`;
}

export const looks: Ledger = {
  name: 'looks',
  title: '敏感信息查看台账',
  basis: '本机审计记录里的查看：完整个人信息、文书、按号码查找，和检查人员打开的每一页。',
  permission: 'audit.read',
  columns: [
    { header: '时间', width: 16 },
    { header: '查看人', width: 14 },
    { header: '查看方式', width: 16 },
    { header: '收件编号', width: 24 },
    { header: '内容', width: 30 },
  ],
  count: (core, _viewer, filter) =>
    get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM ${from} WHERE ${where(filter)}`)?.n ?? 0,
  page: (core: DeskCore, _viewer: Viewer, filter, after, limit) => {
    const nameOf = namesOnPaper(core);
    const [at = '', seq = '0'] = after ?? [];
    const past = after === undefined ? empty : sql`AND (a.at, a.seq) < (${at}, ${Number(seq)})`;
    const rows = all(
      core.store.read,
      sql<Row>`SELECT a.seq, a.at, a.by_staff, a.type, a.data, c.number, p.spec FROM ${from}
        WHERE ${where(filter)} ${past} ORDER BY a.at DESC, a.seq DESC LIMIT ${limit}`,
    );
    return rows.map((row) => lineOf(row, nameOf));
  },
};

function lineOf(
  { seq, at, by_staff: by, type, data, number, spec }: Row,
  nameOf: (staff: string) => string,
): LedgerRow {
  const { paper, procedure } = aboutSchema.parse(JSON.parse(data));
  const name = findPaper(spec ?? paper ?? '')?.names['zh-CN'];
  return {
    key: [at, String(seq)],
    // Whoever audits opens no cases (三员分立).
    stream: null,
    number: number ?? '',
    cells: [momentOf(at), nameOf(by), sorts[type], number ?? '', name ?? pages[procedure ?? ''] ?? ''],
  };
}

/** What an inspector opened, by procedure; a case's own page is named by its number alone. */
const pages: Readonly<Record<string, string>> = {
  'case.page': '办件页',
  'case.list': '办件清单',
  'case.byCode': '扫码查件',
  'case.whyThisDay': '时限说明',
  'attachment.read': '附件',
  'paper.wholeCourse': '办件全程单',
  'paper.dueExplanation': '办理依据说明',
  'ledger.page': '台账',
  'ledger.counts': '台账件数',
  'ledger.html': '台账打印件',
};
