/** 待回收, and what is signed where: read from the projection and from the paper itself. */
import { z } from 'zod';
import type { AwaitedLine, PaperOfSheet, PaperToSign } from '#shared/contract/signature.ts';
import { signers, type IssuedBlocks, type PaperSize } from '#shared/documents/blocks.ts';
import { digestOf } from '#shared/documents/paper-seal.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { signingOf } from '#shared/documents/signing.ts';
import { maskName } from '#shared/identity/masking.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import { awaitedKind } from '#shared/kinds/mechanism/project.ts';
import { isAwaited, isPlaceSigned } from '#shared/kinds/mechanism/signatures.ts';
import type { PaperState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { all, get, sql } from '../store/handles.ts';
import { findByNumber } from './cases.ts';
import { stationName } from './names.ts';
import { issuedPaper, paperHtml, type PaperOfCase } from './papers.ts';
import { visibleTo } from './viewer.ts';

/** As `project` writes it. */
const rowSchema = z.object({
  paper: z.string(),
  since: z.string(),
  isHandOnly: z.boolean(),
  places: z.array(z.object({ signer: z.enum(signers), isSigned: z.boolean() })),
});

interface Row {
  readonly stream: string;
  readonly number: string;
  readonly petitioner: string;
  readonly title: string;
  readonly station: string;
  readonly label: string;
  readonly value: string;
}

/** What a list shows; a hall with more has another trouble. */
const longest = 1000;

/** The oldest first: the key begins with the day. */
export function awaitedPapers(core: DeskCore, viewer: Viewer): { lines: AwaitedLine[]; isMore: boolean } {
  const rows = all(
    core.store.read,
    sql<Row>`SELECT c.stream, c.number, c.petitioner, c.title, c.station, r.label, r.value
      FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${awaitedKind} AND ${visibleTo(viewer)} ORDER BY r.key LIMIT ${longest + 1}`,
  );
  const lines = rows.slice(0, longest).map((row): AwaitedLine => {
    const { paper, since, isHandOnly, places } = rowSchema.parse(JSON.parse(row.value));
    const open = places.filter(({ isSigned }) => !isSigned).map(({ signer }) => signer);
    return {
      ...{ stream: row.stream, paper, spec: row.label, number: row.number, title: row.title, since, isHandOnly },
      petitioner: maskName(row.petitioner),
      stationName: stationName(core.store.read, row.station),
      who: [...new Set(open)],
    };
  });
  return { lines, isMore: rows.length > longest };
}

/** The number on the home screen. */
export const countAwaited = (core: DeskCore, viewer: Viewer): number =>
  get(
    core.store.read,
    sql<{ count: number }>`SELECT count(*) AS count FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${awaitedKind} AND ${visibleTo(viewer)}`,
  )?.count ?? 0;

const paperIn = (core: DeskCore, viewer: Viewer, { stream, paper }: PaperOfCase): PaperState | undefined => {
  const found = loadVisible(core, viewer, core.store.read, stream);
  return found.ok ? found.value.state.papers.find(({ id }) => id === paper) : undefined;
};

export function stateOfPaper(core: DeskCore, viewer: Viewer, of: PaperOfCase): 'awaited' | 'back' | 'unwanted' {
  const paper = paperIn(core, viewer, of);
  if (paper?.signing === undefined) return 'unwanted';
  return isAwaited(paper) ? 'awaited' : 'back';
}

/** Undefined where the case is not theirs. */
export function sheetOf(core: DeskCore, viewer: Viewer, of: PaperOfCase): PaperOfSheet | undefined {
  const paper = paperIn(core, viewer, of);
  const row = get(
    core.store.read,
    sql<{ number: string; petitioner: string; title: string }>`SELECT c.number, c.petitioner, c.title FROM live_case c
      WHERE c.stream = ${of.stream} AND ${visibleTo(viewer)}`,
  );
  if (paper === undefined || row === undefined) return undefined;
  const { number, title } = row;
  const about = { stream: of.stream, paper: paper.id, spec: paper.spec, on: paper.on };
  return { ...about, number, title, petitioner: maskName(row.petitioner) };
}

/** A number as typed, or the code of any paper of the case as scanned. Refusals: those of a number, number.unknown. */
export function awaitedOfNumber(core: DeskCore, viewer: Viewer, typed: string): Result<{ papers: PaperOfSheet[] }> {
  const code = readQr(typed);
  const number = code.ok ? ok({ text: code.value.number }) : parseReceiptNumber(typed);
  if (!number.ok) return atField(number, 'number');
  const stream = findByNumber(core, viewer, number.value.text);
  const found = stream === null ? undefined : loadVisible(core, viewer, core.store.read, stream);
  if (stream === null || !found?.ok) return refuse('number.unknown', undefined, 'number');
  const papers = found.value.state.papers.filter(isAwaited).flatMap(({ id }) => {
    const one = sheetOf(core, viewer, { stream, paper: id });
    return one === undefined ? [] : [one];
  });
  return ok({ papers });
}

export interface IssuedToSign {
  readonly blocks: IssuedBlocks;
  readonly spec: string;
  readonly digest: string;
}

/**
 * What was issued, counted anew: blocks that are not what their own code says are signed by nobody. Refusals: those of the paper,
 * signature.notWanted, signature.otherText.
 */
export function issuedToSign(core: DeskCore, viewer: Viewer, paper: PaperOfCase): Result<IssuedToSign> {
  const issued = issuedPaper(core, viewer, paper);
  if (!issued.ok) return issued;
  const { blocks, spec } = issued.value;
  const signing = signingOf(blocks);
  if (signing === undefined) return refuse('signature.notWanted');
  const digest = digestOf(core.ports.sm3, blocks);
  return digest === signing.digest ? ok({ blocks, spec, digest }) : refuse('signature.otherText');
}

/** A sheet rather than a slip, where the form has one: somebody is to read it before signing. */
const sizeToSign = (spec: string): PaperSize => {
  const sizes: readonly PaperSize[] = findPaper(spec)?.sizes ?? [];
  return (['A5', 'A4', '80mm'] as const).find((size) => sizes.includes(size)) ?? 'A4';
};

/** What the pad's dialog shows. Refusals: those of the paper, signature.notWanted, signature.notValid, signature.otherText. */
export function paperToSign(core: DeskCore, fonts: FontFaces, viewer: Viewer, of: PaperOfCase): Result<PaperToSign> {
  const issued = issuedToSign(core, viewer, of);
  if (!issued.ok) return issued;
  const found = loadVisible(core, viewer, core.store.read, of.stream);
  const paper = paperIn(core, viewer, of);
  if (!found.ok || paper === undefined) return refuse('paper.unknown');
  if (paper.status !== 'valid') return refuse('signature.notValid');
  const { blocks, spec, digest } = issued.value;
  const size = sizeToSign(spec);
  const page = paperHtml(core, fonts, viewer, { ...of, size, copy: 1 });
  if (!page.ok) return page;
  const { kind, state } = found.value;
  const people = kind.row?.(state).people ?? [];
  const { places = [], isHandOnly } = signingOf(blocks) ?? {};
  return ok({
    ...{ html: page.value.html, size, digest, isHandOnly: isHandOnly === true },
    places: places.map((place) => ({
      ...place,
      isSigned: isPlaceSigned(paper, place.at),
      name: people.find(({ role }) => role === place.signer)?.name ?? '',
    })),
  });
}
