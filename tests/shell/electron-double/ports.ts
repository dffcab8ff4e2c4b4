import { EventEmitter } from 'node:events';
import type { Of } from './surface.ts';

/** What arrives on a port, as far as the shell reads it. */
export interface PortMessage {
  readonly data: unknown;
  readonly ports: PortDouble[];
}

/** One end of a channel: queued until started, in order, copied as the structured clone does, closed for both ends at once. */
export class PortDouble extends EventEmitter implements Of<'MessagePortMain', Electron.MessagePortMain> {
  #peer: PortDouble | undefined;
  #waiting: PortMessage[] = [];
  #isStarted = false;

  static pair(): { port1: PortDouble; port2: PortDouble } {
    const port1 = new PortDouble();
    const port2 = new PortDouble();
    port1.#peer = port2;
    port2.#peer = port1;
    return { port1, port2 };
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('this stand-in passes no ports through ports');
    const message: PortMessage = { data: structuredClone(data), ports: [] };
    const peer = this.#peer;
    if (peer !== undefined) setImmediate(() => peer.#take(message));
  }

  start(): void {
    this.#isStarted = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.emit('message', message);
  }

  close(): void {
    const peer = this.#peer;
    if (peer === undefined) return;
    this.#peer = undefined;
    setImmediate(() => {
      this.emit('close');
      peer.close();
    });
  }

  #take(message: PortMessage): void {
    if (this.#isStarted) this.emit('message', message);
    else this.#waiting.push(message);
  }
}

/** What travels between two processes for ports that were handed over. */
export type PortFrame =
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'closed'; readonly id: number };

/** Ports whose other half lives elsewhere (a child process, a page): moves their messages through `send`. */
export class PortBridge {
  readonly #ports = new Map<number, PortDouble>();
  readonly #send: (frame: PortFrame) => void;
  #last = 0;

  constructor(send: (frame: PortFrame) => void) {
    this.#send = send;
  }

  /** Hands a port over: whatever its partner says goes to the other side under the returned number. */
  adopt(port: PortDouble, id: number = ++this.#last): number {
    this.#ports.set(id, port);
    port.on('message', ({ data }: PortMessage) => this.#send({ kind: 'port', id, data }));
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#send({ kind: 'closed', id });
    });
    port.start();
    return id;
  }

  /** The other half of a port that was handed over there. */
  receive(id: number): PortDouble {
    const { port1, port2 } = PortDouble.pair();
    this.adopt(port1, id);
    return port2;
  }

  take(frame: PortFrame): void {
    const port = this.#ports.get(frame.id);
    if (frame.kind === 'port') {
      port?.postMessage(frame.data);
    } else {
      this.#ports.delete(frame.id);
      port?.close();
    }
  }

  /** The other side is gone: all its ports close. */
  closeAll(): void {
    const open = [...this.#ports.values()];
    this.#ports.clear();
    for (const port of open) port.close();
  }
}
