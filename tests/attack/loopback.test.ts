import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callLimitBytes } from '../../shared/contract/wire.ts';
import { unwrap } from '../../shared/kernel/result.ts';
import { startHost, type HostLimits, type RunningHost } from '../../electron/host/server.ts';
import { listStaticFiles } from '../../electron/host/static-files.ts';
import { openMadeUpDesk } from '../contract/support/made-up-desk.ts';
import { enter } from '../contract/support/transports.ts';
import { request, sendRaw, type Headers, type RawAnswer } from './raw-http.ts';

/** Row 26: no web page, and no program of somebody else, can talk to the desk. Every row is refused, or allowed as it says. */
const screens = fileURLToPath(new URL('./made-up-screens', import.meta.url));
const againSecret = randomBytes(32).toString('base64url');
let now = Date.now();

async function start(limits: Partial<HostLimits> = {}) {
  const desk = openMadeUpDesk();
  const files = await listStaticFiles(screens);
  const ports = { ...desk.ports, random: (count: number) => randomBytes(count), now: () => now };
  const host = unwrap(await startHost({ door: desk.door, ports, files, againSecret, limits }));
  return { desk, host, address: `127.0.0.1:${String(host.port)}` };
}

let running: Awaited<ReturnType<typeof start>>;
let host: RunningHost;
let cookie: string;

beforeAll(async () => {
  running = await start();
  host = running.host;
  cookie = await enter(host.origin, host.mint());
});
afterAll(() => host.close());

const call = JSON.stringify({ json: { text: '一', person: { name: '李桂花' } } });

/** What our own page sends; an attack changes one thing. */
const honest = (body: string): Record<string, string | undefined> => ({
  Host: running.address,
  Origin: host.origin,
  Cookie: cookie,
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': 'application/json',
  'Content-Length': String(Buffer.byteLength(body)),
});

const post = (changes: Headers = {}, path = '/rpc/notes/add', body = call): Promise<RawAnswer> =>
  sendRaw(host.port, request(`POST ${path} HTTP/1.1`, { ...honest(body), ...changes }, body));

const get = (path: string, changes: Headers = {}): Promise<RawAnswer> =>
  sendRaw(host.port, request(`GET ${path} HTTP/1.1`, { Host: running.address, ...changes }));

const readJson = (answer: RawAnswer): unknown => JSON.parse(answer.body);

interface Row {
  readonly name: string;
  readonly expected: number;
  readonly send: () => Promise<RawAnswer>;
}

