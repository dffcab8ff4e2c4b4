import { expect, it } from 'vitest';
import type { PaperOfSheet } from '#shared/contract/signature.ts';
import { draftOf, groupsOf, isTwice, pagesAsSheets, sheetBefore, sheetsIn, type Sheet } from './sheets.ts';

const paper = (name: string): PaperOfSheet => ({
  ...{ stream: `stream of ${name}`, paper: name, spec: 'correctionNotice', number: '1', petitioner: '李**' },
  ...{ title: '示例', on: '2026-11-23T01:00:00.000Z' },
});
const known = (id: string, of: string): Sheet => ({
  ...{ id, name: `${id}.jpg`, blob: id, state: 'read' },
  reading: { verdict: 'known', code: `code of ${of}`, paper: paper(of) },
});
const unknown = (id: string): Sheet => ({
  ...{ id, name: `${id}.jpg`, blob: id, state: 'read' },
  reading: { verdict: 'noCode', code: null, paper: null },
});
const ids = (sheets: readonly Sheet[]) =>
  groupsOf(sheets).map(({ paper: of, pages }) => [of.paper, pages.map(({ id }) => id)]);

it('a stack is laid by papers; the same sheet again waits for a person instead of becoming a page by itself', () => {
  const stack = [known('a', 'one'), unknown('b'), known('c', 'two'), known('d', 'one')];
  expect(ids(stack)).toEqual([
    ['one', ['a']],
    ['two', ['c']],
  ]);
  expect(stack.map((sheet) => isTwice(stack, sheet))).toEqual([false, false, false, true]);
});

it('a page without a code joins the sheet before it, and then nothing else', () => {
  const stack = [known('a', 'one'), unknown('b'), known('c', 'two'), unknown('d')];
  expect(stack.map((sheet) => sheetBefore(stack, sheet)?.id)).toEqual([undefined, 'a', 'a', 'c']);
  const joined = stack.map((sheet) => (sheet.id === 'b' ? { ...sheet, pageOf: 'a' } : sheet));
  expect(ids(joined)).toEqual([
    ['one', ['a', 'b']],
    ['two', ['c']],
  ]);
});

it('what a person typed counts, what is back or refused is laid no more, and what is not back is kept', () => {
  const chosen: Sheet = { ...unknown('a'), chosen: paper('one') };
  const stack: Sheet[] = [
    chosen,
    { ...known('b', 'two'), state: 'back' },
    { ...known('c', 'three'), state: 'refused' },
  ];
  expect(ids(stack)).toEqual([['one', ['a']]]);
  const kept = sheetsIn(draftOf(stack));
  expect(kept.map(({ id, blob, state }) => [id, blob, state])).toEqual([
    ['a', 'a', 'reading'],
    ['c', 'c', 'reading'],
  ]);
});

it('nothing of a verdict but the known one is laid by itself', () => {
  for (const verdict of ['already', 'forged', 'voided', 'notWanted'] as const) {
    const sheet: Sheet = { ...known('a', 'one'), reading: { verdict, code: 'x', paper: paper('one') } };
    expect(groupsOf([sheet])).toEqual([]);
  }
});

it('a PDF waits in the draft until it is taken apart; then each page stands there, and one that could not be read until it is removed', () => {
  const file: Sheet = { id: 'f', name: 'scan.pdf', blob: 'f', state: 'reading', isPdf: true };
  expect(sheetsIn(draftOf([file]))).toEqual([file]);
  const ids = ['p', 'q'];
  const pages = pagesAsSheets(
    [
      { blob: 'b', trouble: null },
      { blob: null, trouble: 'several' },
    ],
    () => ids.shift() ?? '',
    (page) => `scan.pdf ${String(page)}`,
  );
  expect(pages).toEqual([
    { id: 'p', name: 'scan.pdf 1', blob: 'b', state: 'reading' },
    { id: 'q', name: 'scan.pdf 2', state: 'refused', trouble: 'several' },
  ]);
  expect(sheetsIn(draftOf(pages))).toEqual(pages);
});
