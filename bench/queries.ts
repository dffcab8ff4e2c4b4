/** Lists, counts and search, on a file of whatever size: the first asking after opening, and the middle of thirty. */
import { homeOf } from '#desk/queries/home.ts';
import { casePageOf } from '#desk/queries/case-page.ts';
import { listCases, listPage, type ListFilter } from '#desk/queries/cases.ts';
import { countLedgers, pageOfLedger } from '#desk/ledgers/read.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { get, sql } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { loggedIn, openBenchDesk } from './support/bench-desk.ts';
import { figuresOf, milliseconds, table, type Report } from './support/figures.ts';

const repeats = 30;

export interface QueryFigure {
  readonly question: string;
  /** Of the first asking, in milliseconds. */
  readonly first: number;
  readonly median: number;
  readonly p95: number;
  readonly rows: number;
}

interface Question {
  readonly name: string;
  /** Answers how many rows came. */
  readonly ask: () => number;
}

export async function measureQueries(dir: string): Promise<QueryFigure[]> {
  const desk = await openBenchDesk(dir);
  const { core, viewer } = await loggedIn(desk);
  const figures = questions(core, viewer).map(({ name, ask }) => {
    const times = Array.from({ length: repeats }, () => {
      const started = performance.now();
      const rows = ask();
      return { took: performance.now() - started, rows };
    });
    const { median, p95 } = figuresOf(times.map(({ took }) => took));
    const [first] = times;
    return { question: name, first: first?.took ?? 0, median, p95, rows: first?.rows ?? 0 };
  });
  await desk.close();
  return figures;
}

function questions(core: DeskCore, viewer: Viewer): Question[] {
  const limit = 50;
  const list = (filter: ListFilter, search = ''): Question => ({
    name: search === '' ? `list ${filter}` : `search “${search}”`,
    ask: () => listCases(core, viewer, { filter, search, limit }).lines.length,
  });
  // Of somebody in the middle of the file: not the newest, which lie in the caches.
  const middle = somebody(core);
  const typed: readonly (readonly [string, string])[] = [
    ['a whole name', middle.name],
    ['given name, two characters', [...middle.name].slice(1).join('')],
    ['a surname, one character', [...middle.name][0] ?? ''],
    ['initials', 'lxy'],
    ['full pinyin', 'zhongxiaolan'],
    ['last four of the ID', middle.idNumber.slice(-4)],
    ['eight digits of the phone', middle.phone.slice(3)],
    ['receipt number', middle.number],
    ['words of the request', '新生儿落户'],
    ['matter', '宅基地'],
    ['name and matter', `${middle.name} 申领`],
    ['nobody', '没有这个人'],
  ];
  return [
    { name: 'home: six counts, recent, pressing', ask: () => homeOf(core, viewer).recent.length },
    ...(['open', 'all', 'today', 'overdue', 'dueSoon', 'mine', 'undecided', 'voided'] as const).map((filter) =>
      list(filter),
    ),
    { name: 'list all, twenty pages one after the other', ask: () => nthPage(core, viewer, 20) },
    ...typed.map(([name, search]) => ({ ...list('all', search), name: `search: ${name}` })),
    ...registers(core, viewer),
    { name: 'one case, whole page', ask: () => (casePageOf(core, viewer, middle.stream, false).ok ? 1 : 0) },
  ];
}

/** 台账 of everything there is: what an inspection asks for, and the most that can be asked. */
function registers(core: DeskCore, viewer: Viewer): Question[] {
  const always = { from: '2000-01-01', to: '2099-12-31' };
  const counts = countLedgers(core, viewer, always);
  const [last] = listCases(core, viewer, { filter: 'all', search: '', limit: 1 }).lines;
  const month = (last?.beganOn ?? '').slice(0, 7);
  return [
    {
      name: 'registers: all counts, all years',
      ask: () => countLedgers(core, viewer, always).reduce((sum, { count }) => sum + count, 0),
    },
    {
      name: 'registers: all counts, the last month',
      ask: () =>
        countLedgers(core, viewer, { from: `${month}-01`, to: `${month}-31` }).reduce(
          (sum, { count }) => sum + count,
          0,
        ),
    },
    ...counts.map(({ name }) => ({
      name: `register ${name}, first page`,
      ask: () => unwrap(pageOfLedger(core, viewer, { ledger: name, ...always, limit: 50 })).rows.length,
    })),
  ];
}

function nthPage(core: DeskCore, viewer: Viewer, pages: number): number {
  let cursor: string | undefined;
  let rows = 0;
  for (let page = 0; page < pages; page += 1) {
    const question = { filter: 'all', search: '', limit: 50, ...(cursor === undefined ? {} : { cursor }) } as const;
    const answer = unwrap(listPage(core, viewer, question));
    rows = answer.lines.length;
    cursor = answer.cursor ?? undefined;
  }
  return rows;
}

interface Somebody {
  readonly stream: string;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly number: string;
}

function somebody(core: DeskCore): Somebody {
  const row = get(
    core.store.read,
    sql<Somebody>`SELECT c.stream, p.name, p.id_number AS idNumber, p.phone, c.number FROM live_case c
      JOIN live_person p ON p.stream = c.stream AND p.role = 'petitioner'
      WHERE c.row >= (SELECT max(row) / 2 FROM live_case) AND length(p.name) = 3 ORDER BY c.row LIMIT 1`,
  );
  if (row === undefined) throw new Error('the file is empty');
  return row;
}

export function reportQueries(sizes: readonly (readonly [cases: number, figures: readonly QueryFigure[]])[]): Report {
  const header = [
    'question',
    ...sizes.flatMap(([cases]) => [`${cases.toLocaleString('en')}: first`, 'median (p95)', 'rows']),
  ];
  const names = sizes[0]?.[1].map(({ question }) => question) ?? [];
  const rows = names.map((name) => [
    name,
    ...sizes.flatMap(([, figures]) => {
      const found = figures.find(({ question }) => question === name);
      return found
        ? [milliseconds(found.first), `${milliseconds(found.median)} (${milliseconds(found.p95)})`, String(found.rows)]
        : ['–', '–', '–'];
    }),
  ]);
  return { title: 'Lists and search', text: table(header, rows) };
}
