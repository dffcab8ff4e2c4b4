/**
 * trust.md row 22: a stolen disk reads nothing. The built program and its window in the real browser work through a morning with
 * planted people, are killed, started again and closed; after each, every file of this disk is searched for what was planted: data,
 * logs, backups, browser profile with caches and crash dumps, home, temporary folder. Exempt is only what a person saved
 * deliberately (Downloads). What is not ours to test here: the spooler of the operating system, and its swap file.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { openWithPassword } from '#desk/keys/key-slots.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { storeKeyOf } from '#desk/opening.ts';
import { systemRandom } from '#desk/system.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { filesBelow, findIn, needlesOf, search, type Found } from './needles.ts';
import { isLong, scratchFolder } from './processes.ts';
import { ask, killWindow, layDisk, openWindow, startProgram, type Disk, type Program, type Window } from './program.ts';

const people = ['欧阳藿蘅', '尉迟霁菡', '南宫翀骊'];
const planted = {
  ...Object.fromEntries(people.map((name, at) => [`name ${String(at)}`, name])),
  id: makeResidentId({ area: '360732', birth: getPlainDate('1951-07-19'), sequence: 577 }),
  otherId: makeResidentId({ area: '360732', birth: getPlainDate('1963-02-27'), sequence: 829 }),
  phone: '13970753861',
  note: '邻里因宅基地边界的芭蕉树争执',
  typed: '尚未提交的蓑衣底稿',
  attachment: '户口簿第七页蜂蜡印',
  staff: '诸葛窈窕',
  password: 'Wobei-Qiutian-7741',
} as const;

interface Known {
  /** Everything to search for, the phrase and the keys of this desk among it. */
  readonly needles: ReturnType<typeof needlesOf>;
  readonly stream: string;
}

/** 待遇领取资格认证, a sample matter that asks for no form and sets no condition. */
const plainMatter = 'SL-025';

const id = (): string => crypto.randomUUID();
const petitioner = (name: string, idNumber: string) => ({ name, idType: 'residentId', idNumber, phone: planted.phone });

/** Sets up through the window; answers the eight groups that were shown. */
async function setUp(page: Page, disk: Disk): Promise<string[]> {
  const township = { code: '360732108', name: '永丰镇' };
  const station = { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '' };
  const shown = await ask<{ groups: string[]; html: string }>(page, 'setUp.phrase', {
    township: township.name,
    station: station.name,
  });
  await showPaper(page, shown.html);
  const staff = { name: planted.staff, login: 'zhuge', password: planted.password };
  const where = { township, station, desk: '一号窗口', backupFolder: disk.stick };
  await ask(page, 'setUp.complete', { ...where, staff, phrase: shown.groups });
  return shown.groups;
}

/** As the screen shows a paper before it is printed. */
const showPaper = (page: Page, html: string): Promise<void> =>
  page.evaluate(async (content) => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((done) => {
      frame.addEventListener('load', done);
    });
    frame.srcdoc = content;
    document.body.append(frame);
    await loaded;
  }, html);

/** The login form, as a person fills it in. */
async function logIn(page: Page): Promise<void> {
  const secret = page.locator('input[type=password]');
  await secret.waitFor();
  await page.getByRole('textbox').first().fill('zhuge');
  await secret.fill(planted.password);
  await secret.press('Enter');
  await secret.waitFor({ state: 'detached' });
  // A login ends on the home screen: what is opened before that would be left again.
  await page.locator('nav').first().waitFor();
  await page.waitForFunction(() => ['', '#/'].includes(location.hash));
}

