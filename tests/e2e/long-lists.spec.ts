/** Lists of thousands: 5,000 certificates that are waited for, and a register of 5,000 people with mistakes in it, cut off by a dead desk. */
import type { Page, Route } from '@playwright/test';
import ExcelJS from 'exceljs';
import { v7 } from 'uuid';
import type { WaitingRow } from '../../shared/contract/arrival.ts';
import type { DeskClient } from '../../shared/contract/index.ts';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { doorOf, ensureMatter, matter } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, test, valueOf } from './support/station.ts';

const thousands = 5000;
const streamAt = (at: number) => `0199b000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`;

interface Wire<T> {
  readonly json: { readonly ok: true; readonly value: T };
}
interface Waiting {
  readonly rows: readonly WaitingRow[];
  readonly total: number;
}

/** The desk's own answer with so many more behind it: fifteen thousand acts to bring them about would take minutes. */
async function bringMore(desk: Page, noted: () => ReadonlySet<string>): Promise<void> {
  await desk.route('**/rpc/arrival/waiting', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Wire<Waiting>;
    const [first] = body.json.value.rows;
    if (first === undefined) throw new Error('nothing is waited for');
    const number = (at: number) => `1082014Z${String(261_122_0000 + at).padStart(10, '0')}K`;
    const more = Array.from({ length: thousands - body.json.value.rows.length }, (_, at) => ({
      ...{ ...first, stream: streamAt(at), number: number(at), petitioner: '众**' },
    }));
    const rows = [...body.json.value.rows, ...more].filter(({ stream }) => !noted().has(stream));
    await route.fulfill({ json: { ...body, json: { ...body.json, value: { rows, total: rows.length } } } });
  });
}