const attacks: readonly Row[] = [
  // another name: DNS rebinding makes the browser believe that we are evil.example
  { name: 'a foreign name in Host', expected: 421, send: () => post({ Host: `evil.example:${String(host.port)}` }) },
  {
    name: 'a rebinding name with its own Origin',
    expected: 421,
    send: () => post({ Host: 'rebind.evil.example', Origin: 'http://rebind.evil.example' }),
  },
  { name: 'the foreign name on a page', expected: 421, send: () => get('/', { Host: 'evil.example' }) },
  {
    name: 'localhost, which is not our name',
    expected: 421,
    send: () => post({ Host: `localhost:${String(host.port)}` }),
  },
  { name: 'our address without the port', expected: 421, send: () => post({ Host: '127.0.0.1' }) },
  { name: 'another spelling of our address', expected: 421, send: () => post({ Host: `127.1:${String(host.port)}` }) },
  { name: 'a user before our address', expected: 421, send: () => post({ Host: `evil@${running.address}` }) },
  { name: 'HTTP/1.0 without Host', expected: 421, send: () => sendRaw(host.port, 'GET / HTTP/1.0\r\n\r\n') },
  { name: 'HTTP/1.1 without Host', expected: 400, send: () => get('/', { Host: undefined }) },
  { name: 'two Host headers', expected: 400, send: () => get('/', { Host: [running.address, 'evil.example'] }) },
  {
    name: 'two Host headers, ours last',
    expected: 400,
    send: () => get('/', { Host: ['evil.example', running.address] }),
  },
  { name: 'a whole address as target', expected: 400, send: () => get('http://evil.example/') },
  // another origin
  { name: 'a foreign Origin', expected: 403, send: () => post({ Origin: 'https://evil.example' }) },
  { name: 'the Origin of another port', expected: 403, send: () => post({ Origin: 'http://127.0.0.1:1' }) },
  { name: 'Origin null, as from a sandbox or a file', expected: 403, send: () => post({ Origin: 'null' }) },
  { name: 'no Origin on a call', expected: 403, send: () => post({ Origin: undefined }) },
  { name: 'two Origins', expected: 400, send: () => post({ Origin: [host.origin, 'https://evil.example'] }) },
  { name: 'a foreign Origin on a page', expected: 403, send: () => get('/', { Origin: 'https://evil.example' }) },
  { name: 'a call another site makes', expected: 403, send: () => post({ 'Sec-Fetch-Site': 'cross-site' }) },
  {
    name: 'a call another port of this computer makes',
    expected: 403,
    send: () => post({ 'Sec-Fetch-Site': 'same-site' }),
  },
  {
    name: 'our script loaded by another site',
    expected: 403,
    send: () => get('/assets/page-1a2b3c4d.js', { 'Sec-Fetch-Site': 'cross-site' }),
  },
  {
    name: 'our page framed or linked by another site',
    expected: 403,
    send: () => get('/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }),
  },
  // no window of ours
  { name: 'no cookie', expected: 401, send: () => post({ Cookie: undefined }) },
  {
    name: 'a guessed cookie',
    expected: 401,
    send: () => post({ Cookie: `${cookie.split('=')[0] ?? ''}=${'A'.repeat(43)}` }),
  },
  {
    name: 'the right value under another name',
    expected: 401,
    send: () => post({ Cookie: `tongban=${cookie.split('=')[1] ?? ''}` }),
  },
  {
    name: 'a planted second cookie',
    expected: 401,
    send: () => post({ Cookie: `${cookie}; ${cookie.split('=')[0] ?? ''}=planted` }),
  },
  { name: 'two Cookie headers', expected: 400, send: () => post({ Cookie: [cookie, cookie] }) },
  { name: 'a guessed token', expected: 403, send: () => post({}, '/enter', JSON.stringify({ token: 'A'.repeat(43) })) },
  { name: 'an empty token', expected: 403, send: () => post({}, '/enter', JSON.stringify({ token: '' })) },
  {
    name: 'a token from another site',
    expected: 403,
    send: () => post({ Origin: 'https://evil.example' }, '/enter', JSON.stringify({ token: host.mint() })),
  },
  {
    name: 'a further window without the secret',
    expected: 403,
    send: () => post({}, '/again', JSON.stringify({ nonce: 'n'.repeat(16), proof: 'A'.repeat(43) })),
  },
  // shapes that need no preflight, and the preflight itself
  { name: 'text/plain', expected: 415, send: () => post({ 'Content-Type': 'text/plain' }) },
  {
    name: 'text/plain that mentions JSON',
    expected: 415,
    send: () => post({ 'Content-Type': 'text/plain; application/json' }),
  },
  { name: 'a form', expected: 415, send: () => post({ 'Content-Type': 'application/x-www-form-urlencoded' }) },
  { name: 'a form with files', expected: 415, send: () => post({ 'Content-Type': 'multipart/form-data; boundary=x' }) },
  { name: 'no content type', expected: 415, send: () => post({ 'Content-Type': undefined }) },
  {
    name: 'JSON in another character set',
    expected: 415,
    send: () => post({ 'Content-Type': 'application/json; charset=utf-16' }),
  },
  { name: 'a compressed body', expected: 415, send: () => post({ 'Content-Encoding': 'gzip' }) },
  {
    name: 'a body that says it is a file',
    expected: 415,
    send: () => post({ 'Content-Disposition': 'attachment; filename=x' }),
  },
  {
    name: 'a CORS preflight',
    expected: 405,
    send: () =>
      sendRaw(
        host.port,
        request('OPTIONS /rpc/notes/add HTTP/1.1', {
          Host: running.address,
          Origin: 'https://evil.example',
          'Access-Control-Request-Method': 'POST',
        }),
      ),
  },
  {
    name: 'OPTIONS of our own',
    expected: 405,
    send: () => sendRaw(host.port, request('OPTIONS / HTTP/1.1', { Host: running.address })),
  },
  {
    name: 'a call by GET',
    expected: 405,
    send: () => get(`/rpc/notes/add?data=${encodeURIComponent(call)}`, { Cookie: cookie }),
  },
  {
    name: 'PUT',
    expected: 405,
    send: () => sendRaw(host.port, request('PUT /rpc/notes/add HTTP/1.1', honest(call), call)),
  },
  {
    name: 'TRACE',
    expected: 405,
    send: () => sendRaw(host.port, request('TRACE / HTTP/1.1', { Host: running.address })),
  },
  {
    name: 'CONNECT',
    expected: 403,
    send: () => sendRaw(host.port, request(`CONNECT ${running.address} HTTP/1.1`, { Host: running.address })),
  },
  // too much, or not what it seems
  {
    name: 'a body longer than the limit, announced',
    expected: 413,
    send: () =>
      sendRaw(
        host.port,
        request('POST /rpc/notes/add HTTP/1.1', { ...honest(''), 'Content-Length': String(callLimitBytes + 1) }),
      ),
  },
  {
    name: 'an announced body on the way in',
    expected: 413,
    send: () => post({ 'Content-Length': '99999999999' }, '/enter'),
  },
  { name: 'a body longer than the limit, in chunks', expected: 413, send: () => sendChunks(callLimitBytes + 1) },
  { name: 'length and chunks together', expected: 400, send: () => post({ 'Transfer-Encoding': 'chunked' }) },
  { name: 'two lengths', expected: 400, send: () => post({ 'Content-Length': ['1', '2'] }) },
  { name: 'a GET with a body', expected: 400, send: () => get('/', { 'Content-Length': '1' }) },
  { name: 'asking to continue', expected: 417, send: () => post({ Expect: '100-continue' }) },
  { name: 'JSON that breaks off', expected: 422, send: () => post({}, '/rpc/notes/add', '{"json":') },
  {
    name: 'bytes that are no UTF-8',
    expected: 422,
    send: () =>
      sendRaw(
        host.port,
        request('POST /rpc/notes/add HTTP/1.1', { ...honest(''), 'Content-Length': '4' }),
        Buffer.from([0x22, 0xff, 0xfe, 0x22]),
      ),
  },
  { name: 'a body that is no call', expected: 422, send: () => post({}, '/rpc/notes/add', '[1]') },
  {
    name: 'a call whose marks point nowhere',
    expected: 422,
    send: () => post({}, '/rpc/notes/add', '{"json":{},"meta":[[1,"__proto__","x"]]}'),
  },
  { name: 'a procedure of the language itself', expected: 404, send: () => post({}, '/rpc/__proto__/constructor') },
  { name: 'a header longer than 16 KB', expected: 431, send: () => get('/', { 'X-Long': 'x'.repeat(20_000) }) },
  // upgrades
  { name: 'a WebSocket', expected: 403, send: () => upgrade({}) },
  { name: 'a WebSocket of our own page', expected: 403, send: () => upgrade({ Origin: host.origin, Cookie: cookie }) },
  {
    name: 'an upgrade to HTTP/2',
    expected: 403,
    send: () =>
      get('/', { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAoAAAAAIAAAAA' }),
  },
  {
    name: 'an Upgrade that does not ask for the connection',
    expected: 403,
    send: () => get('/', { Upgrade: 'websocket' }),
  },
  // files
  { name: 'dots in the path', expected: 404, send: () => get('/../../../etc/passwd') },
  { name: 'encoded dots', expected: 404, send: () => get('/%2e%2e/%2e%2e/package.json') },
  { name: 'encoded slashes', expected: 404, send: () => get('/assets/..%2f..%2fraw-http.ts') },
  { name: 'doubly encoded dots', expected: 404, send: () => get('/%252e%252e/raw-http.ts') },
  { name: 'backslashes', expected: 404, send: () => get('/assets\\..\\..\\raw-http.ts') },
  { name: 'a NUL in the path', expected: 404, send: () => get('/index.html%00.js') },
  { name: 'a folder with a slash', expected: 404, send: () => get('/assets/') },
  { name: 'a hidden file', expected: 404, send: () => get('/.hidden.txt') },
];

const upgrade = (more: Headers): Promise<RawAnswer> =>
  sendRaw(
    host.port,
    request('GET /rpc HTTP/1.1', {
      Host: running.address,
      Origin: 'https://evil.example',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
      ...more,
    }),
  );

function sendChunks(bytes: number): Promise<RawAnswer> {
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const chunks = Array.from({ length: Math.ceil(bytes / chunk.length) }, () => [
    `${chunk.length.toString(16)}\r\n`,
    chunk,
    '\r\n',
  ]).flat();
  const head = { ...honest(''), 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };
  return sendRaw(host.port, request('POST /rpc/notes/add HTTP/1.1', head), ...chunks, '0\r\n\r\n');
}

describe('refused', () => {
  it.each(attacks)('$name: $expected', async ({ send, expected }) => {
    const answer = await send();
    expect(answer.status).toBe(expected);
    expect(answer.head).not.toMatch(/^access-control/im);
    expect(answer.head).not.toMatch(/^set-cookie/im);
    expect(answer.body).not.toMatch(/root:|tongban-|李桂花/);
  });

  it('has not let one of them write', async () => {
    const before = readJson(await post({}, '/rpc/notes/whoAmI', '{}'));
    expect(before).toMatchObject({ json: { login: null } });
    expect(readJson(await post())).toMatchObject({ json: { count: 1 } });
  });
});

describe('allowed', () => {
  it('our own page calls', async () => {
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(answer.head).toMatch(/^cache-control: no-store$/im);
    expect(answer.head).toMatch(/^x-content-type-options: nosniff$/im);
    expect(answer.head).not.toMatch(/^access-control/im);
  });

  it('an address typed by a person or opened by us gives the page, with its policy', async () => {
    const answer = await get('/?lang=en', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' });
    expect(answer.status).toBe(200);
    expect(answer.head).toMatch(/^content-security-policy: default-src 'none'; script-src 'self';/im);
    expect(answer.head).toMatch(/frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/im);
    expect(answer.head).toMatch(/^referrer-policy: no-referrer$/im);
    expect(answer.head).toMatch(/^cache-control: no-store$/im);
    expect(answer.head).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/i);
    expect(answer.body).toContain('<title>通办</title>');
  });

  it('the address of a screen gives the page', async () => {
    expect((await get('/cases/new')).body).toContain('<title>通办</title>');
  });

  it('a file with a hash in its name may stay in the cache', async () => {
    const answer = await get('/assets/page-1a2b3c4d.js', { 'Sec-Fetch-Site': 'same-origin' });
    expect(answer.status).toBe(200);
    expect(answer.head).toMatch(/^cache-control: private, max-age=31536000, immutable$/im);
    expect(answer.head).toMatch(/^content-type: text\/javascript; charset=utf-8$/im);
  });

  it('a window learns whether it is still known', async () => {
    expect((await get('/alive', { Cookie: cookie })).status).toBe(204);
    expect((await get('/alive')).status).toBe(401);
  });

  it('a token lets one window in, once, by a cookie that no script reads and no site sends', async () => {
    const body = JSON.stringify({ token: host.mint() });
    const first = await post({ Cookie: undefined }, '/enter', body);
    expect(first.status).toBe(204);
    expect(first.head).toMatch(/^set-cookie: tongban-[0-9a-f]{16}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/im);
    expect((await post({ Cookie: undefined }, '/enter', body)).status).toBe(403);
  });

  it('a token ends after ten minutes', async () => {
    const body = JSON.stringify({ token: host.mint() });
    now += 10 * 60 * 1000 + 1;
    expect((await post({}, '/enter', body)).status).toBe(403);
  });
});

describe('another start', () => {
  it('does not know the cookie of this one, nor its name', async () => {
    const other = await start();
    try {
      const itsCookie = await enter(other.host.origin, other.host.mint());
      const foreign = { Host: other.address, Origin: other.host.origin };
      const ask = (cookies: string): Promise<RawAnswer> =>
        sendRaw(
          other.host.port,
          request('POST /rpc/notes/whoAmI HTTP/1.1', { ...honest('{}'), ...foreign, Cookie: cookies }, '{}'),
        );
      expect((await ask(cookie)).status).toBe(401);
      expect((await ask(`${cookie}; ${itsCookie}`)).status).toBe(200);
      expect(itsCookie.split('=')[0]).not.toBe(cookie.split('=')[0]);
    } finally {
      await other.host.close();
    }
  });
});

describe('slow senders', () => {
  it.each([
    ['a head that never ends', () => `POST / HTTP/1.1\r\nHost: ${running.address}\r\nX-A: `],
    ['a body that never comes', () => request('POST /enter HTTP/1.1', honest(call), '{')],
    ['a connection that says nothing', () => ''],
  ])('%s is cut off', async (_name, bytes) => {
    const patient = running;
    running = await start({ headMs: 100, requestMs: 200, checkEveryMs: 50 });
    const quick = running.host;
    try {
      // Only that it ends is asked; how soon is not.
      const text = bytes().replaceAll(patient.host.origin, quick.origin);
      expect([408, 0]).toContain((await sendRaw(quick.port, text)).status);
    } finally {
      running = patient;
      await quick.close();
    }
  });
});

describe('connections', () => {
  it('nobody on the network reaches the listener', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal);
    const elsewhere = outside?.address ?? '127.0.0.2';
    await expect(fetch(`http://${elsewhere}:${String(host.port)}/`)).rejects.toThrow();
  });

  it('the oldest of too many windows loses its place and its login', async () => {
    const { host: busy, desk } = await start();
    try {
      for (let window = 0; window < 17; window += 1) await enter(busy.origin, busy.mint());
      expect(desk.ended).toHaveLength(1);
    } finally {
      await busy.close();
    }
    expect(desk.ended).toHaveLength(17);
    expect(new Set(desk.ended).size).toBe(17);
  });

  it('a stream ends when its window goes, and all end when the host closes', async () => {
    const { host: streaming, desk, address } = await start();
    const its = await enter(streaming.origin, streaming.mint());
    const follow = (signal: AbortSignal): Promise<Response> =>
      fetch(`${streaming.origin}/rpc/changed/follow`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: streaming.origin, cookie: its, host: address },
        body: '{}',
        signal,
      });
    const leaving = new AbortController();
    const left = await follow(leaving.signal);
    expect(left.headers.get('content-type')).toBe('text/event-stream');
    expect(left.headers.get('cache-control')).toBe('no-store');
    const stayed = await follow(new AbortController().signal);
    await expect.poll(() => desk.followers()).toBe(2);
    leaving.abort();
    await expect.poll(() => desk.followers()).toBe(1);
    await streaming.close();
    await expect.poll(() => desk.followers()).toBe(0);
    await expect(stayed.text()).rejects.toThrow();
  });
});
