import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualDataDir, type Machine } from '#desk/data-dir.ts';
import { makeProfile, readOptions } from './options.ts';

const local = 'C:\\Users\\wang\\AppData\\Local';
const machines: [Machine, string][] = [
  [{ platform: 'linux', env: {}, home: '/home/wang' }, '/home/wang/.local/share/tongban'],
  [{ platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home: '/home/wang' }, '/data/tongban'],
  [{ platform: 'linux', env: { XDG_DATA_HOME: 'relative' }, home: '/home/wang' }, '/home/wang/.local/share/tongban'],
  [{ platform: 'win32', env: { LOCALAPPDATA: local }, home: 'C:\\Users\\wang' }, `${local}\\Tongban`],
  [{ platform: 'win32', env: {}, home: 'C:\\Users\\wang' }, `${local}\\Tongban`],
  [{ platform: 'darwin', env: {}, home: '/Users/wang' }, '/Users/wang/Library/Application Support/Tongban'],
];

describe('readOptions', () => {
  // The browser host asks the same function, so both open the same desk.
  it.each(machines)('%j keeps a desk in %s, and the demo beside it', (machine, dataDir) => {
    expect(usualDataDir(machine, false)).toBe(dataDir);
    expect(readOptions([], machine)).toEqual({ dataDir, demo: false });
    expect(readOptions(['--demo'], machine)).toEqual({ dataDir: `${dataDir}-demo`, demo: true });
  });

  it('takes a folder given, and lets flags of Chromium pass', () => {
    const machine: Machine = { platform: 'linux', env: {}, home: '/home/wang' };
    const words = ['--enable-features=Something', '--data-dir', 'mine', '.', '--ozone-platform=wayland'];
    expect(readOptions(words, machine)).toEqual({ dataDir: resolve('mine'), demo: false });
  });
});

describe('makeProfile', () => {
  it('makes a folder inside the data folder, or none where that is a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-profile-'));
    expect(makeProfile(join(folder, 'new'))).toBe(join(folder, 'new', 'profile'));
    writeFileSync(join(folder, 'file'), '');
    expect(makeProfile(join(folder, 'file'))).toBeUndefined();
  });
});
