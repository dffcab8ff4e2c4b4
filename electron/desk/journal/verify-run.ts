/** Verifying a data directory on a thread of its own. */
import type { Result } from '#shared/kernel/result.ts';
import { runInWorker, type Watch } from '../workers.ts';
import type { VerifyProgress } from './verify.ts';
import type { AuditWitness, VerifyReport, Witness } from './verify-report.ts';

export interface VerifyJob {
  /** The data directory. */
  readonly dir: string;
  /** 32 bytes each. */
  readonly storeKey: Uint8Array;
  readonly rootKey: Uint8Array;
  readonly isDeep?: boolean;
  readonly witnesses?: readonly Witness[];
  readonly auditWitness?: AuditWitness;
}

/** Refusals: work.cancelled, and those of opening the file. */
export const verifyInWorker = (job: VerifyJob, watch: Watch<VerifyProgress> = {}): Promise<Result<VerifyReport>> =>
  runInWorker('journal/verify-worker', job, watch);
