/** Entry types of papers: issued, printed, void. The issued blocks are stored in the entry, so a reprint is identical. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { blocksSchema } from '../../documents/blocks.ts';
import { signingOf } from '../../documents/signing.ts';
import type { EntryType, ReadEntry } from './entry-type.ts';
import type { PaperState, StreamState } from './state.ts';

export const issuedSchema = z.strictObject({
  paper: z.uuid(),
  spec: z.string().min(1),
  v: z.int().min(1),
  /** The version of 文书用语 it is worded by: the entry that began it. Absent: as the program words it. */
  wording: z.string().min(1).max(64).optional(),
  /** Random token of the QR, Crockford base32. */
  token: z.string().min(1),
  blocks: blocksSchema,
  /** Field → entry that had set it. */
  shows: z.record(z.string(), z.string()),
  /** Data of the step that the paper prints. */
  kept: z.record(z.string(), z.json()),
  replaces: z.uuid().optional(),
});
export type IssuedPaper = z.infer<typeof issuedSchema>;

const printedSchema = z.strictObject({
  paper: z.uuid(),
  /** 1 = the first; from 2 on it is marked 补打. */
  copy: z.int().min(1),
  fate: z.enum(['printed', 'unknown']),
  printer: z.string().max(200),
  reason: z.string().trim().max(2000).optional(),
});

export const paperTypes: Readonly<Record<string, EntryType>> = {
  paperIssued: {
    v: 1,
    writtenBy: 'program',
    data: issuedSchema,
    permission: 'paper.issue',
    guard: (state) => (state.number === undefined ? 'step.notNow' : null),
    fold: foldIssued,
  },
  paperPrinted: {
    v: 1,
    writtenBy: 'program',
    data: printedSchema,
    permission: 'case.read',
    guard: (state, { data }) => knowsPaper(state, data),
    fold: (state, entry) =>
      changePaper(state, entry.data['paper'], (paper) => ({
        copies: Math.max(paper.copies, entry.data['copy'] as number),
      })),
  },
  paperVoided: {
    v: 1,
    data: z.strictObject({ paper: z.uuid(), reason: z.string().trim().min(1).max(2000) }),
    permission: 'case.correct',
    guard: (state, { data }) => knowsPaper(state, data),
    fold: (state, entry) => changePaper(state, entry.data['paper'], () => ({ status: 'void' })),
  },
};

function knowsPaper({ papers }: StreamState, data: JsonObject | null): RefusalCode | null {
  const isKnown = data === null ? papers.length > 0 : papers.some(({ id }) => id === data['paper']);
  return isKnown ? null : 'paper.unknown';
}

export function changePaper(
  state: StreamState,
  id: unknown,
  change: (paper: PaperState) => Partial<PaperState>,
): StreamState {
  return {
    ...state,
    papers: state.papers.map((paper) => (paper.id === id ? { ...paper, ...change(paper) } : paper)),
  };
}

function foldIssued(state: StreamState, entry: ReadEntry): StreamState {
  // Parsed by this very schema on its way here (`readEntry`); a paper's blocks are large, and every rebuild folds them all.
  const issued = entry.data as unknown as IssuedPaper;
  const signing = signingOf(issued.blocks);
  const paper: PaperState = {
    id: issued.paper,
    spec: issued.spec,
    token: issued.token,
    on: entry.on,
    entry: entry.id,
    act: entry.act,
    shows: issued.shows,
    kept: issued.kept,
    status: 'valid',
    copies: 0,
    ...(signing === undefined ? {} : { signing }),
    ...(issued.replaces === undefined ? {} : { replaces: issued.replaces }),
  };
  const before =
    issued.replaces === undefined
      ? state
      : changePaper(state, issued.replaces, () => ({ status: 'superseded', replacedBy: issued.paper }));
  return { ...before, papers: [...before.papers, paper] };
}

/** Papers that an act issued. */
export const papersOf = ({ papers }: StreamState, act: string | undefined): readonly PaperState[] =>
  act === undefined ? [] : papers.filter((paper) => paper.act === act);

/**
 * Valid papers that print what one of these entries said of its field: they are wrong once that no longer holds. A paper that prints
 * an older value stays right: a receipt lists what was handed in that day, whatever was brought later.
 */
export const papersShowing = (
  state: StreamState,
  gone: Readonly<Record<string, ReadonlySet<string>>>,
): readonly PaperState[] =>
  state.papers.filter(
    ({ status, shows }) =>
      status === 'valid' && Object.entries(gone).some(([field, entries]) => entries.has(shows[field] ?? '?')),
  );
