/** A worker of the program: opens its own read-only handle beside the writer's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { all, sql } from '#desk/store/handles.ts';
import { openReader } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';

const { dir, key } = workerData as { readonly dir: string; readonly key: Uint8Array };
const reader = unwrap(await openReader({ dir, key, log: { warn: () => undefined }, elapsed: () => 0 }));

function refusedWriting(): string {
  try {
    all(reader.read, sql`UPDATE writer SET last_seq = 7 RETURNING last_seq`);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.message : 'something else';
  }
}

parentPort?.postMessage({
  settings: reader.refuseSettings()?.code ?? 'hold',
  cases: all(reader.read, sql`SELECT status FROM live_case`),
  writing: refusedWriting(),
});
reader.close();
