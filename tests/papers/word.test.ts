/** Papers as .docx: the same words and tables, in order; opened by LibreOffice and turned to PDF they say the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import PizZip from 'pizzip';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { paperDocx } from '#desk/print/word/paper-docx.ts';
import { type Block, type IssuedBlocks, blocksSchema } from '#shared/documents/blocks.ts';
import { papers } from '#shared/documents/papers.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { hasPoppler, textOfPdf } from '../support/pdf.ts';
import { seed } from '../support/seed.ts';
import { isSaid, wordsByBlock, wordsOf } from '../support/paper-words.ts';

const cases = papers
  .filter(({ sizes }) => sizes.includes('A4'))
  .flatMap((paper) =>
    Object.entries(paper.samples).map(([sample, facts]) => ({
      name: `${paper.paper} ${sample}`,
      issued: unwrap(paper.issue(facts)),
    })),
  );

/** Some of them, drawn by the seed of this run. */
const sampleOf = <T>(all: readonly T[], count: number): readonly T[] =>
  fc.sample(fc.shuffledSubarray([...all], { minLength: count, maxLength: count }), { seed: seed(), numRuns: 1 }).flat();

const without = (text: string): string => text.replace(/\s/g, '');
const partOf = (docx: Uint8Array, name: string): string => new PizZip(docx).file(name)?.asText() ?? '';

/** What stands in the paragraphs, in order; a cell is a paragraph. */
function textOf(docx: Uint8Array): string {
  const document = new DOMParser().parseFromString(partOf(docx, 'word/document.xml'), 'text/xml');
  return without(document.documentElement?.textContent ?? '');
}

test.each(cases)('$name has every word, block after block', async ({ issued }) => {
  const text = textOf(await paperDocx({ issued }));
  let at = 0;
  for (const words of wordsByBlock(issued)) {
    const places = words.map((word) => text.indexOf(without(word), at));
    expect(words.filter((_, index) => places[index] === -1)).toEqual([]);
    at = places.length === 0 ? at : Math.min(...places);
  }
});

const of = (...blocks: Block[]): IssuedBlocks => blocksSchema.parse({ model: 1, orientation: 'portrait', blocks });

test('tables keep their rows, columns and repeated head; two that touch stay two', async () => {
  const table: Block = {
    type: 'table',
    columns: [
      { header: '材料', width: 70 },
      { header: '份数', width: 30, align: 'center' },
    ],
    rows: [
      ['居民身份证', '1'],
      ['户口簿', '2'],
    ],
    blankRows: 1,
  };
  const xml = partOf(await paperDocx({ issued: of(table, table) }), 'word/document.xml');
  expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
  expect(xml.match(/<w:tr>|<w:tr /g)).toHaveLength(8);
  expect(xml.match(/<w:tblHeader/g)).toHaveLength(2);
  expect(xml).not.toMatch(/<\/w:tbl><w:tbl>/);
});

test('each copy says whose it is and counts its own pages; faces have their chains', async () => {
  const issued: IssuedBlocks = { ...of({ type: 'title', text: '授权委托书' }), copies: ['委托人', '代理人'] };
  const docx = await paperDocx({ issued, copyMark: '补打 第 2 份' });
  const text = textOf(docx);
  expect(text).toContain('一式两份第一份：委托人补打第2份授权委托书');
  expect(text).toContain('一式两份第二份：代理人');
  expect(partOf(docx, 'word/document.xml').match(/<w:sectPr/g)).toHaveLength(2);
  expect(partOf(docx, 'word/footer1.xml')).toContain('SECTIONPAGES');
  expect(partOf(docx, 'word/fontTable.xml')).toMatch(/w:name="仿宋"><w:altName w:val="FangSong;仿宋_GB2312/);
});

test('what somebody typed is never markup or a field', async () => {
  const attack = '</w:t><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/> & <b>{\u0001}';
  const docx = await paperDocx({ issued: of({ type: 'paragraph', text: attack }) });
  expect(partOf(docx, 'word/document.xml')).not.toMatch(/<w:fldSimple|<b>/);
  expect(textOf(docx)).toContain('DDEAUTO');
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tongban-word-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
// It takes a second for each; all of them in the long run.
const opened = process.env['TONGBAN_LONG'] === '1' ? cases : sampleOf(cases, 16);
if (!hasOffice) console.log('papers: .docx files are not opened by LibreOffice, it is not here');

test.runIf(hasOffice && hasPoppler)(
  `LibreOffice opens ${String(opened.length)} of them and its PDF says the same`,
  async () => {
    const named = opened.map((one, index) => ({ ...one, file: join(folder, `${String(index)}.docx`) }));
    for (const { issued, file } of named) writeFileSync(file, await paperDocx({ issued }));
    const files = named.map(({ file }) => file);
    execFileSync('soffice', [
      ...[`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder],
      ...files,
    ]);
    for (const { name, issued, file } of named) {
      const text = without(textOfPdf(readFileSync(file.replace(/docx$/, 'pdf'))));
      const missing = wordsOf(issued).filter((word) => !isSaid(text, word));
      expect(missing, name).toEqual([]);
    }
  },
  240_000,
);
