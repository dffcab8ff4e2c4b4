/** Composition root of the thread on which a backup is made. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { workerData } from 'node:worker_threads';
import { createCrypto } from '../keys/provider.ts';
import { answer } from '../workers.ts';
import { makeBackup, type BackupJob } from './make.ts';

const random = { bytes: (count: number) => randomBytes(count) };
const parts = {
  crypto: createCrypto(random),
  random,
  log: { warn: () => undefined },
  elapsed: () => performance.now(),
};

void answer((onProgress) => makeBackup(parts, workerData as BackupJob, onProgress));
