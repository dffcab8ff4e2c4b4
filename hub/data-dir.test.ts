import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../tests/support/postgres.ts';
import { openDataDir, usualHubDir, type DataDir } from './data-dir.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('hub-dir');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function opened(path: string): DataDir {
  const result = openDataDir(path);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

test('is made where it is not there, and belongs to one hub at a time', () => {
  const path = join(folder, 'a/b');
  const first = opened(path);
  expect(openDataDir(path)).toEqual({ ok: false, refusal: { code: 'dataDir.inUse', details: { folder: path } } });
  first.close();
  opened(path).close();
});

test('is free again when its hub was killed', async () => {
  const script = `import { openDataDir } from ${JSON.stringify(join(import.meta.dirname, 'data-dir.ts'))};
    // Held on to, else the collector of garbage frees the lock with the object.
    const held = openDataDir(${JSON.stringify(folder)});
    console.log(held.ok); setInterval(() => held.value.path, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise((done) => child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim())));
  expect(said).toBe('true');
  expect(openDataDir(folder)).toMatchObject({ refusal: { code: 'dataDir.inUse' } });
  const ended = new Promise((done) => child.on('exit', done));
  child.kill('SIGKILL');
  await ended;
  opened(folder).close();
});

test('that cannot be one is refused with its path', () => {
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, 'file/hub');
  expect(openDataDir(path)).toEqual({
    ok: false,
    refusal: { code: 'dataDir.unusable', details: { folder: path, code: 'ENOTDIR' } },
  });
});

test('lies where services and people keep their data', () => {
  const machine = { platform: 'linux', env: {}, home: '/home/wang', uid: 1000 } as const;
  expect(usualHubDir(machine)).toBe('/home/wang/.local/share/tongban-hub');
  expect(usualHubDir({ ...machine, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/tongban-hub');
  expect(usualHubDir({ ...machine, uid: 0 })).toBe('/var/lib/tongban-hub');
  expect(usualHubDir({ ...machine, platform: 'win32', env: { PROGRAMDATA: 'D:\\Data' } })).toBe('D:\\Data\\TongbanHub');
});