async function takeCases(page: Page): Promise<string> {
  const streams: string[] = [];
  for (const [at, name] of people.entries()) {
    const who = petitioner(name, at === 0 ? planted.id : planted.otherId);
    const set = { petitioner: who, matter: { code: plainMatter }, request: planted.note };
    const act = { act: id(), kind: 'service', type: 'received', data: { set }, print: '80mm' };
    const taken = await ask<{ stream: string; issued: { id: string }[]; jobs: { id: string }[] }>(
      page,
      'case.begin',
      act,
    );
    streams.push(taken.stream);
    const paper = { stream: taken.stream, paper: taken.issued[0]?.id, size: '80mm', copy: 1 };
    const { html } = await ask<{ html: string }>(page, 'paper.html', paper);
    if (at === 0) await showPaper(page, html);
    // Drawn by a browser of its own, which must leave as little.
    const asFile = { act: id(), stream: taken.stream, paper: taken.issued[0]?.id, size: 'A5', name: '收件凭证' };
    if (at === 0) expect((await ask<{ data: string }>(page, 'paper.pdf', asFile)).data).toMatch(/^JVBERi/u);
    await ask(page, 'paper.sent', { job: taken.jobs[0]?.id });
  }
  const [stream = ''] = streams;
  const data = Buffer.from(planted.attachment.repeat(3000)).toString('base64');
  const upload = id();
  await ask(page, 'attachment.part', { upload, index: 0, data });
  const file = { upload, name: `${planted.attachment}.txt`, mime: 'text/plain' };
  await ask(page, 'attachment.keep', { act: id(), stream, ...file });
  return stream;
}

const boxes = 'input:not([type=checkbox], [type=radio]):visible:enabled, textarea:visible';
/** Screens on which something can be typed; the others are only looked at. */
const typing = new Set(['cases', 'take', 'settings/password']);

/** Every screen is opened and everything planted is typed wherever something can be typed; nothing is submitted. */
async function walkScreens(page: Page, paths: readonly string[]): Promise<void> {
  const words = [planted.typed, people[1], planted.id, planted.phone];
  for (const path of paths) {
    await page.goto(`${new URL(page.url()).origin}/#/${path}`);
    if (typing.has(path)) await page.locator(boxes).first().waitFor();
    await wait(150);
    let typed = 0;
    for (const box of await page.locator(boxes).all()) {
      const word = words[typed % words.length] ?? '';
      // Some boxes take dates only, or go away when another is filled in.
      const isTyped = await box.fill(word, { timeout: 1000 }).then(
        () => true,
        () => false,
      );
      typed += isTyped ? 1 : 0;
    }
    if (typing.has(path)) expect(`${path}: ${typed > 0 ? 'typed' : 'nothing to type in'}`).toBe(`${path}: typed`);
    await wait(150);
  }
}

async function searchAndReveal(page: Page, stream: string): Promise<void> {
  for (const text of [...people, planted.id, planted.phone.slice(3), '芭蕉']) {
    const found = await ask<{ lines: object[] }>(page, 'case.list', { filter: 'all', search: text, limit: 50 });
    expect({ text, found: found.lines.length > 0 }).toEqual({ text, found: true });
  }
  const shown = await ask<object>(page, 'case.page', { stream, reveal: true });
  expect(JSON.stringify(shown)).toContain(planted.id);
  const draft = { id: id(), kind: 'service', type: 'received', stream: null };
  await ask(page, 'draft.keep', { ...draft, data: { set: { request: planted.typed } } });
}

async function keysOf(disk: Disk): Promise<{ rootKey: Uint8Array; storeKey: Uint8Array }> {
  const keys = { directory: disk.data, crypto: createCrypto(systemRandom) };
  const { rootKey } = unwrap(await openWithPassword(keys, { login: 'zhuge', password: planted.password }));
  return { rootKey, storeKey: storeKeyOf(keys, rootKey) };
}

