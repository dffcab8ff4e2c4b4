import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { runDesk } from '../../../electron/shell/desk-bridge.ts';
import { madeUpRouter } from './router.ts';

/** A made-up desk behind the real bridge; `log` tells what happened to it. A folder named `refused` cannot be opened. */
runDesk(
  process.parentPort,
  (settings, services) => {
    mkdirSync(settings.dataDir, { recursive: true });
    const log = join(settings.dataDir, 'log.txt');
    const note = (text: string): void => appendFileSync(log, `${text}\n`);
    if (settings.dataDir.endsWith('refused')) return Promise.resolve({ ok: false, refusal: { code: 'made.up' } });
    const handler = new RPCHandler(madeUpRouter(services, log));
    note(`opened demo=${String(settings.demo)}`);
    return Promise.resolve({
      ok: true,
      value: {
        servePort: (port) => {
          handler.upgrade(port, { context: {} });
          port.start();
        },
        checkClock: () => note('clock'),
        close: () => note('closed'),
      },
    });
  },
  (code) => process.exit(code),
);
