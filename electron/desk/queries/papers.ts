/** Issued papers as pages: always from the stored blocks, so a reprint is identical. */
import { blocksSchema, type Block, type IssuedBlocks, type PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import type { PaperToDraw } from '#shared/documents/render-html.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { guideFacts } from '#shared/kinds/matter/guide-facts.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadVisible } from '../commands/load.ts';
import { drawSheets, type Pad } from '../commands/pad-sheets.ts';
import { noStream } from '../commands/loose-jobs.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import { loadEntries } from '../journal/entries.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { withoutBoxes } from '../print/without-boxes.ts';
import { drawForScreen } from '../print/render/paper-html.ts';
import { all, sql } from '../store/handles.ts';
import { handoverFacts } from './batches.ts';
import { handoverPaperFacts } from './village.ts';
import { dueExplanationFacts } from './due-explanation.ts';
import { intakeListFacts } from './intake-lists.ts';
import { headsForPaper } from '../journal/heads-on-paper.ts';
import { matterOf } from './matters.ts';
import { onPaper } from './name-on-paper.ts';
import { staffNames } from './names.ts';
import { originalsBookFacts } from './originals.ts';
import { drawnSignatures } from './drawn-signatures.ts';
import { nowOf, todayOf } from './standings.ts';
import { visibleTo } from './viewer.ts';
import { voidRegisterOf } from './void-register.ts';
import { wordsToday, type WordsOfToday } from './wordings.ts';
import type { WhyQuestion } from './why-this-day.ts';

/** `copyMark` from the second copy on. The faces stand inside the page, so it needs nothing from anywhere. */
export const draw = (
  fonts: FontFaces,
  issued: readonly IssuedBlocks[],
  size: PaperSize,
  more: Pick<PaperToDraw, 'copyMark' | 'signatures'> = {},
): string =>
  drawForScreen(fonts, {
    papers: issued.map((one) => ({ issued: one, ...more })),
    size,
    sizes: [size],
    faces: { from: 'inside' },
  });

export interface PaperOfCase {
  readonly stream: string;
  readonly paper: string;
}

/** What was issued, word for word, and under which form. Refusals: those of a case that is not theirs, paper.unknown. */
export function issuedPaper(
  core: DeskCore,
  viewer: Viewer,
  { stream, paper }: PaperOfCase,
): Result<{ readonly blocks: IssuedBlocks; readonly spec: string }> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  if (found.value.state.destroyed !== undefined) return refuse('file.destroyed');
  const state = found.value.state.papers.find(({ id }) => id === paper);
  const body = loadEntries(core.store.read, stream).find(({ id }) => id === state?.entry)?.body;
  if (state === undefined || !body) return refuse('paper.unknown');
  return ok({ blocks: blocksSchema.parse(body.data['blocks']), spec: state.spec });
}

export function paperHtml(
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  {
    stream,
    paper,
    size,
    copy,
    isSigned = false,
    forPrint,
  }: PaperOfCase & {
    readonly size: PaperSize;
    readonly copy: number;
    /** 签名件: with what was written on the pad. */
    readonly isSigned?: boolean | undefined;
    /** A page that prints it: nothing no face has may come out as a box. */
    readonly forPrint?: 'whole' | 'byHand' | undefined;
  },
): Result<{ html: string }> {
  const issued = issuedPaper(core, viewer, { stream, paper });
  if (!issued.ok) return issued;
  const { blocks } = issued.value;
  const drawable = forPrint === undefined ? ok(blocks) : withoutBoxes(core, blocks, forPrint === 'byHand');
  if (!drawable.ok) return drawable;
  const copyMark = copyMarkOf(core, viewer, copy);
  const signatures = isSigned ? drawnSignatures(core, viewer, { stream, paper }) : ok(undefined);
  if (!signatures.ok) return signatures;
  const more = {
    ...(copyMark === undefined ? {} : { copyMark }),
    ...(signatures.value === undefined ? {} : { signatures: signatures.value }),
  };
  return ok({ html: draw(fonts, [drawable.value], size, more) });
}

/** What stands above every print after the first. */
export const copyMarkOf = (core: DeskCore, viewer: Viewer, copy: number): string | undefined =>
  copy > 1 ? `补打 第 ${String(copy)} 份 ${momentOf(nowOf(core))} ${viewer.name}` : undefined;

export function voidRegisterHtml(
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  from: PlainDate,
  to: PlainDate,
): Result<DrawnSheet> {
  const rows = voidRegisterOf(core, viewer, from, to).map((row) => ({
    number: row.number,
    voidedAt: momentOf(row.on),
    reason: row.reason,
    by: onPaper(row.askedByName === '' ? row.byName : row.askedByName),
    ...(row.askedByName === '' ? {} : { confirmedBy: onPaper(row.byName) }),
  }));
  const facts = {
    hall: hallOf(core.station),
    from,
    to,
    rows,
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
    heads: headsForPaper(core.store.read),
  };
  return printed(fonts, 'voidRegister', facts, 'A4', wordsToday(core, 'voidRegister'));
}

export function dueExplanationHtml(
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  question: WhyQuestion,
): Result<DrawnSheet> {
  const facts = dueExplanationFacts(core, viewer, question);
  return facts.ok ? printed(fonts, 'dueExplanation', facts.value, 'A4') : facts;
}

