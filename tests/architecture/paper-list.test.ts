/** The manual's list of papers (`docs/manual/papers.md`): each paper has its place there and its picture, and nothing else has. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { papers } from '#shared/documents/papers.ts';
import { paperList } from '../../docs/manual/paper-list.mjs';

const manual = resolve(import.meta.dirname, '../../docs/manual');
const pictures = join(manual, 'papers');

it('is the list of the program: run docs/manual/take-paper-pictures.mjs where it is not', () => {
  expect(readFileSync(join(manual, 'papers.md'), 'utf8')).toBe(paperList(papers));
});

it('has a picture of every paper, of few kilobytes, and none of another', () => {
  const files = readdirSync(pictures);
  expect(files.sort()).toEqual(papers.map(({ paper }) => `${paper}.png`).sort());
  expect(files.filter((file) => statSync(join(pictures, file)).size > 200_000)).toEqual([]);
});
