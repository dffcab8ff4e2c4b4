/**
 * The whole program as it is built: the compiled main, preload and desk process, the real page. Only Electron itself is the stand-in.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { chief, hall, openDesk, setUpDesk } from '../support/desk.ts';
import { makeWorld } from '../support/journal-desk.ts';
import { startElectron, type DoubleOptions, type RunningDouble } from './electron-double/electron.ts';
import { soon } from './made-up/program.ts';

const root = resolve(import.meta.dirname, '../..');
let browser: Browser;
let folder = '';
const started: RunningDouble[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, ['build/build.mjs'], { cwd: root, stdio: 'inherit' });
  folder = mkdtempSync(join(tmpdir(), 'tongban-journey-'));
  browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: testFlags() });
}, 240_000);
afterAll(async () => {
  for (const running of started) await running.kill();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (dataDir: string, more: Partial<DoubleOptions> = {}): RunningDouble => {
  const running = startElectron({
    browser,
    appPath: root,
    userData: join(folder, 'user'),
    argv: [`--data-dir=${dataDir}`],
    printers: ['Receipt_80'],
    ...more,
  });
  started.push(running);
  return running;
};

/** A desk that was set up now, with passwords that cost little to check. */
async function newStation(name: string): Promise<string> {
  const dir = join(folder, name);
  const desk = await setUpDesk({ dir, world: makeWorld(1, new Date().toISOString()) });
  await desk.close();
  return dir;
}

async function logIn(page: Page): Promise<void> {
  await page.locator('input[name=login]').fill(chief.login);
  await page.locator('input[name=password]').fill(chief.password);
  await page.locator('input[name=password]').press('Enter');
  await page.locator('nav').first().waitFor();
}

