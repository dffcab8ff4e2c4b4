/** 文书用语: one paper, or a file of several in one act; each becomes a version of its row of the registry. */
import { wordingFile } from '#shared/contract/wording.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { faultsOf, passagesOf, type Wording, type WordingFault } from '#shared/documents/wording.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { wording } from '#shared/kinds/wording/index.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { todayOf } from '../queries/standings.ts';
import { get, sql } from '../store/handles.ts';
import { isAsked, performAct, type Work } from './act.ts';
import { beginWithin, stepWithin } from './registry.ts';

interface From {
  readonly act: string;
  readonly effectiveFrom: string;
  readonly reason: string;
}

type Written = { readonly papers: number; readonly isAsked: boolean };

export function writeWording(
  core: DeskCore,
  viewer: Viewer,
  { act, ...input }: From & { readonly paper: string; readonly words: Readonly<Record<string, string>> },
): Result<Written> {
  const { paper, words, ...from } = input;
  return performAct(core, viewer, { id: act, procedure: 'wording.write', input }, (work) =>
    writeAll(core, viewer, work, [[paper, words]], from),
  );
}

/** Refusals: wording.file, and those of each paper; then none of them is worded anew. */
export function takeWordings(
  core: DeskCore,
  viewer: Viewer,
  { act, ...input }: From & { readonly text: string },
): Result<Written> {
  const { text, ...from } = input;
  const file = readWordings(text);
  if (!file.ok) return file;
  return performAct(core, viewer, { id: act, procedure: 'wording.takeFile', input }, (work) =>
    writeAll(core, viewer, work, file.value, from),
  );
}

type PaperWords = readonly (readonly [string, Wording])[];

export function readWordings(text: string): Result<PaperWords> {
  try {
    const read = wordingFile.safeParse(JSON.parse(text));
    return read.success ? ok(Object.entries(read.data.papers)) : refuse('wording.file');
  } catch {
    return refuse('wording.file');
  }
}

/** Row by row what of a file does not fit; a paper that nobody may reword, or that is none of ours, is one fault. */
export const faultsIn = (papers: PaperWords): readonly (WordingFault & { readonly paper: string })[] =>
  papers.flatMap(([name, words]) => {
    const paper = findPaper(name);
    const faults: readonly WordingFault[] =
      paper === undefined || paper.fixedBy !== undefined
        ? [{ passage: '', code: 'unknownPassage', detail: name }]
        : faultsOf(paper, words);
    return faults.map((fault) => ({ ...fault, paper: name }));
  });

function writeAll(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  papers: PaperWords,
  from: Omit<From, 'act'>,
): Result<Written> {
  if (from.effectiveFrom < todayOf(core)) return refuse('wording.past', {}, 'effectiveFrom');
  for (const [paper, words] of papers) {
    const written = writeOne(core, viewer, work, paper, { words: ownWords(paper, words), ...from });
    if (!written.ok) return written;
  }
  return ok({ papers: papers.length, isAsked: isAsked(core, wording) });
}

/** Without what says the same as the program: a later program's better words are not held back by it. */
function ownWords(name: string, words: Wording): Record<string, string> {
  const paper = findPaper(name);
  const usual = new Map((paper === undefined ? [] : passagesOf(paper)).map(({ id, text }) => [id, text]));
  const said = Object.entries(words).map(([id, text]) => [id, text.trim()] as const);
  return Object.fromEntries(said.filter(([id, text]) => text !== '' && usual.get(id) !== text));
}

function writeOne(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  paper: string,
  set: Omit<From, 'act'> & { readonly words: Record<string, string> },
): Result<unknown> {
  const row = get(
    work.transaction,
    sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind = 'wording' AND key = ${paper}`,
  );
  return row === undefined
    ? beginWithin(core, viewer, work, 'wording', 'worded', { set: { paper, ...set } })
    : stepWithin(core, viewer, work, 'wording', { stream: row.stream, type: 'reworded', data: { set } });
}
