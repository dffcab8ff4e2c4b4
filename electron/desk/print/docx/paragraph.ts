/** A paragraph (w:p) of a .docx as HTML. */
import { escapeHtml } from '#shared/documents/html-text.ts';
import type { Drawing } from './drawing.ts';
import { paragraphCss, runCss, usualSize, type RunLook } from './styles.ts';
import { attribute, childOf, elementsIn, inside, numberOf, pt, type Element } from './xml.ts';

/** Stands where a page ends within a paragraph, until the paragraph is cut there. No text can hold it: XML does not know it. */
const pageEnd = '\u0000';

export function drawParagraph(drawing: Drawing, paragraph: Element, isInTable = false): string {
  const properties = childOf(paragraph, 'w:pPr');
  const { paragraph: look, run } = drawing.styles.paragraph(properties);
  const sizes: number[] = [];
  const content = drawInline(drawing, elementsIn(paragraph), run, sizes);
  const mark = drawing.styles.run(childOf(properties, 'w:rPr'), run);
  const size = sizes.length === 0 ? (mark.size ?? usualSize) : Math.max(...sizes);
  const number = look.number && look.number.id !== '0' ? drawing.numbering.next(look.number.id, look.number.level) : '';
  const css = paragraphCss(look, size, isInTable ? drawing.tablePitch : drawing.pitch);
  const begin = number === '' ? '' : `<span style="${attributeText(runCss(mark))}">${escapeHtml(number)}</span>`;
  const pieces = `${begin}${content}`.split(pageEnd);
  return pieces
    .map((piece, at) => {
      const style = attributeText(at === 0 ? css : `${css};break-before:page`);
      return at === pieces.length - 1 && at > 0 && piece === ''
        ? `<div style="break-after:page"></div>`
        : `<p style="${style}">${piece === '' ? '<br>' : piece}</p>`;
    })
    .join('');
}

/** Whether anything would be seen: the empty paragraph behind a table that ends a section need not be on a page of its own. */
export const isBlank = (paragraph: Element): boolean =>
  paragraph.nodeName === 'w:p' &&
  paragraph.textContent?.trim() === '' &&
  paragraph.getElementsByTagName('w:drawing').length === 0;

const attributeText = (css: string): string => escapeHtml(css);

/** What only wraps runs. Deleted text (修订) is not on the paper. */
const wrappers = new Set(['w:hyperlink', 'w:ins', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:fldSimple', 'w:moveTo']);

function drawInline(drawing: Drawing, elements: readonly Element[], under: RunLook, sizes: number[]): string {
  return elements
    .map((element) => {
      if (wrappers.has(element.nodeName)) return drawInline(drawing, elementsIn(element), under, sizes);
      if (element.nodeName === 'm:oMath' || element.nodeName === 'm:oMathPara') drawing.miss('shape');
      return element.nodeName === 'w:r' ? drawRun(drawing, element, under, sizes) : '';
    })
    .join('');
}

function drawRun(drawing: Drawing, run: Element, under: RunLook, sizes: number[]): string {
  const look = drawing.styles.run(childOf(run, 'w:rPr'), under);
  if (look.isHidden) return '';
  const content = elementsIn(run)
    .map((element) => drawPiece(drawing, element))
    .join('');
  if (content === '') return '';
  sizes.push(look.size ?? usualSize);
  const style = attributeText(runCss(look));
  return content
    .split(pageEnd)
    .map((piece) => (piece === '' ? '' : `<span style="${style}">${piece}</span>`))
    .join(pageEnd);
}

function drawPiece(drawing: Drawing, element: Element): string {
  switch (element.nodeName) {
    case 'w:t':
      return escapeHtml(element.textContent ?? '');
    case 'w:tab':
      return '\t';
    case 'w:br':
      return attribute(element, 'w:type') === 'page' ? pageEnd : '<br>';
    case 'w:cr':
      return '<br>';
    case 'w:noBreakHyphen':
      return '\u2011';
    case 'w:sym':
      return drawSymbol(drawing, element);
    case 'w:drawing':
      return drawPicture(drawing, element);
    case 'w:pict':
    case 'mc:AlternateContent':
      drawing.miss(element.getElementsByTagName('w:txbxContent').length > 0 ? 'textBox' : 'shape');
      return '';
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      drawing.miss('footnote');
      return '';
    default:
      return '';
  }
}

/** Boxes and ticks of the Wingdings faces, which only Windows has, by the characters everybody has. */
const symbols: Readonly<Record<string, string>> = {
  'wingdings:A8': '☐',
  'wingdings:6F': '☐',
  'wingdings:71': '☐',
  'wingdings:A3': '☐',
  'wingdings:FE': '☑',
  'wingdings:FC': '✓',
  'wingdings:FD': '☒',
  'wingdings:6C': '●',
  'wingdings:A1': '○',
  'wingdings 2:A3': '☐',
  'wingdings 2:52': '☑',
  'wingdings 2:50': '✓',
};

function drawSymbol(drawing: Drawing, element: Element): string {
  const face = (attribute(element, 'w:font') ?? '').toLowerCase();
  const code = (attribute(element, 'w:char') ?? '').toUpperCase().replace(/^(F0|00)/, '');
  const known = symbols[`${face}:${code}`];
  if (known === undefined) drawing.miss('symbol');
  return known ?? '□';
}

/** English metric units: 12,700 to the point. */
const emu = 12_700;

function drawPicture(drawing: Drawing, element: Element): string {
  const place = childOf(element, 'wp:inline') ?? childOf(element, 'wp:anchor');
  const data = inside(place, 'a:graphic', 'a:graphicData');
  const source = drawing.picture(attribute(inside(data, 'pic:pic', 'pic:blipFill', 'a:blip'), 'r:embed'));
  const extent = childOf(place, 'wp:extent');
  const [width, height] = [numberOf(attribute(extent, 'cx')), numberOf(attribute(extent, 'cy'))];
  if (source === undefined || width === undefined || height === undefined) {
    drawing.miss(
      data?.getElementsByTagName('w:txbxContent').length ? 'textBox' : childOf(data, 'pic:pic') ? 'picture' : 'shape',
    );
    return '';
  }
  return `<img alt="" src="${source}" style="width:${pt(width / emu)};height:${pt(height / emu)}">`;
}
