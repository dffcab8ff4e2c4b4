import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { PortBridge } from './ports.ts';
import type { Of } from './surface.ts';
import type { UtilityFrame } from './utility.ts';

/** Runs in the child: gives the compiled module its `process.parentPort`, as Electron's utility process does. */
class ParentPortDouble extends EventEmitter implements Of<'ParentPort', Electron.ParentPort> {
  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }
}

const send = (frame: UtilityFrame): void => void process.send?.(frame);
const bridge = new PortBridge(send);
const parentPort = new ParentPortDouble();
Object.defineProperty(process, 'parentPort', { value: parentPort });

process.on('message', (frame: UtilityFrame) => {
  if (frame.kind !== 'message') bridge.take(frame);
  else parentPort.emit('message', { data: frame.data, ports: frame.ports.map((id) => bridge.receive(id)) });
});
// Chromium ends its utility processes when the main process is gone.
process.on('disconnect', () => process.exit(1));

const [, , modulePath] = process.argv;
if (modulePath === undefined) throw new Error('no module given');
createRequire(import.meta.url)(modulePath);