/** A case by keys alone, as a clerk takes it in; answers its number. */
async function takeIn(page: Page, name: string): Promise<string> {
  await page.keyboard.press('F2');
  await page.locator('input[name=matter]').waitFor();
  await page.locator('input[name=matter]').fill('slsx');
  await page.getByRole('option', { name: '示例事项' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[name="petitioner.name"]').fill(name);
  await page.keyboard.press('Control+Enter');
  const number = page.getByTestId('taken-number');
  await number.waitFor();
  return (await number.getAttribute('data-number')) ?? '';
}

const osSlots = (dir: string): unknown[] => {
  const file = JSON.parse(readFileSync(join(dir, 'keys.json'), 'utf8')) as Record<string, unknown>;
  return JSON.stringify(file).match(/"sealed"/g) ?? [];
};

it('logs in, takes a case in, prints its slip through the hidden window, and keeps everything', async () => {
  const dir = await newStation('station');
  const running = start(dir);
  const page = await running.mainPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // The file is closed until somebody logs in: nobody is told whose it is.
  await page.locator('input[name=login]').waitFor();
  expect(await page.locator('main').innerText()).not.toContain(hall.name);
  expect(osSlots(dir)).toHaveLength(0);
  await logIn(page);
  await soon(() => osSlots(dir)).toHaveLength(1);

  const number = await takeIn(page, '陈䶮');
  await soon(() => running.record.sheets.length).toBe(1);
  expect(running.record.prints).toMatchObject([
    { silent: true, deviceName: 'Receipt_80', pageSize: { width: 80_000 }, margins: { marginType: 'none' } },
  ]);
  const [sheet] = running.record.sheets;
  expect(sheet?.text.replaceAll(/\s/g, '')).toContain(number);
  expect(sheet?.text).toContain('陈䶮');
  // The rare character came out of our own font, which the policy of a paper must let in.
  expect(sheet?.fonts.map((family) => family.replaceAll('"', ''))).toContain('Tongban Rare');
  // The hidden window is gone, and nobody is asked what is known.
  await soon(() => running.windows.length).toBe(1);
  expect(await page.getByTestId('print-yes').count()).toBe(0);
  expect(faults).toEqual([]);
  running.quit();
  expect(await running.exited).toBe(0);

  const desk = await openDesk({ dir, world: makeWorld(2, new Date().toISOString()) });
  const window = await desk.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  const found = await window.ask<{ lines: { stream: string; number: string }[] }>('case.list', {
    ...{ filter: 'all', search: '䶮', limit: 5 },
  });
  expect(found.lines.map((line) => line.number)).toEqual([number]);
  const { papers } = await window.ask<{ papers: { copies: number }[] }>('case.page', {
    ...{ stream: found.lines[0]?.stream, reveal: false },
  });
  expect(papers.map(({ copies }) => copies)).toEqual([1]);
  expect(await window.ask('paper.waiting', {})).toEqual({ jobs: [] });
  await desk.close();
}, 120_000);

it('opens by itself at the second start of the same account, and still asks who is there', async () => {
  const dir = await newStation('second');
  const first = start(dir);
  await logIn(await first.mainPage());
  await soon(() => osSlots(dir)).toHaveLength(1);
  first.quit();
  await first.exited;

  const again = await start(dir).mainPage();
  await again.getByText(hall.name).waitFor();
  await again.locator('input[name=password]').waitFor();
  expect(await again.locator('nav').count()).toBe(0);
  await logIn(again);
}, 120_000);

it('asks which printer where there are two, and prints once it is chosen', async () => {
  const running = start(await newStation('printers'), { printers: ['Office', 'Receipt_80'] });
  const page = await running.mainPage();
  await logIn(page);
  await takeIn(page, '李桂花');
  await page.locator('select[name="printer.80mm"]').selectOption('Receipt_80');
  await page.getByRole('button', { name: '再打一次' }).click();
  await soon(() => running.record.prints.length).toBe(1);
  expect(running.record.prints).toMatchObject([{ deviceName: 'Receipt_80' }]);
}, 120_000);

it('saves an attachment and a paper as PDF where the person says, and nowhere else', async () => {
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  const chosen = [join(outside, '户口簿.bin'), undefined, join(outside, '凭证.pdf')];
  const running = start(await newStation('saving'), { save: () => chosen.shift() });
  const page = await running.mainPage();
  await logIn(page);
  const number = await takeIn(page, '陈䶮');
  await soon(() => running.record.prints.length).toBe(1);
  await page.getByTestId('taken').getByRole('link').first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('add-files').click();
  const buffer = Buffer.from('户口簿的内容');
  await (await chooser).setFiles([{ name: '户口簿 \u202egpj.bin', mimeType: 'application/octet-stream', buffer }]);
  await page.getByRole('button', { name: /^打开 户口簿/ }).click();
  const save = page.getByTestId('viewer').getByRole('button', { name: /^保存到电脑/ });
  await save.click();
  await page.getByTestId('saved-outside').waitFor();
  expect(readFileSync(join(outside, '户口簿.bin'), 'utf8')).toBe('户口簿的内容');
  // Called off in the dialog: nothing is said to be saved, nothing is.
  await save.click();
  await soon(() => running.record.saveDialogs.length).toBe(2);
  await page.getByTestId('saved-outside').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '查看' }).first().click();
  await page.getByRole('button', { name: '另存为 PDF' }).click();
  await page.getByTestId('saved-outside').waitFor();
  expect(readFileSync(join(outside, '凭证.pdf'), 'latin1')).toMatch(/^%PDF-[\s\S]*\/Type \/Page/);
  expect(running.record.saveDialogs.map(({ defaultPath }) => basename(defaultPath ?? ''))).toEqual([
    ...['户口簿 gpj.bin', '户口簿 gpj.bin'],
    expect.stringMatching(new RegExp(`${number}\\.pdf$`)) as string,
  ]);
  expect(readdirSync(outside).sort()).toEqual(['凭证.pdf', '户口簿.bin']);
  expect(running.sessions.get('tongban')?.downloads).toEqual([]);
}, 120_000);

it('does not keep its key where the system has no real store', async () => {
  const dir = await newStation('basic');
  const running = start(dir, { keyStore: 'basic_text' });
  await logIn(await running.mainPage());
  expect(osSlots(dir)).toHaveLength(0);
}, 120_000);

it('says so in the window when another program has the desk', async () => {
  const dir = await newStation('taken');
  const other = await openDesk({ dir });
  const page = await start(dir).mainPage();
  // Once: a sentence said twice reads like two troubles.
  await page.getByText('通办已经在使用这个数据目录').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  await other.close();
}, 120_000);
