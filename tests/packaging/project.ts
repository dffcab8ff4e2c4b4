import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { build } from 'esbuild';
import { writeStandInDist } from './stand-in-dist.ts';

export const root = resolve(import.meta.dirname, '../..');

const bundle = async (folder: string, entry: string, outfile: string): Promise<void> => {
  const isPreload = entry.endsWith('preload.ts');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(folder, 'dist', outfile),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['electron', 'better-sqlite3'],
    ...(isPreload ? {} : asMain),
    logLevel: 'warning',
  });
};

/** As `build/bundles.mjs` does it: a sandboxed preload may require electron and nothing else. */
const asMain = {
  banner: { js: "const tongbanUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: {
    'import.meta.url': 'tongbanUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
};

/** The real process once it is there; until then one that opens the same binary. */
const deskProcess = (): string =>
  ['electron/shell/desk-process.ts', 'tests/packaging/made-up-desk.ts'].find((entry) =>
    existsSync(join(root, entry)),
  ) ?? '';

const plant = (folder: string, files: readonly string[]): void => {
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), 'must not be packed');
  }
};

/** What lies about in a working tree and must never reach a counter. */
export const planted = [
  ...['tests/shell/x.test.ts', 'shared/kernel/x.ts', 'hub/server.ts', 'hub/server.mjs', 'bench/x.ts', 'docs/x.md'],
  ...['electron/shell/main.ts', 'renderer/App.tsx', 'build/build.mjs', '.git/config', '.env', 'vitest.config.ts'],
  ...[
    'dist/electron/host/main.mjs',
    'dist/electron/shell/main.cjs.map',
    'dist/renderer/assets/page.js.map',
    'dist/.build.json',
  ],
];

/** A project to pack: our package.json, the bundles, a page, our node_modules, and things that do not belong in it. */
export const createProject = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pack-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  await Promise.all([
    bundle(folder, 'electron/shell/main.ts', 'electron/shell/main.cjs'),
    bundle(folder, 'electron/shell/preload.ts', 'electron/shell/preload.cjs'),
    bundle(folder, deskProcess(), 'electron/shell/desk-process.cjs'),
  ]);
  mkdirSync(join(folder, 'dist/renderer/assets'), { recursive: true });
  writeFileSync(join(folder, 'dist/renderer/index.html'), '<!doctype html><title>通办</title>');
  mkdirSync(join(folder, 'dist/resources'), { recursive: true });
  writeFileSync(join(folder, 'dist/resources/calendar.json'), '{}');
  plant(folder, planted);
  return folder;
};

/** Packs the directory target of one platform with the stand-in distribution; gives the folder it made. */
export const packDirectory = (project: string, platform: 'linux' | 'win32'): string => {
  const electron = mkdtempSync(join(tmpdir(), 'tongban-electron-'));
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  writeStandInDist(electron, platform, devDependencies.electron);
  const [flag, made] = platform === 'linux' ? ['--linux', 'linux-unpacked'] : ['--win', 'win-unpacked'];
  const config = join(root, 'build/electron-builder.config.cjs');
  const words = ['--projectDir', project, '--config', config, flag, 'dir', '--x64', '--publish', 'never'];
  const run = spawnSync(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), ...words], {
    cwd: project,
    encoding: 'utf8',
    env: {
      ...process.env,
      TONGBAN_ELECTRON_DIST: electron,
      PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    },
  });
  if (run.status !== 0) throw new Error(`the packager failed:\n${run.stdout}\n${run.stderr}`);
  return join(project, 'release', made);
};

/** Everything below a folder, as paths with slashes, folders left out. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** The program as it will run: the archive with its unpacked files, in a folder with no node_modules above it. */
export const unpackProgram = (made: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-unpacked-'));
  extractAll(join(made, 'resources/app.asar'), folder);
  return folder;
};
