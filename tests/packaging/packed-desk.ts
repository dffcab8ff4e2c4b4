/** The desk's process of an unpacked program, as the main process would start it; only Electron's own part is the stand-in. */
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { toShellSchema, type ToDesk } from '../../electron/shell/messages.ts';
import type { DeskClient } from '../../shared/contract/index.ts';
import { PortDouble } from '../shell/electron-double/ports.ts';
import { UtilityDouble } from '../shell/electron-double/utility.ts';

export interface PackedDesk {
  readonly client: DeskClient;
  /** Its process. */
  readonly pid: number;
  /** Ends it in order; its exit code. */
  readonly close: () => Promise<number>;
}

/** Answers its questions as a machine without a key store does. */
const answer = (process: UtilityDouble, message: unknown): void => {
  const said = toShellSchema.parse(message);
  if (said.type !== 'ask') return;
  const { id, ask } = said;
  const reply: ToDesk =
    ask.what === 'secret.available' ? { type: 'answer', id, value: false } : { type: 'failed', id, reason: ask.what };
  process.postMessage(reply);
};

export const startPackedDesk = (program: string, dataDir: string): PackedDesk => {
  const process = new UtilityDouble(join(program, 'dist/electron/shell/desk-process.cjs'));
  process.on('message', (message: unknown) => answer(process, message));
  const send = (message: ToDesk, ports: readonly PortDouble[] = []): void => process.postMessage(message, ports);
  send({ type: 'start', settings: { dataDir, appRoot: program, version: '0.0.0', demo: false } });
  const { port1, port2 } = PortDouble.pair();
  send({ type: 'port' }, [port1]);
  const client: DeskClient = createORPCClient(
    new RPCLink({
      port: {
        on: (event, callback) => void port2.on(event, callback),
        postMessage: (data: unknown) => {
          port2.postMessage(data);
        },
      },
    }),
  );
  port2.start();
  return {
    client,
    pid: process.child.pid ?? 0,
    close: () => {
      send({ type: 'close' });
      return process.ended;
    },
  };
};
