import { request } from 'node:https';
import { createServer } from 'node:net';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pinOf } from '../../hub/keys/certificate.ts';
import { sql } from '../../hub/store/database.ts';
import { debianPostgres, temporaryFolder, type TestPostgres } from '../support/postgres.ts';
import { startHub, type StartedHub } from './hub-program.ts';

let dataDir: string;
const started: StartedHub[] = [];
const start = (args: readonly string[] = [], env: Readonly<Record<string, string | undefined>> = {}) => {
  const hub = startHub(dataDir, args, env);
  started.push(hub);
  return hub;
};
const stop = async ({ child, ended }: StartedHub) => {
  child.kill('SIGTERM');
  return ended;
};

beforeEach(() => {
  dataDir = temporaryFolder('hub');
});
afterEach(async () => {
  // A killed hub leaves its PostgreSQL: the next one takes it over and ends it.
  if (
    existsSync(join(dataDir, 'pg/postmaster.pid')) &&
    started.every(({ child }) => child.exitCode !== null || child.signalCode !== null)
  ) {
    const last = startHub(dataDir);
    await last.ready;
    await stop(last);
  }
  for (const hub of started.splice(0)) await stop(hub);
  rmSync(dataDir, { recursive: true, force: true });
});

interface Health {
  readonly status: number;
  readonly text: string;
  readonly pin: string;
}
const health = (port: number) =>
  new Promise<Health>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/health', rejectUnauthorized: false, agent: false }, (response) => {
      const key = (response.socket as TLSSocket).getPeerX509Certificate()?.publicKey;
      const pin = pinOf(key?.export({ format: 'der', type: 'spki' }) ?? Buffer.alloc(0));
      let text = '';
      response
        .on('data', (part: Buffer) => (text += part.toString()))
        .on('end', () => {
          resolve({ status: response.statusCode ?? 0, text, pin });
        });
    })
      .on('error', reject)
      .end();
  });
const isAlive = (pid: number): boolean => existsSync(`/proc/${String(pid)}/exe`);

describe('a hub with its own database', () => {
  test('starts, tells where it is, answers, and ends cleanly when told', async () => {
    const hub = start();
    const { port, pin, addresses, pid } = await hub.ready;
    expect(pid).toBe(hub.child.pid);
    expect(addresses).toEqual([`https://127.0.0.1:${String(port)}`]);
    expect(await health(port)).toEqual({
      status: 200,
      text: expect.stringContaining('"database":"ok"') as string,
      pin,
    });
    const postmaster = Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
    const { code, stdout } = await stop(hub);
    expect(code).toBe(0);
    expect(stdout).toContain(`镇服务器已启动：https://127.0.0.1:${String(port)}  公钥指纹 ${pin}`);
    expect(stdout).toContain('镇服务器已关闭。');
    expect(isAlive(postmaster)).toBe(false);
    expect(existsSync(join(dataDir, 'ready.json'))).toBe(false);
    for (const file of ['hub.key', 'tls.key', 'pg.password']) {
      expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600);
    }
  });

  test('a second one on the same data is refused; after a kill -9 the next comes up with the same key', async () => {
    const first = start();
    const { pin } = await first.ready;
    const second = await start().ended;
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toContain(`资料文件夹 ${dataDir} 正由另一个镇服务器使用`);
    first.child.kill('SIGKILL');
    await first.ended;
    const third = start();
    const ready = await third.ready;
    expect(ready.pin).toBe(pin);
    expect((await health(ready.port)).status).toBe(200);
  });

  test('Ctrl+C ends it as well as a service manager does', async () => {
    const hub = start();
    await hub.ready;
    hub.child.kill('SIGINT');
    hub.child.kill('SIGINT');
    expect((await hub.ended).code).toBe(0);
  });

  test('writes its log to a file where it is asked to', async () => {
    const hub = start(['--log-file', join(dataDir, 'hub.log')]);
    await hub.ready;
    const { stdout } = await stop(hub);
    expect(stdout).not.toContain('"level"');
    expect(readFileSync(join(dataDir, 'hub.log'), 'utf8')).toContain('the hub is running');
  });
});

describe('a hub on a server’s database', () => {
  let debian: TestPostgres;
  beforeAll(async () => {
    debian = await debianPostgres();
  });
  afterAll(() => debian.stop());
  const urlOf = ({ host, port, user, password = '' }: TestPostgres['place'], database: string) =>
    `postgres://${user}:${password}@localhost:${String(port)}/${database}?host=${encodeURIComponent(host)}`;

  test('starts without one of its own', async () => {
    const { database } = await debian.newPlace();
    const hub = start([], { DATABASE_URL: urlOf(debian.place, database) });
    const { port } = await hub.ready;
    expect((await health(port)).status).toBe(200);
    expect(existsSync(join(dataDir, 'pg'))).toBe(false);
    expect((await stop(hub)).code).toBe(0);
  });

  test.each([
    ['no address at all', 'mysql://localhost/tongban', 'DATABASE_URL 不对'],
    ['nobody there', 'postgres://tongban:x@127.0.0.1:1/tongban', '数据库没有应答（ECONNREFUSED）'],
  ])('%s is a sentence', async (_name, url, sentence) => {
    const { code, stderr } = await start([], { DATABASE_URL: url }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a wrong password, a database that is not there: a sentence each, without the address', async () => {
    const wrong = await start([], { DATABASE_URL: urlOf({ ...debian.place, password: 'geheim' }, 'postgres') }).ended;
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('数据库不接受这个用户名或密码') as string]);
    const missing = await start([], { DATABASE_URL: urlOf(debian.place, 'none') }).ended;
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('没有这个数据库') as string]);
    const said = [wrong, missing].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(said).not.toContain('geheim');
    expect(said).not.toContain(debian.place.password);
  });

  test('a database of a newer program', async () => {
    const place = await debian.newPlace();
    const url = urlOf(place, place.database);
    const hub = start([], { DATABASE_URL: url });
    await hub.ready;
    await stop(hub);
    const database = await debian.open({ at: place });
    await database.transact((t) => t.run(sql`INSERT INTO hub_migration (version, name) VALUES (9999, 'later')`));
    await database.close();
    const { code, stderr } = await start([], { DATABASE_URL: url }).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('更新版本的程序') as string]);
  });

  test('a port in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const { database } = await debian.newPlace();
    const hub = start(['--port', String(port)], { DATABASE_URL: urlOf(debian.place, database) });
    const { code, stderr } = await hub.ended;
    other.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining(`端口 ${String(port)} 已被别的程序占用`) as string]);
  });
});

describe('keys', () => {
  test('open to others, spoiled, or gone beside data: a sentence each, and nothing is started', async () => {
    const hub = start();
    await hub.ready;
    await stop(hub);
    const file = join(dataDir, 'hub.key');
    chmodSync(file, 0o644);
    expect((await start().ended).stderr).toContain('别的用户也能读');
    chmodSync(file, 0o600);
    const key = readFileSync(file);
    writeFileSync(file, 'spoiled');
    expect((await start().ended).stderr).toContain('64 位十六进制数字');
    rmSync(file);
    const { code, stderr } = await start().ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('不见了') as string]);
    writeFileSync(file, key, { mode: 0o600 });
    const again = start();
    expect((await health((await again.ready).port)).status).toBe(200);
  });
});
