import { Agent, request } from 'node:https';
import { connect } from 'node:tls';
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Call, Reply } from '#shared/sync/call.ts';
import { messages, refusalAnswer } from '#shared/sync/messages.ts';
import { keptLog, temporaryFolder, testRandom } from '../../tests/support/postgres.ts';
import { openCertificate } from '../keys/certificate.ts';
import { createHealth } from './health.ts';
import { startServer, type HubServer, type ServerParts } from './server.ts';

const folder = temporaryFolder('server');
const opened = openCertificate({ dataDir: folder, clock: { now: () => Date.now() }, random: testRandom });
if (!opened.ok) throw new Error(opened.refusal.code);
const certificate = opened.value;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const log = keptLog();
const calls: Call[] = [];
let answer: (call: Call) => Promise<Reply>;
let ping: () => Promise<void>;
const bytes = (text: string) => new TextEncoder().encode(text);
const fine = () => Promise.resolve({ status: 200, body: bytes('{"答":1}') });

const begin = (wishes: Partial<ServerParts> = {}) =>
  startServer({
    service: {
      answer: (call) => {
        calls.push(call);
        return answer(call);
      },
    },
    ping: () => ping(),
    certificate,
    log,
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    ...wishes,
  });
async function started(wishes: Partial<ServerParts> = {}): Promise<HubServer> {
  const result = await begin(wishes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

let server: HubServer;
beforeAll(async () => {
  server = await started({ limits: { bodyBytes: 1000, allBytes: 2500, calls: 2 } });
});
afterAll(() => server.close());
afterEach(() => {
  calls.length = 0;
  log.lines.length = 0;
});

interface Said {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

const head = {
  'content-type': 'application/json',
  'x-tongban-writer': '01930f2e-6b9e-7c3a-8d21-0123456789ab',
  'x-tongban-time': '2026-11-22T00:00:00.000Z',
  'x-tongban-nonce': 'abcdefghijklmnop',
  'x-tongban-signature': 'c2lnbmF0dXJl',
};
type Wishes = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string;
  readonly port?: number;
  readonly agent?: Agent;
};
function ask({
  method = 'POST',
  path = '/sync/1/pull',
  headers = {},
  body = '{}',
  port = server.port,
  agent,
}: Wishes = {}) {
  const sent: [string, string | undefined][] = Object.entries({
    ...head,
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  });
  const options = {
    method,
    path,
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    agent: agent ?? (false as const),
  };
  return new Promise<Said>((resolve, reject) => {
    const call = request({ ...options, headers: Object.fromEntries(sent.filter(([, value]) => value !== undefined)) });
    call.on('error', reject).on('response', (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          });
        });
    });
    call.end(method === 'GET' ? undefined : body);
  });
}
const refusedOf = ({ text }: Said) => refusalAnswer.parse(JSON.parse(text)).refused;

