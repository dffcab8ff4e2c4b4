/**
 * Every text of a finished .xlsx or .docx, wherever it stands: cells of hidden sheets, comments, headers, properties, attributes, names of
 * parts. What is split into runs is put together again; the cells of a row are one line. A part that cannot be read as text is named.
 */
import PizZip from 'pizzip';
import { cellBreak, type PublicText } from '#shared/publish/scan.ts';
import { elementsIn, isElement, parseXml, type Element } from '../print/docx/xml.ts';

export interface Finished {
  readonly texts: readonly PublicText[];
  /** Pictures, programs, files within the file: nobody can say what they show. */
  readonly unread: readonly string[];
}

export function textsOfFile(bytes: Uint8Array): Finished {
  const parts = Object.values(new PizZip(bytes).files).filter(({ dir }) => !dir);
  const shared = sharedTexts(parts.find(({ name }) => name === 'xl/sharedStrings.xml')?.asText());
  const texts: PublicText[] = [];
  const unread: string[] = [];
  for (const part of parts) {
    const root = /\.(xml|rels|vml)$/iu.test(part.name) ? parseXml(part.asText()) : undefined;
    texts.push({ place: part.name, text: part.name });
    if (root === undefined) unread.push(part.name);
    else texts.push(...linesOf(part.name, root, shared));
  }
  return { texts, unread };
}

const nameOf = ({ nodeName }: Element): string => nodeName.replace(/^.*:/u, '');
const within = (element: Element): Element[] => [element, ...elementsIn(element).flatMap(within)];
const textOf = (element: Element): string => element.textContent ?? '';

/**
 * What stands beside the rows of a sheet and the texts they point to: those are read as lines of their own. Run together, the places of the
 * texts alone (12, 13, 14 …) would look like a telephone in a list of some forty people.
 */
function textBeside(element: Element): string {
  if (['row', 'si'].includes(nameOf(element))) return '';
  const parts = Array.from(element.childNodes, (node) => (isElement(node) ? textBeside(node) : (node.nodeValue ?? '')));
  return parts.join('');
}

const sharedTexts = (text: string | undefined): readonly string[] => elementsIn(parseXml(text)).map(textOf);

/** Rows and paragraphs are lines; whatever stands elsewhere is one line a part, and so is every attribute. */
function linesOf(name: string, root: Element, shared: readonly string[]): PublicText[] {
  const all = within(root);
  const lines: PublicText[] = [{ place: name, text: textBeside(root) }];
  let row = 0;
  for (const element of all) {
    const kind = nameOf(element);
    if (kind === 'row' || kind === 'tr') {
      row += 1;
      const place = `${name}!${element.getAttribute('r') ?? String(row)}`;
      lines.push({ place, text: cellsOf(element, shared).join(cellBreak) });
    } else if (kind === 'p' || kind === 'si' || kind === 'comment') lines.push({ place: name, text: textOf(element) });
    for (const { value } of Array.from(element.attributes)) lines.push({ place: name, text: value });
  }
  return lines;
}

const cellsOf = (row: Element, shared: readonly string[]): string[] =>
  elementsIn(row)
    .filter((cell) => ['c', 'tc'].includes(nameOf(cell)))
    .map((cell) => valueOf(cell, shared));

/** A number of a cell may be kept as 3.6073219491002e17. */
function valueOf(cell: Element, shared: readonly string[]): string {
  const text = textOf(cell);
  if (nameOf(cell) === 'tc') return text;
  const type = cell.getAttribute('t');
  if (type === 's') return shared[Number(text)] ?? text;
  const number = Number(text);
  return /e/iu.test(text) && Number.isFinite(number) ? String(BigInt(Math.round(number))) : text;
}
