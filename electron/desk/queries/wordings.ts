/** 文书用语 as it stands here: versions with who and when, and what a file of them says. */
import type { WordingOfPaper, wordingFile } from '#shared/contract/wording.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { soundWording, wordingOn, wordingVersions, type Wording } from '#shared/documents/wording.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import type { z } from 'zod';
import { recordOf } from '../commands/learn.ts';
import type { DeskCore } from '../core.ts';
import { get, sql, type ReadHandle } from '../store/handles.ts';
import { recordsOf, staffNames } from './names.ts';
import { todayOf } from './standings.ts';

export interface WordsOfToday {
  readonly words: Wording;
  /** The day of the township's version in force; absent: the program's own words. */
  readonly since?: string;
}

/** In the words of today, for a paper that is drawn for the moment and stored nowhere: the paper says itself whose they are. */
export function wordsToday(core: Pick<DeskCore, 'store' | 'ports'>, paper: string): WordsOfToday {
  const version = wordingOn(wordingVersions(recordOf(core.store.read, 'wording', paper)), todayOf(core));
  if (version === undefined || Object.keys(version.words).length === 0) return { words: {} };
  return { words: version.words, since: version.effectiveFrom };
}

export function wordedPapers(core: DeskCore) {
  const today = todayOf(core);
  return recordsOf(core.store.read, 'wording').map(({ key, value }) => {
    const versions = wordingVersions(value);
    const now = wordingOn(versions, today);
    const coming = versions.map(({ effectiveFrom }) => effectiveFrom).filter((day) => day > today);
    return {
      paper: key,
      passages: Object.keys(now?.words ?? {}).length,
      since: now?.effectiveFrom ?? null,
      coming: coming.toSorted()[0] ?? null,
    };
  });
}

export function versionsOfWording(
  core: DeskCore,
  paper: string,
): { readonly inForce: string | null; readonly versions: WordingOfPaper[] } {
  const versions = wordingVersions(recordOf(core.store.read, 'wording', paper));
  const nameOf = staffNames(core.store.read);
  return {
    inForce: wordingOn(versions, todayOf(core))?.versionId ?? null,
    versions: versions
      .map(({ versionId, words, effectiveFrom, reason }) => {
        const { by, at } = writtenBy(core.store.read, versionId);
        return { version: versionId, words, effectiveFrom, reason, byName: nameOf(by), at };
      })
      .toReversed(),
  };
}

function writtenBy(read: ReadHandle, entry: string): { readonly by: string; readonly at: string } {
  const row = get(read, sql<{ by_staff: string; at: string }>`SELECT by_staff, at FROM entry WHERE id = ${entry}`);
  if (row === undefined) throw new Error('bug: a version without the entry that began it');
  return { by: row.by_staff, at: instantOf(row.at) };
}

/** What is in force today of every paper that has words of its own. */
export function wordingsAsFile(core: DeskCore): string {
  const said = recordsOf(core.store.read, 'wording').flatMap(({ key }): [string, Wording][] => {
    const paper = findPaper(key);
    const words = paper === undefined ? {} : soundWording(paper, wordsToday(core, key).words);
    return Object.keys(words).length === 0 ? [] : [[key, words]];
  });
  const file: z.infer<typeof wordingFile> = { tongban: 'wording', version: 1, papers: Object.fromEntries(said) };
  return `${JSON.stringify(file, null, 2)}\n`;
}