describe('a call', () => {
  test('reaches the hub byte by byte, and the reply comes back so', async () => {
    answer = fine;
    const said = await ask({ body: '{"a": "𠮷"} ' });
    expect(said).toMatchObject({ status: 200, text: '{"答":1}' });
    expect(said.headers['cache-control']).toBe('no-store');
    expect(said.headers['content-type']).toBe('application/json; charset=utf-8');
    const [call] = calls;
    expect(call?.name).toBe('PULL');
    expect(call?.head).toEqual({
      writer: head['x-tongban-writer'],
      time: head['x-tongban-time'],
      nonce: head['x-tongban-nonce'],
      signature: head['x-tongban-signature'],
    });
    expect(Buffer.from(call?.body ?? []).toString()).toBe('{"a": "𠮷"} ');
  });

  test('has a path for every message, in small letters', async () => {
    answer = fine;
    for (const name of Object.keys(messages)) {
      expect((await ask({ path: `/sync/1/${name.toLowerCase()}` })).status).toBe(200);
    }
    expect(calls.map(({ name }) => name)).toEqual(Object.keys(messages));
    expect(await ask({ path: '/sync/1/PULL' })).toMatchObject({ status: 404 });
  });

  test('that the hub refuses keeps its status, its words and its Retry-After', async () => {
    answer = () => Promise.resolve({ status: 503, body: bytes('{"refused":"busy"}'), retryAfter: 7 });
    const said = await ask();
    expect([said.status, said.headers['retry-after'], refusedOf(said)]).toEqual([503, '7', 'busy']);
  });

  test('leaves one line in the log, without a byte of what was said', async () => {
    answer = () => Promise.resolve({ status: 200, body: bytes('"李四"') });
    await ask({ body: '"张三"' });
    expect(log.lines).toMatchObject([
      {
        level: 'info',
        text: 'call',
        facts: { call: 'PULL', writer: head['x-tongban-writer'], status: 200, bytes: 8 },
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toMatch(/张三|李四/);
  });

  test('that meets a bug of ours is told nothing of it, and the log only where', async () => {
    answer = () => Promise.reject(new Error('张三 360732198501010019'));
    const said = await ask();
    expect([said.status, said.text]).toEqual([500, '{"refused":"fault"}']);
    expect(log.lines.map(({ text }) => text).sort()).toEqual(['call', 'fault']);
    expect(JSON.stringify(log.lines)).toContain('server.test.ts');
    expect(JSON.stringify(log.lines)).not.toMatch(/张三|360732198501010019/);
  });
});

describe('what is no call', () => {
  test.each([
    ['a path nobody knows', { path: '/sync/1/nothing' }, 404, 'malformed'],
    ['a path of another version', { path: '/sync/2/pull' }, 404, 'malformed'],
    ['another method', { method: 'PUT' }, 404, 'malformed'],
    ['no writer', { headers: { 'x-tongban-writer': undefined } }, 400, 'malformed'],
    ['a writer that is no id', { headers: { 'x-tongban-writer': "x' OR 1=1" } }, 400, 'malformed'],
    ['a short nonce', { headers: { 'x-tongban-nonce': 'abc' } }, 400, 'malformed'],
    ['another type of content', { headers: { 'content-type': 'text/plain' } }, 415, 'malformed'],
    ['a form of a web page', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'malformed'],
    [
      'a body of untold size',
      { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } },
      411,
      'malformed',
    ],
    ['a body that is too large', { body: 'x'.repeat(1001) }, 413, 'tooLarge'],
    ['a body that says it is', { headers: { 'content-length': '999999999999' } }, 413, 'tooLarge'],
  ] as const)('%s is refused before the hub is asked', async (_name, wishes, status, refused) => {
    answer = fine;
    const said = await ask(wishes);
    expect([said.status, refusedOf(said)]).toEqual([status, refused]);
    expect(said.headers['cache-control']).toBe('no-store');
    expect(said.text).not.toMatch(/at |Error|fastify/i);
    expect(calls).toEqual([]);
  });

  test('an empty body is the hub’s to judge', async () => {
    answer = fine;
    expect(await ask({ body: '', headers: { 'content-type': undefined } })).toMatchObject({ status: 200 });
    expect(calls[0]?.body).toHaveLength(0);
  });

  test('what is not even HTTP is cut without a word about us', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        socket.write('HELLO\r\n\r\n');
      });
      let text = '';
      socket.on('data', (part: Buffer) => (text += part.toString())).on('error', reject);
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(said).toBe('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
});

describe('too much at once', () => {
  test('calls beyond the limit are told when to come again, and find room when one is answered', async () => {
    const gate = Promise.withResolvers<undefined>();
    answer = () => gate.promise.then(fine);
    const waiting = [ask(), ask()];
    while (calls.length < 2) await new Promise((done) => setTimeout(done, 5));
    const third = await ask();
    expect([third.status, refusedOf(third), third.headers['retry-after']]).toEqual([503, 'busy', '5']);
    gate.resolve(undefined);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask()).status).toBe(200);
  });

  test('bodies beyond the room for all are refused; senders that go away give theirs back', async () => {
    answer = fine;
    const open = async () => {
      const socket = connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false });
      socket.on('error', () => undefined);
      await new Promise<void>((done) => {
        socket.once('secureConnect', () => {
          done();
        });
      });
      const lines = Object.entries({ host: 'hub', ...head, 'content-length': '900' });
      socket.write(
        `POST /sync/1/push HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n{`,
      );
      return socket;
    };
    const slow = [await open(), await open()];
    const large = { body: `"${'x'.repeat(898)}"` };
    const untilStatus = async (status: number) => {
      for (;;) {
        const said = await ask(large);
        if (said.status === status) return said;
        await new Promise((done) => setTimeout(done, 5));
      }
    };
    expect(refusedOf(await untilStatus(503))).toBe('busy');
    expect((await ask()).status).toBe(200);
    for (const socket of slow) socket.destroy();
    await untilStatus(200);
  });

  test('whoever sends its head or body too slowly is cut off', async () => {
    const impatient = await started({ limits: { headMs: 100, requestMs: 200, checkEveryMs: 20 } });
    const ended = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect({ port: impatient.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          socket.write(text);
        });
        let said = '';
        socket.on('data', (part: Buffer) => (said += part.toString())).on('error', () => undefined);
        socket.on('close', () => {
          resolve(said);
        });
      });
    const lines = Object.entries({ host: 'hub', ...head, 'content-length': '900' });
    const whole = `POST /sync/1/push HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n`;
    expect(await ended(whole)).toMatch(/^HTTP\/1\.1 4/);
    expect(await ended(`${whole}\r\n{`)).toMatch(/^HTTP\/1\.1 4/);
    expect(calls).toEqual([]);
    await impatient.close();
  });
});