async function workThrough(disk: Disk, { page }: Window): Promise<Known> {
  const groups = await setUp(page, disk);
  await ask(page, 'login.leave');
  await page.reload();
  await logIn(page);
  const stream = await takeCases(page);
  await searchAndReveal(page, stream);
  const paths = ['', 'cases', `cases/${stream}`, 'take', 'print', 'matters', 'settings/staff', 'settings/password', ''];
  await walkScreens(page, paths);
  await page.goto(`${new URL(page.url()).origin}/#/cases/${stream}`);
  writeFileSync(join(disk.downloads, `${people[0] ?? ''}.pdf`), await page.pdf());
  writeFileSync(join(disk.downloads, 'saved.txt'), `${planted.id} ${planted.note}`);
  await ask(page, 'backup.run');
  const phrase = { phrase: groups.join(''), 'phrase spoken': groups.join(' '), 'phrase typed': groups.join('-') };
  return { needles: needlesOf({ ...planted, ...phrase, ...(await keysOf(disk)) }), stream };
}

/** What can be read on the disk or in what the program printed. */
function readable(disk: Disk, { needles }: Known, programs: readonly Program[]): Found[] {
  const isSaved = (file: string): boolean => file.startsWith(disk.downloads);
  return [
    ...search(needles, disk.root, isSaved),
    ...programs.flatMap(({ said }) => findIn(needles, Buffer.from(said()), 'what the program printed')),
  ];
}

async function openBoth(disk: Disk, without: readonly string[] = []): Promise<{ program: Program; window: Window }> {
  const program = await startProgram(disk);
  onTestFinished(() => void program.child.kill('SIGKILL'));
  const window = await openWindow(disk, program.address, without);
  onTestFinished(() => killWindow(window).catch(() => undefined));
  await window.page.waitForFunction(() => document.body.innerText.length > 20);
  return { program, window };
}

test('nothing planted is found while it runs, after kill -9, and after an orderly end', async () => {
  const disk = layDisk(scratchFolder());
  const first = await openBoth(disk);
  const known = await workThrough(disk, first.window);
  const programs = [first.program];
  expect(readable(disk, known, programs)).toEqual([]);
  // The log was not folded back: what was written last stands only there.
  expect(statSync(join(disk.data, 'desk.db-wal')).size).toBeGreaterThan(0);

  first.program.child.kill('SIGKILL');
  await first.program.ended;
  await killWindow(first.window);
  expect(readable(disk, known, programs)).toEqual([]);

  const second = await openBoth(disk);
  programs.push(second.program);
  await logIn(second.window.page);
  await walkScreens(second.window.page, ['cases', `cases/${known.stream}`, '']);
  await second.window.browser.close();
  second.program.child.kill('SIGTERM');
  await second.program.ended;
  expect(readable(disk, known, programs)).toEqual([]);

  // The disk is a real one: data, log, backup and profile are among what was searched, and the search does find.
  const files = filesBelow(disk.root).map((file) => file.slice(disk.root.length + 1));
  for (const part of [
    'data/desk.db',
    'data/keys.json',
    'data/browser/',
    'data/blobs/',
    'stick/',
    'home/Downloads/saved.txt',
  ]) {
    expect(files.some((file) => file.startsWith(part))).toBe(true);
  }
  console.log(`stolen disk: ${String(files.length)} files searched`);
  expect(search(known.needles, disk.downloads).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['id', 'note', 'name 0']),
  );
  const profile = join(disk.data, 'browser', 'planted');
  writeFileSync(
    profile,
    Buffer.concat([readFileSync(join(disk.data, 'desk.db')), Buffer.from(people[2] ?? '', 'utf16le')]),
  );
  expect(readable(disk, known, programs)).toMatchObject([{ file: profile, what: 'name 2', form: 'utf16le' }]);
});

test.runIf(isLong)('without a private window the same search finds what was typed in the profile', async () => {
  const disk = layDisk(scratchFolder());
  const { window } = await openBoth(disk, ['--incognito']);
  const known = await workThrough(disk, window);
  await killWindow(window);
  const found = readable(disk, known, []);
  console.log(
    `in a window that is not private: ${JSON.stringify([...new Set(found.map(({ file }) => file.slice(disk.root.length)))])}`,
  );
  expect(found.length).toBeGreaterThan(0);
});
