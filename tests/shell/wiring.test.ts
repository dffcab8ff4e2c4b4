import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

let program: Program;
beforeAll(async () => {
  program = await compileProgram();
}, 60_000);
afterAll(() => program.end());

describe('the window and the desk', () => {
  it('opens one hardened window on the page of the program', async () => {
    const running = program.start();
    const page = await running.mainPage();
    expect(page.url()).toBe('http://tongban.app.localhost/');
    expect(running.windows).toHaveLength(1);
    expect(running.windows[0]?.options).toMatchObject({
      width: 1366,
      height: 768,
      minWidth: 1024,
      minHeight: 700,
      icon: join(program.appPath, 'dist', 'resources', 'icons', '256x256.png'),
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    });
    expect(running.record.isSandboxed).toBe(true);
    expect(running.record.menu).toBeNull();
    expect(running.record.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, bypassCSP: false } }]);
    // A name without `persist:` lives in memory: nothing of the page reaches the disk.
    expect([...running.sessions.keys()]).toEqual(['tongban']);
    expect(running.sessions.get('tongban')?.isSpellChecking).toBe(false);
  });

  it('shows the page exactly the names of the list, frozen', async () => {
    const page = await program.start().mainPage();
    const exposed = await page.evaluate(() => {
      const { tongban } = window;
      if (tongban === undefined) return undefined;
      const descriptor = Object.getOwnPropertyDescriptor(window, 'tongban');
      return {
        names: Object.keys(tongban).map((name) => `${name}: ${typeof Reflect.get(tongban, name)}`),
        kind: tongban.kind,
        version: tongban.version,
        frozen: Object.isFrozen(tongban) && descriptor?.writable === false && !descriptor.configurable,
      };
    });
    expect(exposed).toEqual({
      names: ['kind: string', 'version: string', 'requestPort: function'],
      kind: 'electron',
      version: '0.0.0-double',
      frozen: true,
    });
    const blank = await (await program.browser.newContext()).newPage();
    await blank.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await blank.goto('http://blank.app.localhost/');
    const usual = new Set(await blank.evaluate(() => Object.getOwnPropertyNames(window)));
    const names = await page.evaluate(() => Object.getOwnPropertyNames(window));
    // Two names belong to the tool that drives the page.
    expect(names.filter((name) => !usual.has(name) && !name.startsWith('__playwright')).sort()).toEqual([
      'page',
      'tongban',
    ]);
  });

  it('carries calls to the desk and answers back, rare characters included', async () => {
    const running = program.start({ argv: ['--demo'] });
    const page = await running.mainPage();
    const text = await page.evaluate(async () => {
      await window.page.connect();
      return (await window.page.desk?.echo({ text: '𠮷㛃䶮𬭎 候诊凭条' }))?.text;
    });
    expect(text).toBe('𠮷㛃䶮𬭎 候诊凭条');
    expect(running.log()).toEqual(['opened demo=true']);
    const refused = await page.evaluate(async () => {
      const wrong = { text: 'a', more: 1 };
      return window.page.desk?.echo(wrong).then(
        () => 'taken',
        (error: unknown) => String(error),
      );
    });
    expect(refused).toContain('Input validation failed');
  });

  it('tells the desk to look at the clock after waking', async () => {
    const running = program.start();
    const page = await running.mainPage();
    await page.evaluate(() => window.page.connect());
    running.powerMonitor.emit('resume');
    await soon(() => running.log()).toContain('clock');
  });

  it('follows the system between light and dark', async () => {
    const running = program.start();
    await running.mainPage();
    running.setDark(true);
    expect(running.windows[0]?.background).toBe('#1f1f1f');
    running.setDark(false);
    expect(running.windows[0]?.background).toBe('#ffffff');
  });

  it('keeps keys with the system, and says when the system has no real store', async () => {
    const keep = async (running: ReturnType<Program['start']>) =>
      (await running.mainPage()).evaluate(async () => {
        await window.page.connect();
        return window.page.desk?.keepSecret();
      });
    expect(await keep(program.start())).toEqual({ available: true, same: true, plainInside: false });
    expect(await keep(program.start({ keyStore: 'basic_text' }))).toMatchObject({ available: false });
  });
});