describe('health', () => {
  test('says whether the database answers, and nothing else', async () => {
    ping = () => Promise.resolve();
    const said = await ask({ method: 'GET', path: '/health' });
    expect([said.status, JSON.parse(said.text)]).toEqual([200, { status: 'ok', database: 'ok', version: '0.0.0' }]);
    expect(said.headers['cache-control']).toBe('no-store');
  });

  test('is 503 while it does not, and well again after', async () => {
    ping = () => Promise.reject(new Error('gone'));
    const said = await ask({ method: 'GET', path: '/health' });
    expect([said.status, JSON.parse(said.text)]).toEqual([
      503,
      { status: 'failing', database: 'gone', version: '0.0.0' },
    ]);
    ping = () => Promise.resolve();
    expect((await ask({ method: 'GET', path: '/health' })).status).toBe(200);
  });

  test('asks the database once for all who ask at the same time, and again for the next', async () => {
    const asked: string[] = [];
    const health = createHealth(() => {
      asked.push('database');
      return Promise.resolve();
    });
    expect(await Promise.all([health(), health(), health()])).toEqual([true, true, true]);
    expect(asked).toHaveLength(1);
    await health();
    expect(asked).toHaveLength(2);
  });
});

describe('desks that wait for news', () => {
  /** The service waits for the bell in every call. */
  const listen = (bell: Promise<undefined>) => {
    const service: ServerParts['service'] = {
      answer: async (call, stepAside = (until) => until) => {
        calls.push(call);
        if (call.name === 'PULL') await stepAside(bell);
        return answer(call);
      },
    };
    return started({ service, limits: { calls: 2 } });
  };
  const untilCalled = async (count: number) => {
    while (calls.length < count) await new Promise((done) => setTimeout(done, 5));
  };

  test('hold no place among the calls, and when the bell rings they are answered in turn, before others', async () => {
    const bell = Promise.withResolvers<undefined>();
    const gate = Promise.withResolvers<undefined>();
    let [atOnce, most] = [0, 0];
    answer = async (call) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      if (call.name === 'PULL') await gate.promise;
      atOnce -= 1;
      return fine();
    };
    const { port, close } = await listen(bell.promise);
    const waiting = Array.from({ length: 30 }, () => ask({ port }));
    await untilCalled(30);
    expect((await ask({ port, path: '/sync/1/push' })).status).toBe(200);
    bell.resolve(undefined);
    // Two come back to their places, the others stand in line: whoever calls anew is told to come again.
    while (most < 2) await new Promise((done) => setTimeout(done, 5));
    expect((await ask({ port, path: '/sync/1/push' })).status).toBe(503);
    gate.resolve(undefined);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
    expect(most).toBe(2);
    expect((await ask({ port, path: '/sync/1/push' })).status).toBe(200);
    await close();
  });

  test('are answered at once when the hub is told to end, and not waited for when they have gone', async () => {
    answer = fine;
    const { port, close } = await listen(new Promise(() => undefined));
    const waiting = ask({ port });
    const agent = new Agent();
    const leaving = ask({ port, agent }).catch((error: unknown) => error);
    await untilCalled(2);
    agent.destroy();
    expect(await leaving).toBeInstanceOf(Error);
    await close();
    expect((await waiting).status).toBe(200);
  });
});

describe('ending', () => {
  test('answers what is under way, takes nothing new', async () => {
    const gate = Promise.withResolvers<undefined>();
    answer = () => gate.promise.then(fine);
    const ending = await started();
    const { port } = ending;
    const agent = new Agent({ keepAlive: true });
    const underWay = ask({ port, agent });
    while (calls.length < 1) await new Promise((done) => setTimeout(done, 5));
    const closed = ending.close();
    await expect(ask({ port })).rejects.toThrow(/ECONNREFUSED/);
    gate.resolve(undefined);
    const said = await underWay;
    expect([said.status, said.headers.connection]).toEqual([200, 'close']);
    await closed;
    agent.destroy();
  });

  test('does not wait for ever: who is not answered in time is cut', async () => {
    answer = () => new Promise(() => undefined);
    const ending = await started({ limits: { stopMs: 50 } });
    const cut = ask({ port: ending.port }).catch((error: unknown) => error);
    while (calls.length < 1) await new Promise((done) => setTimeout(done, 5));
    await ending.close();
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('what does not start', () => {
  test('a port that is taken, a host that is not ours', async () => {
    expect(await begin({ port: server.port })).toEqual({
      ok: false,
      refusal: { code: 'port.taken', details: { port: server.port } },
    });
    expect(await begin({ host: '192.0.2.1' })).toEqual({
      ok: false,
      refusal: { code: 'host.unknown', details: { host: '192.0.2.1' } },
    });
  });
});
