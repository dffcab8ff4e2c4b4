/** 办件全程单 as facts of its paper: what stands in the journal of a case, what the audit chain of this desk adds, and prints that went wrong. */
import { z } from 'zod';
import type { AuditType } from '#shared/contract/audit-types.ts';
import type { CourseSort } from '#shared/documents/whole-course.ts';
import { findPaper } from '#shared/documents/papers.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { HistoryLine, StreamState } from '#shared/kinds/mechanism/state.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import chinese from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { all, sql } from '../store/handles.ts';
import { namesOnPaper } from './name-on-paper.ts';
import { nowOf } from './standings.ts';

interface Row {
  readonly on: string;
  readonly sort: CourseSort;
  readonly what: string;
  readonly note?: string;
  readonly by: string;
  readonly enteredOn?: string;
  readonly state?: 'undone' | 'doubtful';
}

const words = chinese as Readonly<Record<string, string>>;
const stepName = (kind: string, type: string): string =>
  words[`${kind}.step.${type}`] ?? words[`common.type.${type}`] ?? type;
const paperName = (spec: string): string => findPaper(spec)?.names['zh-CN'] ?? spec;

/** Of a type that is named in neither, a step. */
const sorts: Readonly<Record<string, CourseSort>> = {
  paperIssued: 'paper',
  paperVoided: 'paper',
  paperPrinted: 'print',
  sentToTownship: 'handOver',
  arrivedAtTownship: 'handOver',
  delivered: 'handOver',
  sentOut: 'handOver',
  originalsReturned: 'handOver',
  exported: 'export',
  called: 'call',
  attached: 'material',
  attachmentMoved: 'material',
  papersCame: 'material',
  supplemented: 'material',
  note: 'record',
  officialNumber: 'record',
  dueMoved: 'record',
};

/** What was said in a few words, of those that a step may have. */
const toldFields = [
  ...['result', 'reason', 'text', 'note', 'what', 'purpose', 'authority', 'receivedBy', 'takenBy'],
  ...['search', 'unit', 'handedBy', 'where', 'remedy'],
];
const longest = 500;

function noteOf(state: StreamState, data: JsonObject): string {
  const spec = textOf(data['spec']) || state.papers.find(({ id }) => id === data['paper'])?.spec;
  const copy = data['copy'];
  const due = words[`${state.kind}.due.${textOf(data['due'])}`];
  const whose = words[`common.whose.${textOf(data['whose'])}`];
  const answer = words[`${state.kind}.value.answer.${textOf(data['answer'])}`];
  const said = toldFields.map((name) => textOf(data[name])).filter((text) => text !== '');
  const parts = [
    ...(spec === undefined ? [] : [paperName(spec)]),
    ...(typeof copy === 'number' ? [`第 ${String(copy)} 份`] : []),
    ...[due, whose, answer].filter((one) => one !== undefined),
    ...said,
  ];
  return parts.join('；').slice(0, longest);
}

const stateOf = ({ isUndone, mark }: HistoryLine): Pick<Row, 'state'> =>
  isUndone === true ? { state: 'undone' } : mark === undefined ? {} : { state: 'doubtful' };

type NameOf = (staff: string) => string;

function journalRows(state: StreamState, entries: readonly FoldEntry[], nameOf: NameOf): Row[] {
  const bodies = new Map(entries.map(({ id, body }) => [id, body]));
  return state.history.map((line) => {
    const note = noteOf(state, bodies.get(line.entry)?.data ?? {});
    return {
      on: line.on,
      sort: sorts[line.type] ?? 'step',
      what: stepName(state.kind, line.type),
      by: nameOf(line.by),
      ...(note === '' ? {} : { note }),
      ...(line.isLate ? { enteredOn: dayOf(line.at.slice(0, 24)) } : {}),
      ...stateOf(line),
    };
  });
}

/** Those of the audit chain that are about one case and no entry of it. */
const audited: Partial<Record<AuditType, Pick<Row, 'sort' | 'what'>>> = {
  reveal: { sort: 'look', what: '查看完整信息' },
  print: { sort: 'print', what: '打印' },
  export: { sort: 'export', what: '导出' },
};
const auditRow = z.object({ at: z.string(), by_staff: z.string(), type: z.string(), data: z.string() });
const about = z.record(z.string(), z.json());

function auditRows(core: DeskCore, state: StreamState, nameOf: NameOf): Row[] {
  const rows = all(
    core.store.read,
    sql`SELECT at, by_staff, type, data FROM audit
      WHERE type IN ('reveal', 'print', 'export') AND data ->> '$.stream' = ${state.stream} ORDER BY seq`,
  );
  return rows.flatMap((row) => {
    const { at, by_staff: by, type, data } = auditRow.parse(row);
    const known = audited[type as AuditType];
    if (known === undefined) return [];
    const note = noteOf(state, about.parse(JSON.parse(data)));
    return [{ on: at, ...known, by: nameOf(by), ...(note === '' ? {} : { note }) }];
  });
}

const fates: Readonly<Record<string, string>> = {
  failed: '没有打印出来',
  unknown: '不确定出来没有',
  dropped: '不再打印',
  queued: '等待打印',
  sent: '正在打印',
};

interface JobRow {
  readonly paper: string;
  readonly copy: number;
  readonly state: string;
  readonly by_staff: string;
  readonly made_at: string;
}

/** Prints that are no entry: nothing surely came out. */
const jobRows = (core: DeskCore, state: StreamState, nameOf: NameOf): Row[] =>
  all(
    core.store.read,
    sql<JobRow>`SELECT paper, copy, state, by_staff, made_at FROM print_job
      WHERE stream = ${state.stream} AND state <> 'printed'`,
  ).map((job) => ({
    on: job.made_at,
    sort: 'print',
    what: fates[job.state] ?? job.state,
    note: noteOf(state, { paper: job.paper, copy: job.copy }),
    by: nameOf(job.by_staff),
  }));

/** Refusal: paper.noNumber, of what has no number yet. */
export function wholeCourseFacts(core: DeskCore, viewer: Viewer, stream: string): Result<unknown> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  if (state.destroyed !== undefined) return refuse('file.destroyed');
  if (state.number === undefined) return refuse('paper.noNumber');
  const list = kind.row?.(state);
  const nameOf = namesOnPaper(core);
  const rows = [
    ...journalRows(state, loadEntries(core.store.read, stream), nameOf),
    ...auditRows(core, state, nameOf),
    ...jobRows(core, state, nameOf),
  ];
  return ok({
    hall: hallOf(core.station),
    number: state.number,
    matter: list?.title === undefined || list.title === '' ? kind.kind : list.title,
    petitioner: list?.people[0]?.name ?? '—',
    status: words[`${state.kind}.status.${state.core.status}`] ?? state.core.status,
    // In order of when it happened; what happened at once stays as it was written.
    rows: rows
      .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
      .map(({ on, ...row }) => ({ at: momentOf(on), ...row })),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}