test('5,000 certificates that are waited for: only those in sight are drawn, keys and what is typed survive scrolling, noted in parts', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await awaitCertificate(door, '长表甲');
  let noted = new Set<string>();
  await bringMore(desk, () => noted);
  // Ticked and typed before, in the draft that was broken off: more than one act holds.
  const ticked = Object.fromEntries(Array.from({ length: 1100 }, (_, at) => [streamAt(at), `长证 ${String(at)} 号`]));
  const draft = { id: v7(), kind: 'batch', type: 'arrived', stream: null };
  valueOf(await door.draft.keep({ ...draft, data: { arrivedOn: '2026-01-05', responsible: '王霞', ticked } }));
  await open(desk, '/arrivals');
  const table = desk.getByTestId('arrival-rows');
  await expect(desk.getByTestId('arrivals-note')).toContainText('1100');
  await expect(table).toHaveAttribute('aria-rowcount', String(thousands + 1));
  expect(await table.locator('[data-row]').count()).toBeLessThan(80);

  // A row far below, by its number: ticked, with the cursor in its certificate.
  const far = 4321;
  await desk.locator('input[name=find]').fill(`1082014Z${String(261_122_0000 + far)}K`);
  await desk.keyboard.press('Enter');
  const row = table.locator(`[data-row="${streamAt(far)}"]`);
  const certificate = row.locator('input[name^=certificate]');
  await expect(certificate).toBeFocused();
  await expect(certificate).toBeInViewport();
  await desk.keyboard.insertText('长证远处');
  // The cursor and what is typed stay, wherever somebody scrolls meanwhile; typing brings the row back into sight.
  await table.evaluate((one) => one.parentElement?.scrollTo(0, 0));
  await expect(table.locator('[data-index="0"]')).toBeVisible();
  await expect(certificate).toBeFocused();
  await desk.keyboard.type(' 9');
  await expect(certificate).toHaveValue('长证远处 9');
  // Home is about the words in the field; the arrows stay in their column; Enter goes to the very next row.
  await desk.keyboard.press('Home');
  await expect(certificate).toBeFocused();
  await desk.keyboard.press('ArrowDown');
  const beside = table.locator(`[data-index="${String(Number(await row.getAttribute('data-index')) + 1)}"]`);
  await expect(beside.getByRole('checkbox')).toBeFocused();
  await desk.keyboard.press('ArrowUp');
  await expect(row.getByRole('checkbox')).toBeFocused();
  await table.evaluate((one) => one.parentElement?.scrollTo(0, 0));
  await certificate.evaluate((one: HTMLElement) => {
    one.focus({ preventScroll: true });
  });
  await desk.keyboard.press('Enter');
  await expect(beside.getByRole('checkbox')).toBeFocused();
  await desk.keyboard.press('End');
  await expect(table.locator(`[data-index="${String(thousands - 1)}"]`).getByRole('checkbox')).toBeFocused();
  await desk.keyboard.press('Home');
  await expect(table.locator('[data-index="0"]').getByRole('checkbox')).toBeFocused();
  await desk.screenshot({ path: test.info().outputPath('arrivals-5000.png') });

  // 1,101 are three acts. Stopped in the first; gone on with: each row once.
  const parts: string[][] = [];
  let hold: (() => void) | undefined;
  await desk.route('**/rpc/arrival/note', async (route: Route) => {
    const { rows } = (route.request().postDataJSON() as { json: { rows: { stream: string }[] } }).json;
    if (parts.length === 0) await new Promise<void>((go) => (hold = go));
    parts.push(rows.map(({ stream }) => stream));
    noted = new Set([...noted, ...rows.map(({ stream }) => stream)]);
    await route.fulfill({ json: { json: { ok: true, value: { count: rows.length } } } });
  });
  await desk.getByTestId('arrivals-note').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('arrivals-progress')).toContainText('已登记 0 件，共 1101 件');
  await desk.getByTestId('arrivals-stop').press('Enter');
  hold?.();
  await expect(desk.getByTestId('arrivals-noted')).toContainText('500');
  // What is left of the 1,101 waits with what was typed.
  await open(desk, '/');
  await open(desk, '/arrivals');
  await expect(desk.getByTestId('arrivals-note')).toContainText('601');
  await desk.getByTestId('arrivals-note').press('Enter');
  await expect(desk.getByTestId('arrivals-noted')).toContainText('601');
  expect(parts.map(({ length }) => length)).toEqual([500, 500, 101]);
  expect(new Set(parts.flat()).size).toBe(1101);
  await desk.unrouteAll({ behavior: 'wait' });
});

/** Every hundredth has a number mistyped, every two hundred and fiftieth one that Excel made a figure of. */
const kindOf = (at: number): 'spoilt' | 'mistyped' | 'good' =>
  at % 250 === 249 ? 'spoilt' : at % 100 === 99 ? 'mistyped' : 'good';

