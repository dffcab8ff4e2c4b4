/** Composition root of the thread on which an older file is brought up to this program: copied, the copy checked, its tables changed. */
import { performance } from 'node:perf_hooks';
import { workerData } from 'node:worker_threads';
import { ok } from '#shared/kernel/result.ts';
import { answer } from '../workers.ts';
import { migrations } from './migrations/index.ts';
import { openStore } from './open.ts';
import type { UpgradeJob } from './upgrade.ts';

void answer(async () => {
  const opened = await openStore({
    ...(workerData as UpgradeJob),
    migrations,
    // The process has it, and keeps it while this thread works.
    lock: { release: () => undefined },
    log: { warn: () => undefined },
    elapsed: () => performance.now(),
  });
  if (!opened.ok) return opened;
  opened.value.close();
  return ok(true);
});
