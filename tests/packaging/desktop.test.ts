import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFuses, setFuses, wantedFuses } from '../../build/fuses.mjs';
import { explain } from '../../build/packaging-troubles.mjs';
import { unwrap } from '../../shared/kernel/result.ts';
import { takeInOneCase } from './first-minute.ts';
import { startPackedDesk } from './packed-desk.ts';
import { createProject, filesBelow, packDirectory, planted, unpackProgram } from './project.ts';
import { fuseWire } from './stand-in-dist.ts';

let project: string;
let linux: string;
let program: string;
beforeAll(() => {
  project = createProject();
  linux = packDirectory(project, 'linux');
  program = unpackProgram(linux);
}, 240_000);
afterAll(() => {
  for (const folder of [project, join(program, '..')]) rmSync(folder, { recursive: true, force: true });
});

/** What a bundle asks for by name when it runs; what a comment imports is a type. */
const requiredBy = (file: string): string[] => [
  ...new Set(
    [
      ...readFileSync(file, 'utf8')
        .replaceAll(/\/\*\*.*?\*\/|^\s*(?:\/\*\*|\*).*$/gm, '')
        .matchAll(/\b(?:require|import)\(["']([^"'$]+)["']\)/g),
    ].map(([, name]) => name ?? ''),
  ),
];
const { IconGroupEntry } = Resource;
const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);

describe('the fuses', () => {
  it('of the packed program are as wanted, read back from the file', async () => {
    expect(await readFuses(join(linux, 'tongban'))).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
    // As delivered they are not; so it was the packing that set them.
    const delivered = join(project, 'delivered');
    writeFileSync(delivered, fuseWire());
    expect(await readFuses(delivered)).not.toEqual(wantedFuses);
  });

  it('stop the packing when the program has none, or one more than we decided about', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tongban-fuse-')), 'program');
    writeFileSync(file, 'no wire at all');
    await expect(setFuses(file)).rejects.toThrow('Could not find sentinel');
    writeFileSync(file, fuseWire('1011000110'));
    await expect(setFuses(file)).rejects.toThrow('strictlyRequireAllFuses');
    writeFileSync(file, fuseWire('101100011'));
    await setFuses(file);
    expect(await readFuses(file)).toEqual(wantedFuses);
  });
});

describe('what is packed', () => {
  it('holds everything main, preload and the desk need, and it loads from there', () => {
    for (const name of ['main', 'preload', 'desk-process']) {
      const file = join(program, 'dist/electron/shell', `${name}.cjs`);
      const own = requiredBy(file).filter((wanted) => !isBuiltin(wanted) && wanted !== 'electron');
      for (const wanted of own)
        expect(createRequire(file).resolve(wanted).startsWith(program), `${name} needs ${wanted}`).toBe(true);
      if (name === 'desk-process') expect(own).toContain('better-sqlite3');
      if (name === 'preload') expect(requiredBy(file)).toEqual(['electron']);
    }
    const open =
      "const D = require('better-sqlite3'); process.stdout.write(new D(':memory:').prepare(\"select 'opened'\").pluck().get())";
    expect(spawnSync(process.execPath, ['-e', open], { cwd: program, encoding: 'utf8' }).stdout).toBe('opened');
    expect(JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'))).toMatchObject({
      main: 'dist/electron/shell/main.cjs',
    });
    expect(filesBelow(program)).toEqual(
      expect.arrayContaining([
        ...['dist/renderer/index.html', 'dist/resources/calendar/cn-2025-2027.json'],
        ...['dist/electron/desk/backup/backup-worker.cjs', 'dist/electron/desk/journal/verify-worker.cjs'],
      ]),
    );
  });

  it('holds nothing else: no tests, sources, hub, host, maps, other binaries, no Node of the development', () => {
    const files = filesBelow(program);
    expect(files.filter((file) => planted.includes(file))).toEqual([]);
    const allowed =
      /^(package\.json|dist\/(electron\/(shell|desk)|renderer|resources)\/.+|dist\/build-info\.json|node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/linux-x64\.node))$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(tsx?|map)$/.test(file))).toEqual([]);
    expect(readFileSync(join(program, 'package.json'), 'utf8')).not.toContain('devDependencies');
  });

  it('keeps only the binary outside the archive, and two languages of Chromium', () => {
    expect(filesBelow(join(linux, 'resources/app.asar.unpacked'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    expect(filesBelow(join(linux, 'locales'))).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  it('for Windows: its own binary, its fuses, and the hash of the archive inside the program', async () => {
    const windows = packDirectory(project, 'win32');
    const file = join(windows, '通办.exe');
    expect(await readFuses(file)).toEqual(wantedFuses);
    const archive = join(windows, 'resources/app.asar');
    expect(listPackage(archive, { isPack: false }).filter((name) => name.endsWith('.node'))).toEqual([
      '/node_modules/better-sqlite3/prebuilds/win32-x64.node',
    ]);
    const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(file))).entries;
    const integrity = resources.find(({ type }) => type === 'INTEGRITY');
    const { headerString } = getRawHeader(archive);
    // RT_GROUP_ICON: our own, in all its sizes; the stand-in came without any.
    const [group] = IconGroupEntry.fromEntries(resources);
    expect(group?.icons.map(({ width }) => width || 256).sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    expect(JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer(0)).toString())).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value: createHash('sha256').update(headerString).digest('hex') },
    ]);
  }, 120_000);
});

describe('the desk of the packed program', () => {
  it('runs from there, takes a case in, and makes and checks a backup and the whole file on threads of its own', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'tongban-packed-desk-'));
    const backups = join(outside, '备份 盘');
    mkdirSync(backups);
    const desk = startPackedDesk(program, join(outside, '数据'));
    try {
      const { number, html } = await takeInOneCase(desk.client);
      expect(html).toContain('𠮷田春');
      unwrap(await desk.client.backup.setFolder({ folder: backups }));
      const backup = unwrap(await desk.client.backup.run({}));
      expect(backup.entries).toBeGreaterThan(0);
      expect(readdirSync(backups).length).toBeGreaterThan(0);
      const told: { readonly type: string; readonly report?: object }[] = [];
      for await (const event of await desk.client.journal.verify({})) told.push(event);
      expect(told.at(-1)).toMatchObject({ type: 'report', report: { findings: 0 } });
      expect(unwrap(await desk.client.case.byCode({ code: number })).number).toBe(number);
      // Its binary is the packed one, not that of the project it was packed from.
      const opened = readFileSync(`/proc/${String(desk.pid)}/maps`, 'utf8').match(/\/\S.*\.node$/gm) ?? [];
      expect(opened.length).toBeGreaterThan(0);
      expect([...new Set(opened)].filter((file) => !file.startsWith(program))).toEqual([]);
    } finally {
      expect(await desk.close()).toBe(0);
      rmSync(outside, { recursive: true, force: true });
    }
  }, 120_000);
});

describe('what could not be made', () => {
  it('is told in a sentence that says what to do', () => {
    expect(explain('getaddrinfo ENOTFOUND mirror.example')).toMatch(
      /downloaded from mirror\.example .*TONGBAN_ELECTRON_DIST/,
    );
    expect(explain('TypeError: fetch failed')).toContain('ELECTRON_MIRROR');
    expect(explain('Failed to parse version info in x')).toContain('not an unpacked Electron');
    expect(explain('something new\nwith a stack')).toBe('something new');
  });
});
