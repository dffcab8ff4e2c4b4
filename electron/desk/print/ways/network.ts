/**
 * A printer in the network that takes bytes as they are (port 9100). Nothing in that protocol says "printed": what there is, is the
 * printer closing the line after we have closed our side, which it does when it has read everything. So `printed` needs our last
 * byte flushed first and its end after that; any other end leaves the paper's fate open.
 */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { askState } from './real-time-status.ts';
import { failed, printed, unknown, type Patience, type Sent, type Trouble, type Way } from './way.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const chunk = 4096;
const earlyEndMs = 50;

const troubleOfCode = (code: string | undefined): Trouble => (code === 'ECONNREFUSED' ? 'refused' : 'unreachable');

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** An open line, or why there is none. Whoever gets the line destroys it. */
async function call(address: Address, patienceMs: number, signal: AbortSignal): Promise<Socket | Trouble> {
  const socket = connect({ ...address, allowHalfOpen: true });
  const given = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    await once(socket, 'connect', { signal: given });
    // From here on its end is looked at where it matters; an error that comes at another time must not end the program.
    socket.on('error', () => undefined);
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    return troubleOfCode(codeOf(error));
  }
}

/** Rejects with the error of the line, or when nothing happens for too long. */
function waitFor(socket: Socket, event: 'drain' | 'end', patienceMs: number, signal: AbortSignal): Promise<unknown> {
  return once(socket, event, { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
}

const troubleOnLine = (error: unknown): Trouble =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError') ? 'silent' : 'cut';

/** Everything out, our side closed, then its own end. What it says meanwhile is read and dropped, or its end never comes. */
async function pour(socket: Socket, bytes: Uint8Array, { stillMs, jobMs }: Patience, stop: AbortSignal): Promise<Sent> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(jobMs)]);
  socket.resume();
  try {
    for (let at = 0; at < bytes.length; at += chunk) {
      if (socket.destroyed) return unknown('cut');
      if (!socket.write(bytes.subarray(at, at + chunk))) await waitFor(socket, 'drain', stillMs, signal);
    }
    await flushed(socket, stillMs, signal);
    // A printer that hung up before it was told that this is all has not said that it read it; its word may still be on its way.
    await wait(earlyEndMs);
    if (socket.readableEnded || socket.destroyed) return unknown('cut');
    const ended = waitFor(socket, 'end', stillMs, signal);
    socket.end();
    await ended;
    return printed;
  } catch (error) {
    return unknown(troubleOnLine(error));
  }
}

/** Resolves when the system has taken the last byte; rejects as `waitFor` does. */
function flushed(socket: Socket, patienceMs: number, signal: AbortSignal): Promise<void> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new DOMException('given up', 'TimeoutError'));
    };
    given.addEventListener('abort', stop, { once: true });
    socket.write(new Uint8Array(0), (error) => {
      given.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve();
    });
  });
}

export function networkWay(address: Address, patience: Patience): Way {
  return {
    send: async (bytes, signal) => {
      const line = await call(address, patience.connectMs, signal);
      if (typeof line === 'string') return failed(line);
      try {
        return await pour(line, bytes, patience, signal);
      } finally {
        line.destroy();
      }
    },
    state: async (signal) => {
      const line = await call(address, Math.min(patience.connectMs, 4 * patience.askMs), signal);
      if (typeof line === 'string') return 'offline';
      try {
        return await askState(line, patience.askMs, signal);
      } finally {
        line.destroy();
      }
    },
  };
}