async function register(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('花名册');
  sheet.addRow(['序号', '姓名', '身份证号码', '联系电话']);
  const seen = new Set<string>();
  for (let at = 0, sequence = 1; at < thousands; sequence += 1) {
    const area = ['360731', '360732', '360733'][sequence % 3] ?? '';
    const day = String(1 + (Math.floor(sequence / 30) % 28)).padStart(2, '0');
    const birth = getPlainDate(`19${String(40 + (sequence % 30))}-0${String(1 + (sequence % 9))}-${day}`);
    const number = makeResidentId({ area, birth, sequence: 1 + (sequence % 998) });
    if (seen.has(number)) continue;
    seen.add(number);
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
    const said = { spoilt: Number(number.slice(0, 17)) * 10, mistyped: wrong, good: number }[kindOf(at)];
    sheet.addRow([at + 1, `册${kindOf(at) === 'good' ? '好' : '误'}人`, said, '13907970000']);
    at += 1;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** All cases of a name there are: by the pages of the list. */
async function numbersOf(door: DeskClient, name: string): Promise<string[]> {
  const { lists } = valueOf(await door.many.list({}));
  const pages = await Promise.all(lists.map(({ stream }) => door.many.page({ stream })));
  const there = pages.flatMap((page) => valueOf(page).rows.filter(({ number }) => number !== ''));
  const found = valueOf(await door.case.list({ filter: 'all', search: name, limit: 100 })).lines;
  expect(found.length).toBe(Math.min(there.length, 100));
  return there.map(({ number }) => number);
}

test('an Excel register of 5,000 with mistakes: nothing before somebody says so, only the good rows, stopped, killed, gone on with', async ({
  browser,
}) => {
  test.setTimeout(280_000);
  const host = await startHost();
  await setUpStation(host);
  const door = await doorOf(host);
  await ensureMatter(door);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, '/');
  await page.keyboard.press('Alt+m');
  await expect(page.locator('input[name=matter]')).toBeFocused();
  await page.keyboard.type('gljt');
  await expect(page.getByRole('option').first()).toContainText(matter.name);
  await page.keyboard.press('Enter');
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('many-file').click();
  await (
    await choosing
  ).setFiles({ name: '花名册.xlsx', mimeType: 'application/octet-stream', buffer: await register() });
  await expect(page.getByTestId('many-added')).toContainText('加入了 5000 人', { timeout: 60_000 });
  const wrong = Array.from({ length: thousands }, (_, at) => kindOf(at)).filter((one) => one !== 'good').length;
  await expect(page.getByTestId('many-counts')).toContainText(`要改 ${String(wrong)} 人`);
  await expect(page.getByTestId('many-take')).toContainText(`${String(thousands - wrong)} 人`);
  await expect(page.getByTestId('many-rows')).toHaveAttribute('aria-rowcount', String(thousands + 1));
  await page.screenshot({ path: test.info().outputPath('register.png') });
  // Nothing is taken in by reading it.
  expect(await numbersOf(door, '册好人')).toEqual([]);

  // Said, under way, stopped: what is done is done.
  await page.getByTestId('many-take').press('Enter');
  await expect(page.getByTestId('many-progress')).toContainText(/第 [1-9]\d* 人，共/u);
  await page.getByTestId('many-stop').press('Enter');
  await expect(page.getByTestId('many-take')).toContainText('接着收');
  const stopped = await numbersOf(door, '册好人');
  expect(stopped.length).toBeGreaterThan(0);
  await expect(page.getByTestId('many-counts')).toContainText(`已收 ${String(stopped.length)} 人`);

  // Gone on with, and the desk dies under it.
  await page.getByTestId('many-take').press('Enter');
  await expect(page.getByTestId('many-progress')).toContainText(/第 [1-9]\d{2,} 人，共/u, { timeout: 60_000 });
  await host.kill();
  await context.close();

  const again = await startHost({ dir: host.dir });
  const desk = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await desk.goto(await again.address());
  await logIn(desk, chief);
  const later = await doorOf(again);
  const before = await numbersOf(later, '册好人');
  expect(before.length).toBeGreaterThan(stopped.length + 99);
  expect(before).toEqual(expect.arrayContaining(stopped));
  expect(new Set(before).size).toBe(before.length);
  await desk.getByRole('listitem').filter({ hasText: '批量收件' }).getByRole('link', { name: '继续' }).first().click();
  const left = thousands - wrong - before.length;
  await expect(desk.getByTestId('many-take')).toContainText(`接着收（${String(left)} 人）`);
  await expect(desk.getByTestId('many-counts')).toContainText(`要改 ${String(wrong)} 人`);
  await desk.screenshot({ path: test.info().outputPath('after-crash.png') });
  await desk.getByTestId('many-take').press('Enter');
  await expect(desk.getByTestId('many-progress')).toContainText(/第 [1-9]\d* 人，共/u);
  await desk.getByTestId('many-stop').press('Enter');
  await expect(desk.getByTestId('many-take')).toContainText('接着收');
  const after = await numbersOf(later, '册好人');
  expect(new Set(after).size).toBe(after.length);
  expect(after.length).toBeGreaterThan(before.length);
  // Of those with a mistake nobody is there.
  expect(valueOf(await later.case.list({ filter: 'all', search: '册误人', limit: 10 })).lines).toEqual([]);
  await desk.close();
  await again.stop();
});
