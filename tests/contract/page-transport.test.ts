import { randomBytes } from 'node:crypto';
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { servePort } from '../../electron/desk/door/serve-port.ts';
import { startHost, type RunningHost } from '../../electron/host/server.ts';
import type { Page } from '../../renderer/client/page.ts';
import { createTransport, type Transport } from '../../renderer/client/transport.ts';
import { callLimitBytes } from '../../shared/contract/wire.ts';
import type { ShellMessage } from '../../shared/contract/window-bridge.ts';
import { unwrap } from '../../shared/kernel/result.ts';
import { madeUpContract, openMadeUpDesk, type MadeUpDesk } from './support/made-up-desk.ts';

/** The page's half against the desk's half: the real listener and real ports, only the browser's globals are ours. */
type Client = ContractRouterClient<typeof madeUpContract>;
const clientOf = (transport: Transport): Client => createORPCClient(transport.link);
const person = { name: '李桂花' };

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listen(desk: MadeUpDesk, port = 0): Promise<RunningHost> {
  const ports = { ...desk.ports, random: (count: number) => randomBytes(count), now: () => Date.now() };
  const againSecret = randomBytes(32).toString('base64url');
  const host = unwrap(await startHost({ door: desk.door, ports, files: new Map(), againSecret, port }));
  return host;
}

/** A browser tab's part: it keeps the cookie and adds what a browser adds. */
function tabAt(origin: string, fragment: string, bridge?: Page['bridge']) {
  let cookie = '';
  const dropped: string[] = [];
  const listeners: ((message: ShellMessage, port: MessagePort | undefined) => void)[] = [];
  const page: Page = {
    bridge,
    origin,
    fragment,
    dropFragment: () => dropped.push(fragment),
    fetch: async (input, init) => {
      const request = new Request(typeof input === 'string' ? new URL(input, origin) : input, init);
      const headers = new Headers(request.headers);
      headers.set('cookie', cookie);
      if (request.method !== 'GET') headers.set('origin', origin);
      const response = await fetch(new Request(request, { headers }));
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return response;
    },
    onShellMessage: (listener) => listeners.push(listener),
    // Tests do not sit out pauses; how long they are is not asserted.
    wait: (_ms, signal) => new Promise((resolve) => (signal.aborted ? resolve() : setTimeout(resolve, 5))),
  };
  const post = (message: ShellMessage, port?: NodePort): void => {
    listeners.forEach((listener) => {
      listener(message, port as unknown as MessagePort | undefined);
    });
  };
  return { page, dropped, post };
}

function watchGone(transport: Transport): (string | undefined)[] {
  const seen: (string | undefined)[] = [];
  closers.push(transport.onGone((gone) => seen.push(gone?.code)));
  return seen;
}

describe('in the browser host', () => {
  it('enters by the address, takes the token off it, and calls', async () => {
    const host = await listen(openMadeUpDesk());
    closers.push(host.close);
    const { page, dropped } = tabAt(host.origin, `#enter=${host.mint()}`);
    const transport = createTransport(page);
    const client = clientOf(transport);
    expect(await client.notes.add({ text: '一', person })).toEqual({ count: 1, first: '一' });
    await client.login.as({ name: '王芳' });
    expect(await client.notes.whoAmI()).toMatchObject({ login: '王芳' });
    expect(dropped).toHaveLength(1);
  });

  it('a reload needs no token, a stranger is told to start anew', async () => {
    const host = await listen(openMadeUpDesk());
    closers.push(host.close);
    const spent = `#enter=${host.mint()}`;
    const tab = tabAt(host.origin, spent);
    await clientOf(createTransport(tab.page)).notes.whoAmI();
    const reloaded = createTransport(tab.page);
    const seen = watchGone(reloaded);
    expect(await clientOf(reloaded).notes.whoAmI()).toMatchObject({ login: null });
    expect(seen).toEqual([undefined]);

    const stranger = createTransport(tabAt(host.origin, spent).page);
    const strange = watchGone(stranger);
    expect(await clientOf(stranger).notes.whoAmI()).toEqual({ ok: false, refusal: { code: 'program.notEntered' } });
    expect(strange.at(-1)).toBe('program.notEntered');
  });

  it('bad input, faults and what is too large are values with a sentence', async () => {
    const host = await listen(openMadeUpDesk());
    closers.push(host.close);
    const client = clientOf(createTransport(tabAt(host.origin, `#enter=${host.mint()}`).page));
    expect(await client.notes.add({ text: '', person })).toMatchObject({
      refusal: { code: 'input.missing', field: 'text' },
    });
    expect(await client.notes.breakDown()).toMatchObject({ refusal: { code: 'desk.internal' } });
    const large = { text: '字'.repeat(callLimitBytes / 3), person };
    expect(await client.notes.add(large)).toMatchObject({
      refusal: { code: 'input.tooLarge', details: { limitMb: 4 } },
    });
    expect(await client.notes.add({ text: '一', person })).toMatchObject({ count: 1 });
  });

  it('tells when the program is gone and when it is back, and follows the changes again', async () => {
    const desk = openMadeUpDesk();
    const first = await listen(desk);
    const tab = tabAt(first.origin, `#enter=${first.mint()}`);
    const transport = createTransport(tab.page);
    const client = clientOf(transport);
    const seen = watchGone(transport);
    const events: number[] = [];
    let backs = 0;
    const stop = transport.follow((signal) => client.changed.follow(undefined, { signal }), {
      onEvent: ({ count }) => events.push(count),
      onBack: () => (backs += 1),
    });
    closers.push(stop);
    await expect.poll(() => events).toEqual([0]);
    await first.close();
    expect(await client.notes.add({ text: '一', person })).toEqual({ ok: false, refusal: { code: 'program.gone' } });
    await expect.poll(() => seen).toEqual([undefined, 'program.gone']);

    // The same port, but another start: its cookie is not ours, so the page must be opened anew.
    const second = await listen(desk, first.port);
    closers.push(second.close);
    await expect.poll(() => seen.at(-1)).toBe('program.notEntered');
    const again = createTransport({ ...tab.page, fragment: `#enter=${second.mint()}` });
    expect(await clientOf(again).notes.add({ text: '一', person })).toMatchObject({ count: 1 });
    // Both windows share the browser's cookie, so the first is back as well.
    await expect.poll(() => seen.at(-1)).toBeUndefined();
    await expect.poll(() => events.at(-1)).toBe(1);
    // Told of each count once a following; it may have been back before the note was added.
    expect([
      [0, 1],
      [0, 0, 1],
    ]).toContainEqual(events);
    expect(backs).toBe(1);
  });
});

