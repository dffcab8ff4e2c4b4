import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { writeStandInDist } from './stand-in-dist.ts';

export const root = resolve(import.meta.dirname, '../..');

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
    'dist/hub/main.mjs',
    'dist/electron/shell/main.cjs.map',
    'dist/renderer/assets/page.js.map',
    'dist/.build.json',
  ],
];

/** A project to pack: our package.json, the program as it is built, our node_modules, and things that do not belong in it. */
export const createProject = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pack-'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
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

/** The program as it will run: the archive with its unpacked files, in a folder with no node_modules above it and a name as at a hall. */
export const unpackProgram = (made: string): string => {
  const folder = join(mkdtempSync(join(tmpdir(), 'tongban-unpacked-')), '通办 程序');
  extractAll(join(made, 'resources/app.asar'), folder);
  return folder;
};
