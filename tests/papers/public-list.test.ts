/** 公示 as PDF: drawn by a real browser, and read back from the finished file as the desk reads it before it leaves. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { scanPublic } from '#shared/publish/scan.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { textsOfPdf } from '../../electron/desk/publish/finished-pdf.ts';
import type { PublicList } from '../../electron/desk/publish/list-shape.ts';
import { pdfOf } from '../../electron/desk/publish/pdf.ts';
import { testResources } from '../support/desk.ts';
import { makePdf, openBrowser } from '../support/pdf.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const drawn = async (list: PublicList): Promise<Uint8Array> =>
  unwrap(
    await pdfOf(list, {
      fonts: () => testResources.fonts(),
      drawPdf: async (html) => (await makePdf(browser, html, false)).pdf,
    }),
  );

const heads = ['序号', '姓名', '证件号码', '住址', '事项'];
const rowOf = (at: number): string[] => [
  ...[String(at), '欧阳**', '36*************021', '兴国县永丰镇船溪村', '高龄津贴申领'],
];
const list: PublicList = {
  ...{ title: '高龄津贴公示', heads, notes: ['公示期七天，有异议请向镇便民服务中心反映。', '监督电话：0797-5350000'] },
  rows: Array.from({ length: 120 }, (_, index) => rowOf(index + 1)),
};

it('is clean, says all of it, and repeats its heads on every page', async () => {
  const bytes = await drawn(list);
  const { texts, unread } = await textsOfPdf(bytes);
  expect(unread).toEqual([]);
  expect(scanPublic(texts, ['0797-5350000'])).toEqual([]);
  const pages = texts.filter(({ place }) => /^第\d+页$/.test(place));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.filter(({ text }) => !text.includes('证件号码'))).toEqual([]);
  const all = pages.map(({ text }) => text).join('\n');
  for (const part of ['高龄津贴公示', '欧阳**', '船溪村', '监督电话：0797-5350000']) expect(all).toContain(part);
  const folder = mkdtempSync(join(tmpdir(), 'public-list-'));
  writeFileSync(join(folder, 'list.pdf'), bytes);
  const fonts = execFileSync('pdffonts', [join(folder, 'list.pdf')], { encoding: 'utf8' });
  expect(fonts).toContain('TrueType');
  rmSync(folder, { recursive: true });
});

it('is held back for a number, also one that a narrow column breaks', async () => {
  const id = makeResidentId({ area: '360732', birth: getPlainDate('1949-10-02'), sequence: 11 });
  for (const [row, kind] of [
    [[...rowOf(1).slice(0, 2), id, '兴国县永丰镇船溪村', '高龄津贴'], 'idNumber'],
    [['1', '欧阳**', '36*', '13907975555', '高龄津贴'], 'mobile'],
  ] as const) {
    const { texts } = await textsOfPdf(await drawn({ ...list, rows: [rowOf(1), [...row]] }));
    expect(scanPublic(texts, ['0797-5350000']).map((found) => found.kind)).toContain(kind);
  }
});
