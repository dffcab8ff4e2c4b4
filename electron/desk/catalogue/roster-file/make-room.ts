/** Rows are put in below one: everything of the sheet that names a row below moves down with it. */
import type { Element } from '@xmldom/xmldom';
import { attribute } from '../../print/docx/xml.ts';
import { copiedFormula, movedFormula, movedRange, movedRanges, movedRow, type Room } from './moved.ts';
import { elements, make, type Parts } from './parts.ts';

const change = (element: Element, name: string, by: (text: string) => string): void => {
  const text = attribute(element, name);
  if (text !== undefined && text !== '') element.setAttribute(name, by(text));
};
const changeText = (element: Element, by: (text: string) => string): void => {
  if (element.textContent) element.textContent = by(element.textContent);
};

/** Gives the rows that are there now, from the one with the tags on; it is made where the sheet has none. */
export function makeRoom(parts: Parts, sheet: Element, part: string, room: Room): readonly Element[] {
  const [data] = elements(sheet, 'sheetData');
  if (data === undefined) return [];
  for (const cell of elements(data, 'f')) {
    changeText(cell, (formula) => movedFormula(room, formula, true));
    change(cell, 'ref', (ref) => movedRange(room, ref));
  }
  const rows = elements(data, 'row');
  const first = rows.find((row) => attribute(row, 'r') === String(room.at)) ?? newRow(data, rows, room.at);
  for (const row of rows) {
    const at = Number(attribute(row, 'r'));
    if (at > room.at) renumber(row, movedRow(room, at));
  }
  const made = copies(data, first, room);
  moveRanges(sheet, room);
  copyMerges(sheet, room);
  for (const { type, part: related } of parts.relatedTo(part)) moveRelated(parts, type, related, room);
  return made;
}

function newRow(data: Element, rows: readonly Element[], at: number): Element {
  const row = make(data, 'row', { r: String(at) });
  data.insertBefore(row, rows.find((one) => Number(attribute(one, 'r')) > at) ?? null);
  return row;
}

function renumber(row: Element, at: number): void {
  row.setAttribute('r', String(at));
  for (const cell of elements(row, 'c')) change(cell, 'r', (place) => place.replace(/\d+$/, String(at)));
}

function copies(data: Element, first: Element, room: Room): readonly Element[] {
  // Which columns it goes over is a hint, and a wrong one is worse than none.
  first.removeAttribute('spans');
  const made = [first];
  for (let at = room.at + 1; at <= room.at + room.more; at += 1) {
    const row = first.cloneNode(true) as Element;
    renumber(row, at);
    for (const formula of elements(row, 'f')) changeText(formula, (text) => copiedFormula(room, text, at));
    made.push(row);
  }
  const next = first.nextSibling;
  for (const row of made.slice(1)) data.insertBefore(row, next);
  return made;
}

/** Elements whose range is one, and those whose ranges are several. */
const withRef = ['autoFilter', 'hyperlink', 'dimension', 'sortState', 'sortCondition'];
const withRanges = ['dataValidation', 'conditionalFormatting', 'protectedRange', 'ignoredError'];

function moveRanges(sheet: Element, room: Room): void {
  for (const name of withRef)
    for (const one of elements(sheet, name)) change(one, 'ref', (ref) => movedRange(room, ref));
  for (const name of withRanges)
    for (const one of elements(sheet, name)) change(one, 'sqref', (ranges) => movedRanges(room, ranges));
  // Newer ones stand in an extension, with their ranges and formulas as text.
  for (const one of elements(sheet, 'sqref')) changeText(one, (ranges) => movedRanges(room, ranges));
  for (const name of ['formula', 'formula1', 'formula2']) {
    for (const one of elements(sheet, name))
      if (elements(one, 'f').length === 0) changeText(one, (text) => movedFormula(room, text, true));
  }
  for (const one of elements(sheet, 'f'))
    if (one.parentNode?.localName !== 'c') changeText(one, (text) => movedFormula(room, text, true));
  for (const breaks of elements(sheet, 'rowBreaks'))
    for (const one of elements(breaks, 'brk')) change(one, 'id', (id) => String(movedRow(room, Number(id))));
}

function copyMerges(sheet: Element, room: Room): void {
  const [list] = elements(sheet, 'mergeCells');
  if (list === undefined) return;
  for (const one of elements(list, 'mergeCell')) {
    const ref = attribute(one, 'ref') ?? '';
    const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
    if (Number(top) === room.at && Number(bottom) === room.at) {
      for (let at = room.at + 1; at <= room.at + room.more; at += 1)
        list.appendChild(make(list, 'mergeCell', { ref: `${left ?? ''}${String(at)}:${right ?? ''}${String(at)}` }));
    } else one.setAttribute('ref', movedRange(room, ref));
  }
  list.setAttribute('count', String(elements(list, 'mergeCell').length));
}

/** A picture below moves down, one that reaches over the row grows, as where rows are inserted by hand; tables and remarks likewise. */
function moveRelated(parts: Parts, type: string, part: string, room: Room): void {
  const root = parts.open(part);
  if (root === undefined) return;
  if (type === 'drawing')
    // Counted from 0.
    for (const row of elements(root, 'row')) changeText(row, (text) => String(movedRow(room, Number(text) + 1) - 1));
  if (type === 'table')
    for (const one of [root, ...elements(root, 'autoFilter')]) change(one, 'ref', (ref) => movedRange(room, ref));
  if (type === 'comments')
    for (const one of elements(root, 'comment')) change(one, 'ref', (ref) => movedRange(room, ref));
  if (type === 'vmlDrawing')
    for (const row of elements(root, 'Row')) changeText(row, (text) => String(movedRow(room, Number(text) + 1) - 1));
}
