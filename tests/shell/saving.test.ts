/** A file on its way out of the program: the dialog of the system, one place, whole or not at all; and no other way. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningDouble } from './electron-double/electron.ts';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

let program: Program;
let folder: string;
beforeAll(async () => {
  program = await compileProgram();
  folder = mkdtempSync(join(program.appPath, 'outside-'));
}, 60_000);
afterAll(() => program.end());

interface Wanted {
  readonly name: string;
  readonly text: string;
  readonly twice?: boolean;
}
const saveIn = async (running: RunningDouble, wanted: Wanted): Promise<string | undefined> => {
  const page = await running.mainPage();
  return page.evaluate(async (input) => {
    await window.page.connect();
    return window.page.desk?.saveOutside(input);
  }, wanted);
};
const text = '户口簿 𠮷';

describe('a file for outside', () => {
  it('goes where the person chose, under a cleaned name, and nowhere else', async () => {
    const chosen = join(folder, '我的选择.jpg');
    const running = program.start({ save: () => chosen });
    expect(await saveIn(running, { name: '../户口簿:\u202egpj.exe', text })).toBe('saved');
    expect(running.record.saveDialogs).toEqual([
      {
        defaultPath: expect.stringMatching(/downloads[\\/]户口簿 gpj\.exe$/) as unknown,
        properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
      },
    ]);
    expect(readFileSync(chosen, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['我的选择.jpg']);
  });

  it('is written nowhere when nothing was chosen', async () => {
    const before = readdirSync(folder);
    expect(await saveIn(program.start(), { name: 'a.txt', text })).toBe('nowhere');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('has a place once: not again, and never one that nobody chose', async () => {
    const running = program.start({ save: () => join(folder, 'once.txt') });
    expect(await saveIn(running, { name: 'a.txt', text, twice: true })).toBe('failed: no-place');
    const page = await running.mainPage();
    expect(await page.evaluate(() => window.page.desk?.writeAnywhere())).toBe('failed: no-place');
  });

  it('leaves what was there untouched, and no half file, when it cannot be written', async () => {
    const gone = await saveIn(program.start({ save: () => join(folder, 'gone', 'a.txt') }), { name: 'a.txt', text });
    expect(gone).toBe('failed: ENOENT');
    // A folder stands where the file should go: the finished part must not stay behind.
    const taken = join(folder, 'taken');
    mkdirSync(join(taken, 'a.txt', 'inside'), { recursive: true });
    expect(await saveIn(program.start({ save: () => join(taken, 'a.txt') }), { name: 'a.txt', text })).toMatch(
      /^failed: E(ISDIR|NOTEMPTY|EXIST|PERM)$/,
    );
    expect(readdirSync(taken)).toEqual(['a.txt']);
    expect(readdirSync(join(taken, 'a.txt'))).toEqual(['inside']);
  });

  it('one dialog at a time', async () => {
    const dialog = Promise.withResolvers<string>();
    const running = program.start({ save: () => dialog.promise });
    const first = saveIn(running, { name: 'a.txt', text });
    await soon(() => running.record.saveDialogs.length).toBe(1);
    expect(await saveIn(running, { name: 'b.txt', text })).toBe('nowhere');
    dialog.resolve(join(folder, 'first.txt'));
    expect(await first).toBe('saved');
    expect(running.record.saveDialogs).toHaveLength(1);
  });
});

describe('what the page would download by itself', () => {
  it('is refused, whatever its address and whoever clicked', async () => {
    const running = program.start();
    await running.mainPage();
    const session = running.sessions.get('tongban');
    const addresses = [
      ...['http://example.com/a.pdf', 'https://www.gov.cn/', 'data:text/plain,hello', 'file:///etc/passwd'],
      ...['blob:app://tongban/0190b000', 'blob:https://example.com/0190b000', 'app://tongban/page.js'],
    ];
    for (const hasUserGesture of [true, false])
      for (const address of addresses) {
        let isPrevented = false;
        const item = { getURL: () => address, hasUserGesture: () => hasUserGesture };
        session?.emit('will-download', { preventDefault: () => (isPrevented = true) }, item, running.windows[0]);
        expect([address, isPrevented]).toEqual([address, true]);
      }
    expect(running.record.saveDialogs).toEqual([]);
  });

  it('is refused in the page too: its own contents, data addresses, by script and by a real click', async () => {
    const running = program.start({ save: () => join(folder, 'never.txt') });
    const page = await running.mainPage();
    const session = running.sessions.get('tongban');
    await page.evaluate(() => {
      const put = (href: string, text: string): HTMLAnchorElement => {
        const link = Object.assign(document.createElement('a'), { href, download: 'x.txt', textContent: text });
        document.body.append(link);
        return link;
      };
      put('data:application/octet-stream;base64,eA==', '数据');
      put(URL.createObjectURL(new Blob(['x'], { type: 'application/octet-stream' })), '内容').click();
    });
    await soon(() => session?.downloads.length).toBe(1);
    await page.getByText('内容').click();
    await soon(() => session?.downloads.length).toBe(2);
    await page.getByText('数据').click();
    await soon(() => session?.downloads.length).toBe(3);
    expect(session?.downloads.every(({ isRefused }) => isRefused)).toBe(true);
    expect(session?.downloads.map(({ url }) => url.split(':')[0])).toEqual(['blob', 'blob', 'data']);
    expect(running.record.saveDialogs).toEqual([]);
  });
});
