import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mkdir, copyFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { build } from 'esbuild';
import { findBrowser, testFlags } from '../../../build/browser.mjs';
import { expect } from 'vitest';
import { startElectron } from '../electron-double/electron.ts';
import type { DoubleOptions, RunningDouble } from '../electron-double/electron.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** Bundles as `build/bundles.mjs` does; the desk's process is the made-up one, the page the made-up page. */
const bundleTo = async (
  folder: string,
  entry: string,
  outfile: string,
  platform: 'node' | 'browser',
): Promise<void> => {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(folder, 'dist', outfile),
    bundle: true,
    platform,
    target: 'node22',
    format: platform === 'node' ? 'cjs' : 'esm',
    external: ['electron', 'better-sqlite3'],
    logLevel: 'warning',
  });
};

/** Waits for something to become so; long, because other tests share the machine. */
export const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000, interval: 30 });

export interface Program {
  readonly appPath: string;
  readonly browser: Browser;
  /** Starts it with a data folder of its own. */
  start(options?: StartOptions): RunningDouble & { readonly dataDir: string; log(): string[] };
  /** Ends everything that was started and removes the folders. */
  end(): Promise<void>;
}
type StartOptions = Partial<Omit<DoubleOptions, 'browser' | 'appPath' | 'userData'>> & { readonly dataDir?: string };

/** Compiles the real main and preload with a made-up desk and page, and opens the browser they run in. */
export const compileProgram = async (): Promise<Program> => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-shell-'));
  await Promise.all([
    bundleTo(folder, 'electron/shell/main.ts', 'electron/shell/main.cjs', 'node'),
    bundleTo(folder, 'electron/shell/preload.ts', 'electron/shell/preload.cjs', 'node'),
    bundleTo(folder, 'tests/shell/made-up/desk-process.ts', 'electron/shell/desk-process.cjs', 'node'),
    bundleTo(folder, 'tests/shell/made-up/page.ts', 'renderer/page.js', 'browser'),
  ]);
  await mkdir(join(folder, 'dist/renderer'), { recursive: true });
  await copyFile(join(root, 'tests/shell/made-up/index.html'), join(folder, 'dist/renderer/index.html'));
  writeFileSync(join(folder, 'dist', 'secret.txt'), 'outside the renderer');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'tongban', main: 'dist/electron/shell/main.cjs' }),
  );

  const browserPath = findBrowser();
  if (browserPath === undefined) throw new Error('no Chromium for the tests of the shell');
  const browser = await chromium.launch({ executablePath: browserPath, args: testFlags() });
  const started: RunningDouble[] = [];
  return {
    appPath: folder,
    browser,
    start({ dataDir = mkdtempSync(join(folder, 'data-')), argv = [], ...options } = {}) {
      const words = [`--data-dir=${dataDir}`, ...argv];
      const running = startElectron({
        ...options,
        browser,
        appPath: folder,
        userData: join(folder, 'user'),
        argv: words,
      });
      started.push(running);
      const file = join(dataDir, 'log.txt');
      const log = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
      return { ...running, dataDir, log };
    },
    async end() {
      for (const running of started) await running.kill();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
