/**
 * 导出档案: the parts of a case's file are drawn and read, bound into one PDF with contents and bookmarks, and packed with every part in its own
 * file under a signed manifest. Nothing of it is masked: it is the official file. It stays in memory till somebody takes it (`made-files.ts`).
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { gapSentence, sortNames } from '#shared/archive/parts.ts';
import {
  boundName,
  fileName,
  manifestMessage,
  manifestName,
  manifestSchema,
  signatureName,
  tableName,
  type Manifest,
  type ManifestFile,
} from '#shared/archive/manifest.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { signerOf } from '../journal/signer.ts';
import { nowOf } from '../queries/standings.ts';
import type { Runtime } from '../runtime.ts';
import { transact } from '../store/handles.ts';
import type { Watch } from '../workers.ts';
import { caseFile, type CaseFile } from './case-file.ts';
import { factsOf, rowOf } from './file-facts.ts';
import { isBindable } from './bound-pdf.ts';
import { runArchive } from './jobs.ts';
import { fileHtml, producePart, type Produced } from './produce.ts';
import { tableHtml } from './table-html.ts';
import type { Hashes, PackedFile } from './package.ts';

export interface MadeFile {
  readonly stream: string;
  /** Without an ending; of the number alone, nobody's name. */
  readonly name: string;
  readonly pdf: Uint8Array;
  readonly zip: Uint8Array;
  readonly pages: number;
  readonly bookmarks: number;
  readonly gaps: number;
  /** Parts that lie in the package and could not be bound in. */
  readonly unbound: readonly string[];
}

export interface MakeProgress {
  readonly done: number;
  readonly of: number;
}

export interface Making {
  readonly runtime: Runtime;
  readonly core: DeskCore;
  readonly viewer: Viewer;
}

/** Bytes of all contents together: it is made in memory. */
const mostBytes = 400 * 1024 * 1024;
/** Binding, contents, hashing, packing. */
const steps = 4;

/** Refusals: stream.unknown, paper.noNumber, archive.noPdf, archive.tooLarge, archive.notWhole, work.cancelled. */
export async function makeFile(making: Making, stream: string, watch: Watch<MakeProgress>): Promise<Result<MadeFile>> {
  const { runtime, core, viewer } = making;
  const { drawPdf } = runtime.options;
  if (drawPdf === undefined) return refuse('archive.noPdf');
  const found = caseFile(core, viewer, stream);
  if (!found.ok) return found;
  if (found.value.state.destroyed !== undefined) return refuse('file.destroyed');
  if (found.value.state.number === undefined) return refuse('paper.noNumber');
  const of = found.value.parts.length + steps;
  const tell = (done: number): void => watch.onProgress?.({ done, of });
  tell(0);
  const produced = await produceAll({ ...making, drawPdf }, found.value, tell, watch.signal);
  if (!produced.ok) return produced;
  const bound = await bind({ ...making, drawPdf }, found.value, produced.value, tell, watch.signal);
  if (!bound.ok) return bound;
  return pack(making, found.value, bound.value, tell, watch.signal);
}

export interface Drawing extends Making {
  readonly drawPdf: (html: string, size: PaperSize) => Promise<Uint8Array>;
}
type Tell = (done: number) => void;