/** Without a case. Refusal: matter.unknown, also of one that holds from a later day on. */
export function matterGuideHtml(
  core: DeskCore,
  fonts: FontFaces,
  { code, size }: { readonly code: string; readonly size: '80mm' | 'A4' },
): Result<DrawnSheet> {
  const version = matterOf(core, code);
  if (version === undefined) return refuse('matter.unknown', { code });
  return printed(
    fonts,
    'matterGuide',
    guideFacts(version, hallOf(core.station), todayOf(core)),
    size,
    wordsToday(core, 'matterGuide'),
  );
}

export function handoverHtml(core: DeskCore, fonts: FontFaces, viewer: Viewer, stream: string): Result<DrawnSheet> {
  const facts = handoverFacts(core, viewer, stream);
  return facts.ok ? printed(fonts, 'handoverList', facts.value, 'A4', wordsToday(core, 'handoverList')) : facts;
}

export function villageHandoverHtml(
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  stream: string,
): Result<DrawnSheet> {
  const facts = handoverPaperFacts(core, viewer, stream);
  return facts.ok ? printed(fonts, 'villageHandover', facts.value, 'A4', wordsToday(core, 'villageHandover')) : facts;
}

export function intakeListHtml(core: DeskCore, fonts: FontFaces, viewer: Viewer, stream: string): Result<DrawnSheet> {
  const facts = intakeListFacts(core, viewer, stream);
  return facts.ok ? printed(fonts, 'intakeList', facts.value, 'A4', wordsToday(core, 'intakeList')) : facts;
}

export const originalsBookHtml = (
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  day: PlainDate,
): Result<DrawnSheet> =>
  printed(fonts, 'originalsBook', originalsBookFacts(core, viewer, day), 'A4', wordsToday(core, 'originalsBook'));

export interface ShortcutRow {
  readonly keys: string;
  readonly does: string;
  readonly where: string;
}

export function shortcutCardHtml(fonts: FontFaces, version: string, rows: readonly ShortcutRow[]): Result<DrawnSheet> {
  const groups = [...Map.groupBy(rows, ({ where }) => where)].map(([name, group]) => ({
    name,
    rows: group.map(({ keys, does }) => ({ keys, does })),
  }));
  return printed(fonts, 'shortcutCard', { version, groups }, 'A4');
}

const sheetOf = (fonts: FontFaces, spec: string, size: PaperSize, papers: readonly IssuedBlocks[]): DrawnSheet => ({
  spec,
  size,
  papers,
  html: draw(fonts, papers, size),
});

/** No entry says which words such a paper had: it says so itself. */
const wordedSince = (day: string): Block => ({ type: 'note', text: `用语：本镇 ${day} 起用的一版` });

/** Worded as the township words it today (`wordsToday`). */
export function printed(
  fonts: FontFaces,
  name: string,
  facts: unknown,
  size: PaperSize,
  { words, since }: WordsOfToday = { words: {} },
): Result<DrawnSheet> {
  const issued = findPaper(name)?.issue(facts, { words });
  if (issued === undefined) return refuse('paper.unknown');
  if (!issued.ok) return issued;
  const { blocks } = issued.value;
  const worded = since === undefined ? blocks : [...blocks, wordedSince(since)];
  return ok(sheetOf(fonts, name, size, [{ ...issued.value, blocks: worded }]));
}

/** All sheets of a pad, one A5 page each: as they were signed. */
export function padHtml(core: DeskCore, fonts: FontFaces, stream: string): Result<DrawnSheet> {
  const row = all(
    core.store.read,
    sql<{ value: string; on_at: string }>`SELECT r.value, e.on_at FROM live_record r JOIN entry e ON e.stream = r.stream
      WHERE r.kind = 'pad' AND r.stream = ${stream} AND e.type = 'reserved' LIMIT 1`,
  )[0];
  if (row === undefined) return refuse('paper.unknown');
  const sheets = drawSheets(JSON.parse(row.value) as Pad, dayOf(row.on_at));
  return sheets.ok ? ok(sheetOf(fonts, 'blankReceipt', 'A5', sheets.value)) : sheets;
}

interface JobRow {
  readonly id: string;
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  readonly number: string;
  readonly copy: number;
  readonly size: PaperSize;
  readonly state: 'queued' | 'sent' | 'failed' | 'unknown';
  readonly made_at: string;
  readonly by_staff: string;
  readonly reason: string | null;
  readonly printer: string;
  readonly pieces: number;
  readonly done: number;
}

/** Jobs nobody has settled: 出来了吗? Those of cases, then this person's papers of the moment. */
export function waitingJobs(core: DeskCore, viewer: Viewer) {
  const nameOf = staffNames(core.store.read);
  const rows = all(
    core.store.read,
    sql<JobRow>`SELECT j.*, p.spec, c.number FROM print_job j JOIN live_paper p ON p.id = j.paper
      JOIN live_case c ON c.stream = j.stream
      WHERE j.state IN ('queued', 'sent', 'failed', 'unknown') AND ${visibleTo(viewer)} ORDER BY j.made_at LIMIT 200`,
  );
  const loose = all(
    core.store.read,
    sql<JobRow>`SELECT *, '' AS number FROM print_job WHERE stream = ${noStream} AND by_staff = ${viewer.staff}
      AND state IN ('queued', 'sent', 'failed', 'unknown') ORDER BY made_at LIMIT 200`,
  );
  return [...rows, ...loose].map((row) => ({
    id: row.id,
    stream: row.stream,
    paper: row.paper,
    spec: row.spec,
    number: row.number,
    copy: row.copy,
    size: row.size,
    state: row.state,
    madeAt: row.made_at,
    byName: nameOf(row.by_staff),
    reason: row.reason,
    printer: row.printer,
    pieces: row.pieces,
    done: row.done,
  }));
}
