import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { PortBridge, PortDouble } from './ports.ts';
import type { PortFrame } from './ports.ts';
import type { Of } from './surface.ts';

/** Between the stand-in and the child that plays the utility process. */
export type UtilityFrame =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | PortFrame;

const hostScript = join(import.meta.dirname, 'utility-host.ts');

const assertPorts = (values: readonly unknown[]): PortDouble[] =>
  values.map((value) => {
    if (value instanceof PortDouble) return value;
    throw new TypeError('only ports can be transferred');
  });

/** A utility process as a child of Node: the same module, `process.parentPort`, ports bridged. */
export class UtilityDouble extends EventEmitter implements Of<'UtilityProcess', Electron.UtilityProcess> {
  readonly child: ChildProcess;
  readonly ended: Promise<number>;
  readonly #bridge: PortBridge;

  constructor(modulePath: string, args: readonly string[] = []) {
    super();
    this.child = fork(hostScript, [modulePath, ...args], { serialization: 'advanced', stdio: 'inherit' });
    this.#bridge = new PortBridge((frame) => this.#send(frame));
    this.child.on('message', (frame: UtilityFrame) => {
      if (frame.kind === 'message') this.emit('message', frame.data);
      else this.#bridge.take(frame);
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code) => {
        this.#bridge.closeAll();
        this.emit('exit', code ?? 1);
        resolve(code ?? 1);
      });
    });
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    this.#send({ kind: 'message', data, ports: assertPorts(transfer).map((port) => this.#bridge.adopt(port)) });
  }

  kill(): boolean {
    return this.child.kill('SIGKILL');
  }

  #send(frame: UtilityFrame): void {
    if (this.child.connected) this.child.send(frame);
  }
}