async function produceAll(
  drawing: Drawing,
  file: CaseFile,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<Result<Produced[]>> {
  const produced: Produced[] = [];
  let bytes = 0;
  for (const [at, part] of file.parts.entries()) {
    if (signal?.aborted === true) return refuse('work.cancelled');
    const one = await producePart(drawing, file, part);
    bytes += (one?.file?.bytes.length ?? 0) + (one?.toBind === one?.file?.bytes ? 0 : (one?.toBind?.length ?? 0));
    if (bytes > mostBytes) return refuse('archive.tooLarge');
    if (one !== undefined) produced.push(one);
    tell(at + 1);
  }
  return ok(produced);
}

/** A part with its place: pages of the bound file, and the name it has in the package. */
export interface Placed extends Produced {
  readonly pages?: { readonly from: number; readonly to: number };
}

interface Bound {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly marks: number;
  readonly placed: readonly Placed[];
}

async function bind(
  drawing: Drawing,
  file: CaseFile,
  produced: readonly Produced[],
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<Result<Bound>> {
  const bindable = produced.filter(({ toBind }) => toBind !== undefined && isBindable(toBind));
  const parts = bindable.map(({ part, toBind }) => ({ title: part.title, bytes: toBind ?? new Uint8Array() }));
  const body = await runArchive<'body'>({ do: 'body', parts }, { signal });
  if (!body.ok) return body;
  tell(file.parts.length + 1);
  const placed = place(produced, bindable, body.value.pages);
  const front = await drawFront(drawing, file, placed);
  if (!front.ok) return front;
  const counted = bindable.map(({ part }, at) => ({
    title: `${sortNames[part.sort]}　${part.title}`,
    pages: body.value.pages[at] ?? 0,
  }));
  const title = `办件档案 ${file.state.number ?? ''}`;
  const at = drawing.core.ports.clock.now();
  const whole = await runArchive<'file'>(
    { do: 'file', file: { front: front.value, body: body.value.pdf, parts: counted, title, at } },
    { signal },
  );
  tell(file.parts.length + 2);
  return whole.ok ? ok({ ...whole.value, placed }) : whole;
}

function place(produced: readonly Produced[], bindable: readonly Produced[], pages: readonly number[]): Placed[] {
  const countOf = new Map(bindable.map((one, at) => [one, pages[at] ?? 0]));
  let next = 1;
  return produced.map((one): Placed => {
    const count = countOf.get(one) ?? 0;
    const from = next;
    next += count;
    return count === 0 ? one : { ...one, pages: { from, to: next - 1 } };
  });
}

/** Drawn last, because they say on which page everything is. */
async function drawFront(drawing: Drawing, file: CaseFile, placed: readonly Placed[]) {
  const about = factsOf(drawing, file);
  const pages = placed.reduce((last, one) => Math.max(last, one.pages?.to ?? 0), 0);
  const gaps = file.gaps.map(gapSentence);
  const cover = { ...about, pages, parts: placed.length, gaps: gaps.length };
  const contents = { ...about, rows: placed.map(rowOf), gaps };
  const made: { title: string; bytes: Uint8Array }[] = [];
  for (const [paper, facts] of [
    ['archiveCover', cover],
    ['archiveContents', contents],
  ] as const) {
    const spec = findPaper(paper);
    const issued = spec?.issue(facts);
    if (spec === undefined || issued === undefined) throw new Error(`bug: no paper ${paper}`);
    if (!issued.ok) return issued;
    const { html } = fileHtml(drawing, [issued.value], 'A4');
    const bytes = await drawing.drawPdf(html, 'A4').catch(() => undefined);
    if (bytes === undefined) return refuse('save.failed', { reason: 'page-not-ready' });
    made.push({ title: spec.names['zh-CN'], bytes });
  }
  return ok(made);
}

async function pack(
  making: Making,
  file: CaseFile,
  bound: Bound,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<Result<MadeFile>> {
  const named = nameFiles(bound.placed);
  const table = new TextEncoder().encode(tableHtml(making, file, named, bound.pages));
  const files: PackedFile[] = [
    { name: boundName, bytes: bound.pdf },
    { name: tableName, bytes: table },
    ...named.flatMap(({ name, file: own }) => (name === undefined || !own ? [] : [{ name, bytes: own.bytes }])),
  ];
  const hashed = await runArchive<'hash'>({ do: 'hash', files: files.map(({ bytes }) => bytes) }, { signal });
  if (!hashed.ok) return hashed;
  tell(file.parts.length + 3);
  const text = manifestText(making, file, bound, { named, files, hashes: hashed.value });
  const signed = [
    ...files,
    { name: manifestName, bytes: new TextEncoder().encode(text) },
    { name: signatureName, bytes: new TextEncoder().encode(sign(making.core, text)) },
  ];
  const zip = await runArchive<'pack'>({ do: 'pack', files: signed }, { signal });
  tell(file.parts.length + steps);
  if (!zip.ok) return zip;
  return ok({
    ...{ stream: file.state.stream, name: `办件档案 ${file.state.number ?? ''}`, pdf: bound.pdf, zip: zip.value },
    ...{ pages: bound.pages, bookmarks: bound.marks, gaps: file.gaps.length },
    unbound: bound.placed.flatMap(({ part, file: own, pages }) => (own && pages === undefined ? [part.title] : [])),
  });
}

export interface Named extends Placed {
  /** In the package; absent of what has no file. */
  readonly name?: string;
}

/** `申请材料/007 居民身份证.jpg`: in the order of the contents, whatever a file manager sorts by. */
const nameFiles = (placed: readonly Placed[]): Named[] =>
  placed.map((one, at) => {
    const { part, file } = one;
    if (file === undefined) return one;
    const number = String(at + 1).padStart(3, '0');
    return { ...one, name: `${sortNames[part.sort]}/${number} ${fileName(part.title)}.${file.ending}` };
  });

const sign = (core: DeskCore, text: string): string =>
  transact(core.store.write, (transaction) => {
    const signer = signerOf(core, transaction);
    const signature = signer.sign(manifestMessage(text));
    return `${Buffer.from(signer.publicKey).toString('base64url')}\n${Buffer.from(signature).toString('base64url')}\n`;
  });

interface Packed {
  readonly named: readonly Named[];
  readonly files: readonly PackedFile[];
  readonly hashes: readonly Hashes[];
}

function manifestText(making: Making, file: CaseFile, bound: Bound, { named, files, hashes }: Packed): string {
  const { hall, number, matter, petitioner, year, retention } = factsOf(making, file);
  const whatOf: ReadonlyMap<string, Partial<ManifestFile>> = new Map([
    [boundName, { what: '全部材料合成的 PDF' }],
    [tableName, { what: '目录' }],
    ...named.flatMap((one): [string, Partial<ManifestFile>][] =>
      one.name === undefined ? [] : [[one.name, partFacts(one)]],
    ),
  ]);
  const manifest: Manifest = {
    ...{ format: 'tongban-case-file', v: 1, number, matter, petitioner, hall: hall.name },
    ...{ madeAt: nowOf(making.core), madeBy: making.viewer.name },
    ...(year === undefined ? {} : { year }),
    ...(retention === undefined ? {} : { retention }),
    ...{ pages: bound.pages, bookmarks: bound.marks, gaps: file.gaps.map(gapSentence) },
    files: files.map(({ name, bytes }, at): ManifestFile => {
      const { sm3 = '', sha256 = '' } = hashes[at] ?? {};
      return { name, bytes: bytes.length, sm3, sha256, what: name, ...whatOf.get(name) };
    }),
  };
  return `${JSON.stringify(manifestSchema.parse(manifest), undefined, 2)}\n`;
}

function partFacts({ part, pages, note }: Named): Partial<ManifestFile> {
  const { sort, title, on, by } = part;
  return {
    ...{ what: title.slice(0, 500), sort },
    ...(on === undefined ? {} : { on }),
    ...(by === undefined ? {} : { by: by.slice(0, 500) }),
    ...(note === '' ? {} : { note: note.slice(0, 500) }),
    ...(pages === undefined ? {} : { pages }),
  };
}
