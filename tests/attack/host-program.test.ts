import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enter } from '../contract/support/transports.ts';

/** The host as a real process: its flags, its files, a second start, its end. */
const madeUpHost = fileURLToPath(new URL('./made-up-host.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

let folder = '';
let all: Started[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-host-'));
  all = [];
});
afterEach(async () => {
  for (const one of all) one.child.kill('SIGKILL');
  await Promise.all(all.map((one) => one.ended));
  await rm(folder, { recursive: true });
});

function start(...args: readonly string[]): Started {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(process.execPath, [madeUpHost, ...args], { cwd: folder, env });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const started = { child, output: () => text, ended };
  all.push(started);
  return started;
}

const addressIn = (text: string): string | undefined => /http:\/\/127\.0\.0\.1:\d+\/\S*#enter=[\w-]+/.exec(text)?.[0];

async function addressOf(one: Started): Promise<URL> {
  await expect.poll(() => addressIn(one.output()) ?? one.child.exitCode, { timeout: 20_000 }).toBeTruthy();
  return new URL(addressIn(one.output()) ?? `none:${one.output()}`);
}

const tokenOf = (address: URL): string => address.hash.replace('#enter=', '');
const inData = (...args: readonly string[]): readonly string[] => ['--data-dir', 'data', ...args];

/** Stands in for Chromium: writes down how it was called. */
async function putBrowser(script: string): Promise<() => Promise<readonly string[]>> {
  const calls = join(folder, 'calls');
  await writeFile(join(folder, 'chromium'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${calls}'\n${script}\n`);
  await chmod(join(folder, 'chromium'), 0o755);
  return async () => (await readFile(calls, 'utf8').catch(() => '')).split('\n');
}

describe('flags', () => {
  it.each([
    [['--dataDir', 'x'], /不认识选项 --dataDir。[\s\S]*There is no flag --dataDir\./],
    [['--port', 'eighty'], /端口 eighty 不对[\s\S]*The port eighty is wrong/],
    [['--port', '65536'], /端口 65536 不对/],
    [['--data-dir'], /选项 --data-dir 后面要写一个值/],
    [['--data-dir', '--demo'], /选项 --data-dir 后面要写一个值/],
    [['--demo=yes'], /选项 --demo 后面不写值/],
    [['--lang', 'fr'], /语言 fr 不对/],
    [['--demo', '--demo'], /选项 --demo 写了两次/],
    [['verfy'], /不认识命令 verfy。[\s\S]*There is no command verfy/],
  ])('%j is said to be wrong', async (args, sentence) => {
    const one = start(...args);
    expect(await one.ended).toBe(2);
    expect(one.output()).toMatch(sentence);
    await expect(stat(join(folder, 'data'))).rejects.toThrow();
  });

  it('--help tells every flag and command', async () => {
    const one = start('--help');
    expect(await one.ended).toBe(0);
    for (const word of ['--data-dir', '--port', '--demo', '--lang', '--no-open', 'verify']) {
      expect(one.output()).toContain(word);
    }
  });

  it('a sub-command gets the data directory and gives the exit code', async () => {
    const one = start('verify', ...inData());
    expect(await one.ended).toBe(0);
    expect(one.output()).toContain(`checking ${join(folder, 'data')}`);
  });

  it('a port in use is said', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const one = start(...inData('--no-open', '--port', String(port)));
    expect(await one.ended).toBe(1);
    expect(one.output()).toContain(`端口 ${String(port)} 已被别的程序占用`);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a start', () => {
  it('prints an address that works once, tells what it must in host.json, and takes it away at the end', async () => {
    const one = start(...inData('--no-open', '--lang', 'en'));
    const address = await addressOf(one);
    expect(address.search).toBe('?lang=en');
    await enter(address.origin, tokenOf(address));
    await expect(enter(address.origin, tokenOf(address))).rejects.toThrow('403');

    const file = join(folder, 'data', 'host.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    expect(content).toEqual({ port: Number(address.port), pid: one.child.pid, secret: expect.any(String) as string });

    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(one.output()).toContain('通办已关闭');
    await expect(stat(file)).rejects.toThrow();
    await expect(fetch(address.origin)).rejects.toThrow();
  });

  it('opens an app window that prints silently and leaves nothing, with another address than the printed one', async () => {
    const calls = await putBrowser('exit 0');
    const one = start(...inData());
    const printed = await addressOf(one);
    await expect.poll(calls, { timeout: 20_000 }).toContain('--kiosk-printing');
    const args = await calls();
    const app = new URL(args.find((arg) => arg.startsWith('--app='))?.slice('--app='.length) ?? 'none:');
    expect(app.origin).toBe(printed.origin);
    expect(app.search).toBe('?print=silent');
    expect(tokenOf(app)).not.toBe(tokenOf(printed));
    expect(args).toContain('--incognito');
    expect(args).toContain(`--user-data-dir=${join(folder, 'data', 'browser')}`);
    await enter(app.origin, tokenOf(app));
    await enter(printed.origin, tokenOf(printed));
  });

  it('says so where the browser does not come up, with a fresh address', async () => {
    await putBrowser('exit 1');
    const one = start(...inData());
    await expect.poll(() => one.output(), { timeout: 20_000 }).toContain('浏览器没有打开');
    const fresh = new URL(addressIn(one.output().split('浏览器没有打开')[1] ?? '') ?? 'none:');
    await enter(fresh.origin, tokenOf(fresh));
    expect(one.child.exitCode).toBeNull();
  });
});

describe('a second start', () => {
  it('opens a further window of the first', async () => {
    const first = start(...inData('--no-open'));
    const address = await addressOf(first);
    const calls = await putBrowser('exit 0');
    const second = start(...inData());
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('通办已经在运行');
    const again = await addressOf(second);
    expect(again.origin).toBe(address.origin);
    await enter(again.origin, tokenOf(again));
    await expect.poll(calls, { timeout: 20_000 }).toContain('--kiosk-printing');
    expect(first.child.exitCode).toBeNull();
  });

  it('after a kill starts anew, whatever host.json still says', async () => {
    const first = start(...inData('--no-open'));
    const before = await addressOf(first);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await readFile(join(folder, 'data', 'host.json'), 'utf8')).toContain(before.port);
    const second = start(...inData('--no-open'));
    const after = await addressOf(second);
    expect(second.output()).not.toContain('通办已经在运行');
    await enter(after.origin, tokenOf(after));
  });

  it('does not believe a stranger on the port, and never tells it the secret', async () => {
    const first = start(...inData('--no-open'));
    await addressOf(first);
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => heard.push(part));
      request.on('end', () => response.end(JSON.stringify({ token: 'A'.repeat(43), proof: 'A'.repeat(43) })));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const secret = 'S'.repeat(43);
    const { port } = stranger.address() as AddressInfo;
    await writeFile(join(folder, 'data', 'host.json'), JSON.stringify({ port, pid: 1, secret }));
    const second = start(...inData());
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('通办已经在使用这个数据目录');
    expect(addressIn(second.output())).toBeUndefined();
    expect(heard.join('')).toContain('nonce');
    expect(heard.join('')).not.toContain(secret);
    await new Promise((resolve) => stranger.close(resolve));
  });

  it('without a host.json is refused kindly', async () => {
    const first = start(...inData('--no-open'));
    await addressOf(first);
    await rm(join(folder, 'data', 'host.json'));
    const second = start(...inData('--no-open'));
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('通办已经在使用这个数据目录');
  });
});

it('screens that were not built are said to be missing', async () => {
  await mkdir(join(folder, 'host'), { recursive: true });
  const { findRendererFolder } = await import('../../electron/host/program.ts');
  expect(findRendererFolder('/opt/tongban/dist/electron/host')).toBe('/opt/tongban/dist/renderer');
  expect(findRendererFolder('/home/u/tongban/electron/host')).toBe('/home/u/tongban/dist/renderer');
});
