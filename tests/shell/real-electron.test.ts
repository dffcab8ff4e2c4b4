import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronObstacle, findElectron } from '../../build/electron.mjs';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

/** The journey of the other tests on a real Electron. Only its binary and a display make it run; `docs/shell.md` has the rest. */
const executablePath = findElectron();
const obstacle = executablePath === undefined ? 'its binary is not on this machine' : electronObstacle();
if (obstacle !== undefined) console.log(`Not run: the shell on a real Electron (${obstacle}).`);

describe.runIf(executablePath !== undefined && obstacle === undefined)('on a real Electron', () => {
  let program: Program;
  beforeAll(async () => {
    program = await compileProgram();
  }, 60_000);
  afterAll(() => program.end());

  const launch = async (dataDir: string) => {
    const electron = await _electron.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [program.appPath, `--data-dir=${dataDir}`],
    });
    return { electron, page: await electron.firstWindow() };
  };

  it('the page shows three names, calls the desk, stays where it is, and closes in order', async () => {
    const { electron, page } = await launch(mkdtempSync(join(tmpdir(), 'tongban-real-')));
    expect(page.url()).toBe('app://tongban/');
    expect(await page.evaluate(() => Object.keys(window.tongban ?? {}))).toEqual(['kind', 'version', 'requestPort']);
    expect(
      await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')]),
    ).toEqual(['undefined', 'undefined']);
    expect(await page.evaluate(() => window.inlineRan === true)).toBe(false);
    const text = await page.evaluate(async () => {
      await window.page.connect();
      return (await window.page.desk?.echo({ text: '𠮷' }))?.text;
    });
    expect(text).toBe('𠮷');
    await page.evaluate(() => document.getElementById('away')?.click());
    await page.evaluate(() => void window.open('https://example.com/'));
    expect(page.url()).toBe('app://tongban/');
    expect(electron.windows()).toHaveLength(1);
    await electron.close();
  });

  it('a desk that falls is started once more and the window is told', async () => {
    const { electron, page } = await launch(mkdtempSync(join(tmpdir(), 'tongban-real-')));
    await page.evaluate(async () => {
      await window.page.connect();
      void window.page.desk?.fall().catch(() => undefined);
    });
    await soon(() => page.evaluate(() => window.page.heard)).toContainEqual({ tongban: 'desk', state: 'restarted' });
    await electron.close();
  });
});
