import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualDataDir } from '../host/data-dir.ts';
import { makeProfile, readOptions } from './options.ts';
import type { Machine } from './options.ts';

const machines: Machine[] = [
  { platform: 'linux', env: {}, home: '/home/wang' },
  { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home: '/home/wang' },
  { platform: 'linux', env: { XDG_DATA_HOME: 'relative' }, home: '/home/wang' },
  { platform: 'win32', env: { LOCALAPPDATA: 'C:\\Users\\wang\\AppData\\Local' }, home: 'C:\\Users\\wang' },
  { platform: 'win32', env: {}, home: 'C:\\Users\\wang' },
  { platform: 'darwin', env: {}, home: '/Users/wang' },
];

describe('readOptions', () => {
  it('opens the same desk as the browser host', () => {
    for (const machine of machines)
      for (const demo of [false, true])
        expect(readOptions(demo ? ['--demo'] : [], machine)).toEqual({ dataDir: usualDataDir(machine, demo), demo });
  });

  it('takes a folder given, and lets flags of Chromium pass', () => {
    const [machine] = machines;
    if (machine === undefined) throw new Error('no machine');
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
