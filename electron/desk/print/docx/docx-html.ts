/**
 * A .docx as a page for the screen and for print (Chromium), on a desk without Word. It draws what forms are made of: paragraphs, runs,
 * tables with joined cells, pictures, sheets and margins, lines at head and foot; and says what it leaves out (`NotDrawn`), for which
 * the file itself is opened in Word (docs/decisions/0030).
 */
import { cssString, escapeHtml } from '#shared/documents/html-text.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { commonFamilies, type Drawn, type FontFaces } from '../render/font-faces.ts';
import type { FacesFrom } from '../render/paper-html.ts';
import { beginDrawing, onGrid, snapsTables, type Drawing, type NotDrawn } from './drawing.ts';
import { docxLimits, openDocx, partText } from './open-docx.ts';
import { drawParagraph, isBlank } from './paragraph.ts';
import { fontFamily } from './styles.ts';
import { drawTable } from './table.ts';
import { attribute, childOf, childrenOf, elementsIn, parseXml, points, pt, type Element } from './xml.ts';

export interface DocxPage {
  readonly html: string;
  readonly size: 'A4' | 'A5';
  readonly orientation: 'portrait' | 'landscape';
  readonly notDrawn: readonly NotDrawn[];
}

/** `name`: for the window and the print queue, never a person's. Refusals: those of `openDocx`, officialForm.damaged. */
export function docxHtml(docx: Uint8Array, fonts: FontFaces, faces: FacesFrom, name: string): Result<DocxPage> {
  const parts = openDocx(docx, docxLimits.filled);
  if (!parts.ok) return parts;
  const body = childOf(parseXml(partText(parts.value, 'word/document.xml')), 'w:body');
  if (body === undefined) return refuse('officialForm.damaged');
  const missed = new Set<NotDrawn>();
  const drawing = beginDrawing(parts.value, (what) => missed.add(what));
  const sections = sectionsOf(body);
  const drawn = sections.map((section, at) =>
    drawSection(onGrid(drawing, section.properties, snapsTables(parts.value)), section, at),
  );
  const content = drawn.map(({ html }) => html).join('');
  const sheet = readSheet(sections[0]?.properties);
  const size = sizeOf(sheet);
  if (size === undefined) missed.add('paper');
  return ok({
    html: pageOf({ name, content, css: drawn.map(({ css }) => css).join(''), faces: facesOf(fonts, faces, body) }),
    size: size ?? 'A4',
    orientation: sheet.width > sheet.height ? 'landscape' : 'portrait',
    notDrawn: [...missed],
  });
}

/** The outer half of a table's edge lies outside the text; the printer's page is cut off there. Points. */
const room = 4;

interface Section {
  readonly blocks: readonly Element[];
  readonly properties: Element | undefined;
}

/** The last paragraph of a section holds its properties; those of the last section stand at the end. */
function sectionsOf(body: Element): Section[] {
  const sections: Section[] = [];
  let blocks: Element[] = [];
  for (const block of elementsIn(body)) {
    if (block.nodeName === 'w:sectPr') continue;
    blocks.push(block);
    const properties = childOf(childOf(block, 'w:pPr'), 'w:sectPr');
    if (properties === undefined) continue;
    sections.push({ blocks, properties });
    blocks = [];
  }
  // A paragraph must follow a table; an empty one at the very end would take a sheet of its own where the table fills the last.
  const last = blocks.at(-1);
  const kept = last !== undefined && blocks.length > 1 && isBlank(last) ? blocks.slice(0, -1) : blocks;
  return [...sections, { blocks: kept, properties: childOf(body, 'w:sectPr') }];
}

function drawSection(drawing: Drawing, { blocks, properties }: Section, at: number): { html: string; css: string } {
  const columns = Number(attribute(childOf(properties, 'w:cols'), 'w:num') ?? '1');
  if (columns > 1) drawing.miss('columns');
  const name = `s${String(at)}`;
  const { width, height, margins } = readSheet(properties);
  const [top = 0, right = 0, bottom = 0, left = 0] = margins;
  const margin = [top, right - room, bottom, left - room].map((side) => pt(Math.max(0, side))).join(' ');
  const head = lineAt(drawing, properties, 'w:headerReference', '@top-center');
  const foot = lineAt(drawing, properties, 'w:footerReference', '@bottom-center');
  const css =
    `@page ${name}{size:${millimetres(width)} ${millimetres(height)};margin:${margin};${head}${foot}}` +
    `.${name}{page:${name};padding:0 ${pt(room)}}` +
    `@media screen{.${name}{width:${pt(width)};min-height:${pt(height)};padding:${margins.map(pt).join(' ')}}}`;
  return { html: `<section class="${name}">${drawAll(drawing, blocks, false)}</section>`, css };
}

const drawAll = (drawing: Drawing, blocks: readonly Element[], isInTable: boolean): string =>
  blocks
    .map((block) => {
      if (block.nodeName === 'w:p') return drawParagraph(drawing, block, isInTable);
      if (block.nodeName === 'w:tbl') return drawTable(drawing, block, drawContainer);
      const inner = block.nodeName === 'w:sdt' ? childOf(block, 'w:sdtContent') : undefined;
      return inner === undefined ? '' : drawAll(drawing, elementsIn(inner), isInTable);
    })
    .join('');