describe('in Electron', () => {
  function electron(desk: MadeUpDesk) {
    const served: NodePort[] = [];
    let asked = 0;
    let isDown = false;
    const tab = tabAt('app://tongban', '', {
      kind: 'electron',
      version: '0',
      requestPort: () => {
        asked += 1;
        if (isDown) return Promise.reject(new Error('down'));
        const { port1, port2 } = new MessageChannel();
        servePort(desk.door, port1, desk.ports);
        served.push(port1);
        closers.push(() => {
          port2.close();
        });
        setTimeout(() => {
          tab.post({ tongban: 'port' }, port2);
        }, 5);
        return Promise.resolve();
      },
    });
    return {
      ...tab,
      asked: () => asked,
      fall: () => served.pop()?.close(),
      stayDown: () => {
        isDown = true;
      },
    };
  }

  it('asks for a port, waits for it, and calls', async () => {
    const { page, asked } = electron(openMadeUpDesk());
    const client = clientOf(createTransport(page));
    expect(await client.notes.add({ text: '一', person })).toEqual({ count: 1, first: '一' });
    expect(await client.notes.add({ text: '', person })).toMatchObject({ refusal: { code: 'input.missing' } });
    expect(asked()).toBe(1);
  });

  it('refuses calls while the desk has fallen, and goes on over the next port', async () => {
    const { page, fall, post } = electron(openMadeUpDesk());
    const transport = createTransport(page);
    const client = clientOf(transport);
    const seen = watchGone(transport);
    const events: number[] = [];
    let backs = 0;
    closers.push(
      transport.follow((signal) => client.changed.follow(undefined, { signal }), {
        onEvent: ({ count }) => events.push(count),
        onBack: () => (backs += 1),
      }),
    );
    await expect.poll(() => events).toEqual([0]);
    fall();
    await expect.poll(() => seen.at(-1)).toBe('program.gone');
    expect(await client.notes.whoAmI()).toEqual({ ok: false, refusal: { code: 'program.gone' } });
    post({ tongban: 'desk', state: 'restarted' });
    await expect.poll(() => seen.at(-1)).toBeUndefined();
    expect(await client.notes.add({ text: '一', person })).toMatchObject({ count: 1 });
    await expect.poll(() => backs).toBe(1);
    await expect.poll(() => events.at(-1)).toBe(1);
  });

  it('a call on its way when the desk falls is refused, not left hanging', async () => {
    const { page, fall } = electron(openMadeUpDesk());
    const transport = createTransport(page);
    const client = clientOf(transport);
    await client.notes.whoAmI();
    const stream = await client.changed.follow();
    await stream.next();
    const waiting = stream.next();
    fall();
    await expect(waiting).rejects.toThrow();
  });

  it('a call that waits for its first port, or over one for its answer, is refused when the desk would not open', async () => {
    const tab = tabAt('app://tongban', '', { kind: 'electron', version: '0', requestPort: () => Promise.resolve() });
    const client = clientOf(createTransport(tab.page));
    const early = client.notes.whoAmI();
    // Long enough to be on its way.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { port1, port2 } = new MessageChannel();
    closers.push(() => {
      port1.close();
    });
    tab.post({ tongban: 'port' }, port2);
    const later = client.notes.whoAmI();
    await new Promise((resolve) => setTimeout(resolve, 20));
    tab.post({ tongban: 'desk', state: 'refused', code: 'store.inUse' });
    const refused = { ok: false, refusal: { code: 'store.inUse' } };
    expect(await Promise.all([early, later])).toEqual([refused, refused]);
  });

  it('keeps saying why the desk would not open, though its port closes afterwards or arrives late', async () => {
    const { page, post, fall } = electron(openMadeUpDesk());
    const transport = createTransport(page);
    const seen = watchGone(transport);
    post({ tongban: 'desk', state: 'refused', code: 'store.inUse' });
    await expect.poll(() => seen.at(-1)).toBe('store.inUse');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen.at(-1)).toBe('store.inUse');
    fall();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen.at(-1)).toBe('store.inUse');
    expect(await clientOf(transport).notes.whoAmI()).toEqual({ ok: false, refusal: { code: 'store.inUse' } });
  });

  it('says why the desk would not open', async () => {
    const { page, post, stayDown } = electron(openMadeUpDesk());
    stayDown();
    const transport = createTransport(page);
    const seen = watchGone(transport);
    await expect.poll(() => seen.at(-1)).toBe('program.gone');
    post({ tongban: 'desk', state: 'refused', code: 'store.inUse' });
    expect(await clientOf(transport).notes.whoAmI()).toEqual({ ok: false, refusal: { code: 'store.inUse' } });
    post({ tongban: 'desk', state: 'refused', code: 'made.up' });
    expect(seen.at(-1)).toBe('program.gone');
  });
});
