import type { Context } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { callLimitBytes } from '#shared/contract/wire.ts';
import { guardedOptions, tooLargeInput } from './guard.ts';
import type { Connection, DeskDoor, DoorPorts } from './transport.ts';

/**
 * The one door over a MessagePort. The port itself is the identity of the connection: the shell hands one end to one
 * window and nobody else can hold it. Messages are the JSON text of oRPC's peer protocol,
 *
 *     → {"i": id, "p": {"u": "/cases/take", "b": {json, meta}, "h"?: {"last-event-id"?}}}    a call
 *     → {"i": id, "t": 4}                                                                    a call given up
 *     ← {"i": id, "p": {"s"?: status, "b": {json, meta}}}, then {"i": id, "t": 3, "p": …}    the answer, then events
 *
 * Everything is checked here before oRPC sees it, because oRPC decodes inside an event listener: what throws there is
 * an unhandled rejection, which would end the desk's process with everybody's work in it.
 */
export interface WebPort {
  addEventListener(type: 'message' | 'close', listener: (event: { data?: unknown }) => void): void;
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
}
/** Electron's MessagePortMain in the utility process. */
export interface MainPort {
  on(event: 'message' | 'close', listener: (event?: { data?: unknown }) => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}
export type ServedPort = WebPort | MainPort;

export interface PortConnection {
  /** Ends the connection from this side. */
  close(): void;
}

/** Serves `door` on `port` until either side closes it. `limitBytes` counts UTF-8 bytes of one message. */
export function servePort<C extends Context>(
  door: DeskDoor<C>,
  port: ServedPort,
  ports: DoorPorts,
  limitBytes: number = callLimitBytes,
): PortConnection {
  const connection: Connection = { id: ports.newId(), transport: 'port', remote: 'port' };
  const guarded = guardedOptions<C>(ports);
  const handler = new RPCHandler<C>(door.router, {
    ...guarded,
    interceptors: [
      (options) => options.next({ ...options, context: door.contextFor(connection) }),
      ...guarded.interceptors,
    ],
  });
  const relay = createRelay((message) => {
    port.postMessage(message);
  });
  (handler as unknown as Upgrader<C>).upgrade(relay.port, { context: door.contextFor(connection) });
  listen(port, 'message', (data) => {
    const checked = checkMessage(data, limitBytes);
    if (checked.is === 'call') relay.deliver(checked.message);
    else if (checked.is === 'tooLarge') port.postMessage(tooLargeAnswer(checked.id, limitBytes));
    else ports.log({ event: 'dropped', reason: checked.reason });
  });
  const end = endOnce(door, connection, relay.end);
  listen(port, 'close', end);
  port.start?.();
  return {
    close: () => {
      port.close();
      end();
    },
  };
}

/** As the handler is, said plainly: oRPC asks for the context through a conditional type that stays open while `C` is a parameter. */
interface Upgrader<C extends Context> {
  upgrade(port: ReturnType<typeof createRelay>['port'], options: { context: C }): void;
}

function endOnce(door: Pick<DeskDoor, 'ended'>, connection: Connection, endRelay: () => void): () => void {
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    endRelay();
    door.ended(connection);
  };
}

function listen(port: ServedPort, type: 'message' | 'close', listener: (data: unknown) => void): void {
  if ('addEventListener' in port)
    port.addEventListener(type, (event) => {
      listener(event.data);
    });
  else
    port.on(type, (event) => {
      listener(event?.data);
    });
}

/** The port as oRPC sees it: only messages that passed the check arrive on it. */
function createRelay(send: (message: unknown) => void) {
  const listeners: Record<string, ((event?: { data: unknown }) => void)[]> = { message: [], close: [] };
  const emit = (type: string, event?: { data: unknown }): void => {
    listeners[type]?.forEach((listener) => {
      listener(event);
    });
  };
  return {
    port: {
      on: (type: string, listener: (event?: { data: unknown }) => void): void => {
        listeners[type]?.push(listener);
      },
      postMessage: send,
    },
    deliver: (message: CallMessage): void => {
      emit('message', { data: message });
    },
    end: (): void => {
      emit('close');
    },
  };
}

interface CallMessage {
  readonly i: string;
  readonly t?: typeof abortType;
  readonly p?: { readonly u: string; readonly b: unknown; readonly h?: { readonly 'last-event-id': string } };
}
type Checked =
  | { readonly is: 'call'; readonly message: CallMessage }
  | { readonly is: 'tooLarge'; readonly id: string }
  | { readonly is: 'dropped'; readonly reason: string };

const abortType = 4;
const idPattern = /^[0-9A-Za-z]{1,32}$/;
/** The id stands first in what oRPC writes, so an oversized call can be answered without parsing it. */
const leadingId = /^\{"i":"([0-9A-Za-z]{1,32})"/;
const pathPattern = /^(?:\/[A-Za-z][A-Za-z0-9]*)+$/;

const dropped = (reason: string): Checked => ({ is: 'dropped', reason });

function checkMessage(data: unknown, limitBytes: number): Checked {
  if (typeof data !== 'string') return dropped('not text');
  if (data.length > limitBytes || Buffer.byteLength(data) > limitBytes) {
    const id = leadingId.exec(data)?.[1];
    return id === undefined ? dropped('too large') : { is: 'tooLarge', id };
  }
  const message = parse(data);
  if (!isRecord(message) || typeof message['i'] !== 'string' || !idPattern.test(message['i'])) {
    return dropped('not a message');
  }
  if (message['t'] === abortType) return { is: 'call', message: { i: message['i'], t: abortType } };
  return message['t'] === undefined ? checkCall(message['i'], message['p']) : dropped('no such message type');
}

function checkCall(id: string, call: unknown): Checked {
  if (!isRecord(call) || typeof call['u'] !== 'string') return dropped('not a call');
  if (!pathPattern.test(call['u']) || call['m'] !== undefined) return dropped('not a procedure');
  const lastEventId = isRecord(call['h']) ? call['h']['last-event-id'] : undefined;
  const headers = typeof lastEventId === 'string' ? { h: { 'last-event-id': lastEventId } } : {};
  return { is: 'call', message: { i: id, p: { u: call['u'], b: call['b'], ...headers } } };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tooLargeAnswer(id: string, limitBytes: number): string {
  const error = tooLargeInput(limitBytes);
  return JSON.stringify({ i: id, p: { s: error.status, b: { json: error.toJSON() } } });
}
