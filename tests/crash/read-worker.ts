/** A worker of the program: opens its own read-only handle beside the writer's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { all, sql } from '#desk/store/handles.ts';
import { openReader } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { crashKey } from './workload.ts';

const reader = unwrap(
  await openReader({ dir: String(workerData), key: crashKey, log: { warn: () => undefined }, elapsed: () => 0 }),
);

function refusedWriting(): string {
  try {
    all(reader.read, sql`UPDATE total SET acts = 7 RETURNING acts`);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.message : 'something else';
  }
}

parentPort?.postMessage({
  settings: reader.refuseSettings()?.code ?? 'hold',
  rows: all(reader.read, sql`SELECT acts FROM total`),
  writing: refusedWriting(),
});
reader.close();
