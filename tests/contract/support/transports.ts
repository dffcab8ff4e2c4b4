import { randomBytes } from 'node:crypto';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { createRouterClient, type Context } from '@orpc/server';
import { guardCalls } from '../../../electron/desk/door/guard.ts';
import { servePort } from '../../../electron/desk/door/serve-port.ts';
import type { DeskDoor, DoorPorts } from '../../../electron/desk/door/transport.ts';
import { startHost } from '../../../electron/host/server.ts';
import { unwrap } from '../../../shared/kernel/result.ts';

/** A desk to be asked, however it is reached. `close` belongs to whoever opened it and is called once, at the end. */
export interface OpenedDesk<C extends Context> {
  readonly door: DeskDoor<C>;
  readonly ports: DoorPorts;
  close?(): Promise<void> | void;
}

/** What came back: a value, or an error as it stood on the wire. For a stream, the first `take` events. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly status: number; readonly data: unknown };

/** One window's connection. */
export interface TestConnection {
  call(path: string, input: unknown, take?: number): Promise<Answer>;
  close(): Promise<void>;
}
export interface TestTransport {
  readonly name: string;
  connect(): Promise<TestConnection>;
  close(): Promise<void>;
}
export type OpenTransport = <C extends Context>(desk: OpenedDesk<C>) => Promise<TestTransport>;

type Procedure = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

const isStream = (value: unknown): value is AsyncIterator<unknown> & AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function takeEvents(stream: AsyncIterator<unknown>, take: number): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  while (events.length < take) {
    const next = await stream.next();
    if (next.done) break;
    events.push(next.value);
  }
  return events;
}

function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ORPCError)) throw error;
  const { code, status, data } = error as ORPCError<string, unknown>;
  return { ok: false, code, status, data };
}

/** Walks `cases.take` into a client; a step that is not there is what a wrong path is. */
function procedureAt(client: unknown, path: string): Procedure | undefined {
  let at: unknown = client;
  for (const step of path.split('.')) {
    if ((typeof at !== 'object' && typeof at !== 'function') || at === null) return undefined;
    at = Reflect.get(at, step);
  }
  return typeof at === 'function' ? (at as Procedure) : undefined;
}

function connectionOn(client: unknown, close: () => Promise<void>): TestConnection {
  const open = new Set<AbortController>();
  return {
    call: async (path, input, take = 1) => {
      const procedure = procedureAt(client, path);
      if (!procedure) return { ok: false, code: 'REFUSED', status: 404, data: { code: 'program.unknown' } };
      const leaving = new AbortController();
      open.add(leaving);
      try {
        const value = await procedure(input, { signal: leaving.signal });
        return { ok: true, value: isStream(value) ? await takeEvents(value, take) : value };
      } catch (error) {
        return errorAnswer(error);
      } finally {
        leaving.abort();
        open.delete(leaving);
      }
    },
    close: async () => {
      open.forEach((leaving) => {
        leaving.abort();
      });
      await close();
    },
  };
}

/** The router called directly: what the desk says before any transport touches it. */
export const inProcess: OpenTransport = (desk) =>
  Promise.resolve({
    name: 'in process',
    connect: () => {
      const connection = { id: desk.ports.newId(), transport: 'process', remote: 'process' } as const;
      const client: unknown = createRouterClient(desk.door.router as never, {
        context: () => desk.door.contextFor(connection) as never,
        interceptors: [guardCalls(desk.ports) as never],
      });
      return Promise.resolve(
        connectionOn(client, () => {
          desk.door.ended(connection);
          return Promise.resolve();
        }),
      );
    },
    close: async () => {
      await desk.close?.();
    },
  });

/** A MessageChannel, as between the window and the desk's process in Electron. */
export const throughPort: OpenTransport = (desk) =>
  Promise.resolve({
    name: 'message port',
    connect: () => {
      const { port1, port2 } = new MessageChannel();
      servePort(desk.door, port1, desk.ports);
      port2.start();
      const client: unknown = createORPCClient(new PortLink({ port: port2 }));
      return Promise.resolve(
        connectionOn(client, () => {
          port2.close();
          return Promise.resolve();
        }),
      );
    },
    close: async () => {
      await desk.close?.();
    },
  });

/** The host's listener on 127.0.0.1, asked the way the page asks it. */
export const throughHttp: OpenTransport = async (desk) => {
  const host = unwrap(
    await startHost({
      door: desk.door,
      ports: { ...desk.ports, random: (count) => randomBytes(count), now: () => Date.now() },
      files: new Map(),
      againSecret: randomBytes(32).toString('base64url'),
    }),
  );
  return {
    name: 'loopback http',
    connect: async () => {
      const cookie = await enter(host.origin, host.mint());
      const link = new FetchLink({ url: `${host.origin}/rpc`, headers: { origin: host.origin, cookie } });
      return connectionOn(createORPCClient(link), () => Promise.resolve());
    },
    close: async () => {
      await host.close();
      await desk.close?.();
    },
  };
};

/** Exchanges a one-time token; the cookie as a request header would carry it. */
export async function enter(origin: string, token: string): Promise<string> {
  const response = await fetch(`${origin}/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 204 || cookie === undefined) throw new Error(`not let in: ${String(response.status)}`);
  return cookie;
}

export const allTransports: readonly OpenTransport[] = [inProcess, throughHttp, throughPort];