const drawContainer = (drawing: Drawing, container: Element, isInTable: boolean): string =>
  drawAll(drawing, elementsIn(container), isInTable);

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Above, right, below, left. */
  readonly margins: readonly number[];
}

function readSheet(properties: Element | undefined): Sheet {
  const [size, margin] = [childOf(properties, 'w:pgSz'), childOf(properties, 'w:pgMar')];
  const side = (name: string, usual: number): number => Math.abs(points(margin, name) ?? usual);
  return {
    width: points(size, 'w:w') ?? 595.3,
    height: points(size, 'w:h') ?? 841.9,
    margins: [side('w:top', 72), side('w:right', 90), side('w:bottom', 72), side('w:left', 90)],
  };
}

/** Whole millimetres: a page that differs from the printer's by a hair is scaled down. */
const inMillimetres = (value: number): number => Math.round((value / 72) * 25.4);
const millimetres = (value: number): string => `${String(inMillimetres(value))}mm`;

function sizeOf({ width, height }: Sheet): 'A4' | 'A5' | undefined {
  const [short, long] = [inMillimetres(Math.min(width, height)), inMillimetres(Math.max(width, height))];
  if (Math.abs(short - 210) <= 2 && Math.abs(long - 297) <= 2) return 'A4';
  return Math.abs(short - 148) <= 2 && Math.abs(long - 210) <= 2 ? 'A5' : undefined;
}

/**
 * Head and foot (页眉页脚) as one line of text; the number of a page is counted by the printer. A face that only stands here is not
 * fetched before the page is printed, so the machine's own come first.
 */
function lineAt(drawing: Drawing, section: Element | undefined, name: string, place: string): string {
  const usual = childrenOf(section, name).find((one) => (attribute(one, 'w:type') ?? 'default') === 'default');
  const part = usual && drawing.part(attribute(usual, 'r:id'));
  if (part === undefined) return '';
  if (part.getElementsByTagName('w:tbl').length > 0 || part.getElementsByTagName('w:drawing').length > 0) {
    drawing.miss('header');
  }
  const content = childrenOf(part, 'w:p').flatMap(lineParts);
  return content.length === 0 ? '' : `${place}{font:9pt ${fontFamily(undefined)};content:${content.join(' ')}}`;
}

/** What a field showed when the file was saved (between `separate` and `end`) gives way to the counter. */
function lineParts(paragraph: Element): string[] {
  let isResult = false;
  return Array.from(paragraph.getElementsByTagName('*')).flatMap((element) => {
    const mark = element.nodeName === 'w:fldChar' ? attribute(element, 'w:fldCharType') : undefined;
    if (mark !== undefined) isResult = mark === 'separate';
    const field = element.nodeName === 'w:instrText' ? element.textContent : attribute(element, 'w:instr');
    if (field !== undefined && field !== null && element.nodeName !== 'w:t') return counterOf(field);
    const isShown =
      element.nodeName === 'w:t' && !isResult && element.parentNode?.parentNode?.nodeName !== 'w:fldSimple';
    return isShown ? [cssString(element.textContent ?? '')] : [];
  });
}

const counterOf = (field: string): string[] =>
  /\bNUMPAGES\b/.test(field) ? ['counter(pages)'] : /\bPAGE\b/.test(field) ? ['counter(page)'] : [];

/** A form has one bold face at most, and seldom none: which of its words are bold is in its styles. */
function drawnIn(body: Element): Drawn {
  const plain = `${body.textContent ?? ''}0123456789 ☐☑第页共`;
  const hasBold = body.getElementsByTagName('w:b').length > 0;
  return { plain, bold: hasBold ? plain : '', families: commonFamilies };
}

function facesOf(fonts: FontFaces, faces: FacesFrom, body: Element): { css: string; source: string } {
  return faces.from === 'address'
    ? { css: fonts.byAddress(faces.base), source: `'self'` }
    : { css: fonts.inside(drawnIn(body)), source: 'data:' };
}

const common = `
*{box-sizing:border-box;margin:0;padding:0}
body{color:#000;background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}
p,td{white-space:pre-wrap;tab-size:21pt;overflow-wrap:anywhere;word-break:normal}
table{border-collapse:collapse;table-layout:fixed}
thead{display:table-header-group}
.upright{writing-mode:vertical-rl;text-orientation:upright;margin:auto;display:inline-block}
section+section{break-before:page}
@media screen{body{background:#ccc;padding:8pt}section{background:#fff;margin:0 auto 8pt}}
`;

interface Page {
  readonly name: string;
  readonly content: string;
  readonly css: string;
  readonly faces: { readonly css: string; readonly source: string };
}

function pageOf({ name, content, css, faces }: Page): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src ${faces.source}`;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    `<title>${escapeHtml(name)}</title><style>${faces.css}${common}${css}</style></head>`,
    `<body>${content}</body></html>`,
  ].join('');
}
