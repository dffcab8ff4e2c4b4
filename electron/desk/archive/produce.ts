/** One part of a file as bytes: drawn, or as it was brought. What cannot be had is said in its note, and the file is made without it. */
import type { PaperSize } from '#shared/documents/blocks.ts';
import type { IssuedBlocks } from '#shared/documents/blocks.ts';
import { extensionOf } from '#shared/archive/endings.ts';
import type { Result } from '#shared/kernel/result.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { drawForScreen } from '../print/render/paper-html.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import { blanked } from '../print/without-boxes.ts';
import { wholeCourseHtml } from '../queries/day-papers.ts';
import { officialFormOfCase } from '../queries/official-forms.ts';
import { dueExplanationHtml } from '../queries/papers.ts';
import { isBindable } from './bound-pdf.ts';
import type { CaseFile, FilePart } from './case-file.ts';
import type { Drawing } from './make.ts';

export interface Produced {
  readonly part: FilePart;
  /** 备注 of the part, with what went wrong. */
  readonly note: string;
  /** In its own format. */
  readonly file?: { readonly bytes: Uint8Array; readonly ending: string };
  /** What is bound in, where anything can be. */
  readonly toBind?: Uint8Array;
}

const noted = (part: FilePart, ...more: readonly string[]): string =>
  [part.note, ...more].filter((text) => text !== '').join('；');

/** Undefined: there is no such part after all (a limit that nobody can explain). */
export async function producePart(drawing: Drawing, file: CaseFile, part: FilePart): Promise<Produced | undefined> {
  const { core, viewer, runtime } = drawing;
  const { source } = part;
  const { stream } = file.state;
  const fonts = runtime.options.resources.fonts();
  switch (source.from) {
    case 'paper':
      return sheetPart(drawing, part, [source.blocks], source.size);
    case 'form':
      return formPart(drawing, stream, part, source.form);
    case 'attachment':
      return attachmentOf(drawing, part, source.file.blob, source.file.name);
    case 'course':
      return htmlPart(drawing, part, wholeCourseHtml(core, fonts, viewer, stream));
    case 'why': {
      const page = dueExplanationHtml(core, fonts, viewer, { stream, due: source.due });
      return page.ok ? htmlPart(drawing, part, page) : undefined;
    }
    case 'nothing':
      return { part, note: part.note };
  }
}

/** What the file shows, it shows for ever: no box stands where no face has a character, and of a paper made twice the copy that stays here. */
export function fileHtml(
  { core, runtime }: Drawing,
  papers: readonly IssuedBlocks[],
  size: PaperSize,
): { readonly html: string; readonly blanks: readonly string[] } {
  const whole = blanked(core, papers);
  const html = drawForScreen(runtime.options.resources.fonts(), {
    papers: whole.papers.map((issued) => ({ issued, ...(issued.copies ? { only: issued.copies.length - 1 } : {}) })),
    ...{ size, sizes: [size], faces: { from: 'inside' } },
  });
  return { html, blanks: whole.blanks };
}

async function sheetPart(
  drawing: Drawing,
  part: FilePart,
  papers: readonly IssuedBlocks[],
  size: PaperSize,
): Promise<Produced> {
  const { html, blanks } = fileHtml(drawing, papers, size);
  const made = await drawn(drawing, part, html, size);
  return blanks.length === 0 ? made : { ...made, note: noted({ ...part, note: made.note }, handWritten(blanks)) };
}

const handWritten = (blanks: readonly string[]): string => `字库里没有的字留空：${blanks.slice(0, 8).join('、')}`;

async function drawn({ drawPdf }: Drawing, part: FilePart, html: string, size: PaperSize): Promise<Produced> {
  const bytes = await drawPdf(html, size).catch(() => undefined);
  if (bytes === undefined) return { part, note: noted(part, '没有制成 PDF') };
  return { part, note: part.note, file: { bytes, ending: 'pdf' }, toBind: bytes };
}

const htmlPart = (drawing: Drawing, part: FilePart, page: Result<DrawnSheet>): Promise<Produced> =>
  page.ok
    ? sheetPart(drawing, part, page.value.papers, 'A4')
    : Promise.resolve({ part, note: noted(part, '没有制成 PDF') });

/** What only Word draws right is kept as the .docx it is; its picture is bound in all the same. */
async function formPart(drawing: Drawing, stream: string, part: FilePart, form: string): Promise<Produced> {
  const { core, viewer, runtime } = drawing;
  const filled = officialFormOfCase(core, runtime.options.resources, viewer, { stream, form });
  if (!filled.ok) return { part, note: noted(part, '表格没有制成') };
  const { page, docx } = filled.value;
  const made = await drawn(drawing, part, page.html, page.size);
  return page.notDrawn.length === 0
    ? made
    : { ...made, note: noted(part, '版式以档案包中的 Word 文件为准'), file: { bytes: docx, ending: 'docx' } };
}

function attachmentOf({ core }: Drawing, part: FilePart, blob: string, name: string): Produced {
  const content = readContent(core, blob);
  if (!content.ok) return { part, note: noted(part, '附件内容不在本机') };
  const bytes = new Uint8Array(content.value);
  const file = { bytes, ending: extensionOf(name) };
  return isBindable(bytes)
    ? { part, note: part.note, file, toBind: bytes }
    : { part, note: noted(part, '不能并入，见档案包'), file };
}
