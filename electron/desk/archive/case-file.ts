/**
 * 办件档案 as data: the ordered parts of the file of one case, of any kind, and what it lacks. Read anew each time it is asked for, so that
 * what is told on the screen is what the file will say.
 */
import type { Gap, PartSort } from '#shared/archive/parts.ts';
import { blocksSchema, leavesOf, type IssuedBlocks, type PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { FileMaterial, FileNeeds, OriginalRow } from '#shared/kinds/mechanism/rows.ts';
import { openChoices, type Attachment, type PaperState, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import chinese from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { matterOf } from '../queries/matters.ts';
import { namesOnPaper } from '../queries/name-on-paper.ts';
import { undrawableParts } from './undrawable.ts';
import { custodyNote, paperNotes, receivedNote } from './part-notes.ts';

export type PartSource =
  | { readonly from: 'paper'; readonly blocks: IssuedBlocks; readonly size: PaperSize }
  | { readonly from: 'form'; readonly form: string }
  | { readonly from: 'attachment'; readonly file: Attachment }
  | { readonly from: 'course' }
  | { readonly from: 'why'; readonly due: string }
  /** On paper only: it lies beside the file, or went back. */
  | { readonly from: 'nothing' };

export interface FilePart {
  readonly sort: PartSort;
  readonly title: string;
  readonly on?: string;
  readonly by?: string;
  readonly note: string;
  readonly source: PartSource;
}

export interface CaseFile {
  readonly kind: Kind;
  readonly state: StreamState;
  readonly parts: readonly FilePart[];
  readonly gaps: readonly Gap[];
}

const nothingNeeded: FileNeeds = { materials: [], papers: [] };

/** Refusal: stream.unknown. */
export function caseFile(core: DeskCore, viewer: Viewer, stream: string): Result<CaseFile> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const needs = kind.wholeFile?.(state) ?? nothingNeeded;
  const issued = issuedPapers(core, state);
  const files = state.attachments.filter(({ isMoved }) => isMoved !== true);
  const sorted = files.map((file) => sortedFile(file, needs, issued));
  const originals = kind.originals?.(state) ?? [];
  const nameOf = namesOnPaper(core);
  const attached = (...sorts: readonly PartSort[]): FilePart[] =>
    sorted.flatMap((one) => (sorts.includes(one.sort) ? [attachmentPart(state, nameOf, one)] : []));
  const parts = [
    ...formParts(core, state),
    ...materialParts(needs.materials, originals, attached('material')),
    ...issued.map((one) => paperPart(nameOf, state, one)),
    ...attached('signed'),
    ...attached('photo'),
    ...attached('other'),
    coursePart,
    ...Object.keys(state.core.dues).map((due): FilePart => clockPart(kind, due)),
  ];
  const unseen = undrawableParts(core, viewer, stream, parts);
  return ok({ kind, state, parts, gaps: gapsOf(core, state, { needs, issued, originals, sorted, unseen }) });
}

export interface IssuedPaper extends PaperState {
  readonly name: string;
  readonly by: string;
  readonly blocks: IssuedBlocks;
}

/** Those whose blocks can be read: what was erased or is of a later program is told by the verification of the records. */
function issuedPapers(core: DeskCore, { stream, papers, history }: StreamState): IssuedPaper[] {
  const entries = new Map(loadEntries(core.store.read, stream).map((entry) => [entry.id, entry]));
  const byOf = new Map(history.map((line) => [line.entry, line.by]));
  return papers.flatMap((paper) => {
    const blocks = blocksSchema.safeParse(entries.get(paper.entry)?.body?.data['blocks']);
    const name = findPaper(paper.spec)?.names['zh-CN'] ?? paper.spec;
    return blocks.success ? [{ ...paper, name, by: byOf.get(paper.entry) ?? '', blocks: blocks.data }] : [];
  });
}

/** Of a paper the form that lasts: a sheet rather than a slip, the large sheet rather than the small. */
function sizeOf({ spec }: PaperState): PaperSize {
  const sizes: readonly PaperSize[] = findPaper(spec)?.sizes ?? ['A4'];
  return (['A4', 'A5', '80mm'] as const).find((size) => sizes.includes(size)) ?? 'A4';
}

function paperPart(nameOf: (staff: string) => string, state: StreamState, paper: IssuedPaper): FilePart {
  return {
    ...{ sort: 'paper', title: paper.name, on: dayOf(paper.on), by: nameOf(paper.by), note: paperNotes(state, paper) },
    source: { from: 'paper', blocks: paper.blocks, size: sizeOf(paper) },
  };
}

/** 申请表: the forms of the version the case was taken in under, filled with what the case says. */
function formParts(core: DeskCore, state: StreamState): FilePart[] {
  const matter = matterFactsSchema.safeParse(state.core.learnt['matter']).data;
  const version = matter && matterOf(core, matter.code, matter.versionId);
  const forms = officialFormsSchema.safeParse(version?.['officialForms'] ?? []).data ?? [];
  return forms
    .filter(({ isRoster }) => isRoster !== true)
    .map(({ name }) => ({
      ...{ sort: 'form', title: name, on: dayOf(state.beganOn), note: '按办件内容填写' },
      source: { from: 'form', form: name },
    }));
}

const isImage = ({ mime }: Attachment): boolean => mime.startsWith('image/');

interface SortedFile {
  readonly file: Attachment;
  readonly sort: PartSort;
  /** Of the needs, the one it is a picture of. */
  readonly material?: string;
}

/** A file is what whoever took it in said, a signed sheet by the name of its paper, a material by how it is called. */
function sortedFile(file: Attachment, { materials }: FileNeeds, issued: readonly IssuedPaper[]): SortedFile {
  const { what, name = '' } = file.for ?? {};
  if (what === 'approval' || issued.some((paper) => isSheetOf(file, paper))) return { file, sort: 'signed' };
  const called = materials.filter((one) => (what === 'material' ? one.name === name : file.name.startsWith(one.name)));
  const [material] = called.toSorted((one, other) => other.name.length - one.name.length);
  if (material !== undefined) return { file, sort: 'material', material: material.name };
  if (what === 'material') return { file, sort: 'material', material: name };
  return { file, sort: isImage(file) ? 'photo' : 'other' };
}

/** The signed sheet of a paper bears its name, as what it is for or as the file is called. */
const isSheetOf = (file: Attachment, { name }: Pick<IssuedPaper, 'name'>): boolean =>
  file.for?.name === name || file.name.includes(name);

function attachmentPart(
  { history }: StreamState,
  nameOf: (staff: string) => string,
  { file, sort, material }: SortedFile,
): FilePart {
  const line = history.find(({ entry }) => entry === file.entry);
  const title = material ?? file.for?.name ?? file.name;
  return {
    ...{ sort, title, note: title === file.name ? '' : file.name },
    ...(line === undefined ? {} : { on: dayOf(line.on), by: nameOf(line.by) }),
    source: { from: 'attachment', file },
  };
}

/** Each material in the order of the matter, with its pictures; one without pictures says where it is. */
function materialParts(
  materials: readonly FileMaterial[],
  originals: readonly OriginalRow[],
  pictures: readonly FilePart[],
): FilePart[] {
  const isOf = (name: string) => (part: FilePart) => part.title === name;
  const named = materials.flatMap((material): FilePart[] => {
    const { name, received } = material;
    const own = pictures.filter(isOf(name));
    const where = [receivedNote(received), custodyNote(originals.find((row) => row.material === name))]
      .filter((text) => text !== '')
      .join('；');
    if (own.length === 0) {
      return received === undefined
        ? []
        : [{ sort: 'material', title: name, note: where, source: { from: 'nothing' } }];
    }
    return own.map((part, at) => ({ ...part, note: at === 0 ? joined(part.note, where) : part.note }));
  });
  const others = pictures.filter((part) => !materials.some(({ name }) => isOf(name)(part)));
  return [...named, ...others];
}

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('；');

const coursePart: FilePart = {
  ...{ sort: 'course', title: '办件全程单', note: '制作档案时的全部记录' },
  source: { from: 'course' },
};

const words = chinese as Readonly<Record<string, string>>;

const clockPart = (kind: Kind, due: string): FilePart => ({
  ...{ sort: 'clock', title: `办理依据说明（${words[`${kind.kind}.due.${due}`] ?? due}）`, note: '' },
  source: { from: 'why', due },
});

interface Seen {
  readonly needs: FileNeeds;
  readonly issued: readonly IssuedPaper[];
  readonly originals: readonly OriginalRow[];
  readonly sorted: readonly SortedFile[];
  readonly unseen: readonly Gap[];
}

function gapsOf(core: DeskCore, state: StreamState, { needs, issued, originals, sorted, unseen }: Seen): Gap[] {
  const valid = issued.filter(({ status }) => status === 'valid');
  const has = (specs: readonly string[]): boolean => valid.some(({ spec }) => specs.includes(spec));
  const nameOfSpec = (spec = ''): string => findPaper(spec)?.names['zh-CN'] ?? spec;
  const isPictured = (name: string): boolean => sorted.some(({ material }) => material === name);
  const gap = (code: Gap['code'], names: readonly string[]): Gap[] =>
    [...new Set(names)].map((name): Gap => ({ code, name }));
  const { materials, papers } = needs;
  return [
    ...gap(
      'material',
      materials.flatMap(({ name, isDue }) => (isDue ? [name] : [])),
    ),
    ...gap(
      'scan',
      materials.flatMap(({ name, received }) => (received !== undefined && !isPictured(name) ? [name] : [])),
    ),
    ...gap(
      'paper',
      papers.flatMap((specs) => (has(specs) ? [] : [nameOfSpec(specs[0])])),
    ),
    ...gap(
      'signed',
      valid
        .filter((paper) => isToSign(paper) && !sorted.some(({ file }) => isSheetOf(file, paper)))
        .map(({ name }) => name),
    ),
    ...gap(
      'content',
      sorted.flatMap(({ file }) => (core.blobs.has(file.blob) ? [] : [file.name])),
    ),
    ...gap(
      'original',
      originals.flatMap(({ material, returned }) => (returned === undefined ? [material] : [])),
    ),
    ...unseen,
    ...gap('choice', openChoices(state).length > 0 ? [''] : []),
    ...gap('doubt', state.marks.length > 0 ? [''] : []),
  ];
}

/** By somebody who comes to the counter: what the hall signs for itself is in order when it is issued. */
const outside = new Set(['petitioner', 'agent', 'guardian', 'witness', 'receiver']);
const isToSign = ({ blocks }: IssuedPaper): boolean =>
  leavesOf(blocks).some(
    (block) => block.type === 'signatureLine' && block.fields.some(({ signer = '' }) => outside.has(signer)),
  );
