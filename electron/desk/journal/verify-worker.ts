/** Composition root of the thread on which a file is verified. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { workerData } from 'node:worker_threads';
import { ok, type Result } from '#shared/kernel/result.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { createCrypto } from '../keys/provider.ts';
import { openBlobs } from '../store/blobs.ts';
import { openReader } from '../store/open.ts';
import { answer } from '../workers.ts';
import { verifyJournal, type VerifyProgress } from './verify.ts';
import type { VerifyReport } from './verify-report.ts';
import type { VerifyJob } from './verify-run.ts';

const random = { bytes: (count: number) => randomBytes(count) };
const elapsed = (): number => performance.now();
const log = { warn: () => undefined };

async function verify(job: VerifyJob, onProgress: (progress: VerifyProgress) => void): Promise<Result<VerifyReport>> {
  const opened = await openReader({ dir: job.dir, key: job.storeKey, log, elapsed });
  if (!opened.ok) return opened;
  const { sm3 } = createCrypto(random);
  const blobs = openBlobs(job.dir, job.rootKey, sm3);
  try {
    const { read } = opened.value;
    const report = await verifyJournal({ read, sm3, findKind, random, log, elapsed, blobs }, { ...job, onProgress });
    return report.ok ? ok(report.value) : report;
  } finally {
    opened.value.close();
  }
}

void answer((onProgress) => verify(workerData as VerifyJob, onProgress));
