/**
 * Verifying a file: every writer's chain, the audit chain, the attachments and the projections, all as of one moment, on a handle
 * that only reads, while work goes on.
 *
 * What a chain alone finds: an entry changed, removed, put elsewhere, or cut out of the middle. What it cannot find: that the last
 * entries were written anew, or cut off together with the writer's own note of its head, by somebody who has the key. For that a
 * witness is needed, who recorded a head at the time: a backup's manifest, a day sheet, the hub. The report names the entries no
 * witness covers.
 */
import type { Random, Sm3 } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { FindKind } from '#shared/kinds/mechanism/fold.ts';
import type { StoreLog } from '../store/connection.ts';
import type { Blobs } from '../store/blobs.ts';
import { checkPages } from '../store/copy.ts';
import { failureOf } from '../store/failures.ts';
import { get, iterate, sql, type ReadHandle } from '../store/handles.ts';
import { openScratch } from '../store/scratch.ts';
import { verifyAudit } from './audit.ts';
import { needsRebuild } from './rebuild.ts';
import { askWitnesses, walkChains, type ChainsSeen } from './verify-chains.ts';
import { Findings, type AuditWitness, type Unwitnessed, type VerifyReport, type Witness } from './verify-report.ts';
import { allStreams, checkStream, findStrays, prepareScratch, sampleStreams } from './verify-rows.ts';

export interface VerifyParts {
  readonly read: ReadHandle;
  readonly sm3: Sm3;
  readonly findKind: FindKind;
  readonly random: Random;
  readonly log: StoreLog;
  readonly elapsed: () => number;
  /** Absent: attachments are not looked at. */
  readonly blobs?: Blobs | undefined;
}

export interface VerifyWish {
  /** All projections instead of a sample of streams. */
  readonly isDeep?: boolean | undefined;
  readonly witnesses?: readonly Witness[] | undefined;
  readonly auditWitness?: AuditWitness | undefined;
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
  /** Asked now and then; true ends the walk with the refusal work.cancelled. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Entries and streams done, of all there are to do. */
export interface VerifyProgress {
  readonly done: number;
  readonly of: number;
}

/** Streams whose projections are compared where not all are. */
export const sampleSize = 200;

class Cancelled extends Error {}

/** Refusals: work.cancelled, and those of a file that cannot be read to its end. Damage is not a refusal, it is a finding. */
export async function verifyJournal(parts: VerifyParts, wish: VerifyWish = {}): Promise<Result<VerifyReport>> {
  const scratch = await openScratch(parts.log, parts.elapsed);
  if (!scratch.ok) return scratch;
  const findings = new Findings();
  try {
    if (!checkPages(parts.read).ok) findings.add({ what: 'pages' });
    prepareScratch(scratch.value);
    return ok(asOfOneMoment(parts.read, () => walkAll(parts, wish, findings, scratch.value)));
  } catch (error) {
    if (error instanceof Cancelled) return refuse('work.cancelled');
    const failure = failureOf(error);
    if (!failure) throw error;
    return { ok: false, refusal: failure.refusal };
  } finally {
    scratch.value.close();
  }
}

/** A walk that is open keeps its connection on what was committed when it began; everything read meanwhile is of that moment. */
function asOfOneMoment<T>(read: ReadHandle, work: () => T): T {
  const open = iterate(read, sql`SELECT name FROM sqlite_schema`);
  open.next();
  try {
    return work();
  } finally {
    open.return();
  }
}

function walkAll(
  parts: VerifyParts,
  wish: VerifyWish,
  findings: Findings,
  scratch: Parameters<typeof prepareScratch>[0],
): VerifyReport {
  const { read, sm3 } = parts;
  const step = stepper(read, wish);
  const seen = walkChains({ read, sm3, blobs: parts.blobs, findings, onEntry: step });
  const audit = verifyAudit(read, sm3);
  for (const seq of audit.broken) findings.add({ what: 'audit', seq });
  const streams = needsRebuild({ read }) ? 0 : checkRows(parts, wish, findings, scratch, step);
  const given = wish.witnesses ?? [];
  const vouched = askWitnesses(read, findings, [...given, ...seen.resumed], seen.heads);
  const auditUnwitnessed = askAuditWitness(read, findings, wish.auditWitness, audit.checked);
  return {
    checked: {
      writers: seen.heads.size,
      entries: seen.entries,
      erased: seen.erased,
      audit: audit.checked,
      attachments: seen.attachments,
      streams,
      isDeep: wish.isDeep === true,
    },
    found: findings.list,
    findings: findings.count,
    witnesses: given.length + (wish.auditWitness ? 1 : 0),
    unwitnessed: beyond(seen, vouched),
    auditUnwitnessed,
  };
}

function checkRows(
  parts: VerifyParts,
  wish: VerifyWish,
  findings: Findings,
  scratch: Parameters<typeof prepareScratch>[0],
  step: () => void,
): number {
  const { read, findKind } = parts;
  const isDeep = wish.isDeep === true;
  let count = 0;
  for (const stream of isDeep ? allStreams(read) : sampleStreams(read, parts.random, sampleSize)) {
    checkStream({ read, scratch, findKind, findings }, stream);
    count += 1;
    step();
  }
  if (isDeep) findStrays(read, findings);
  return count;
}

const every = 500;

function stepper(read: ReadHandle, { isDeep, onProgress, isCancelled }: VerifyWish): () => void {
  const entries = get(read, sql<{ count: number }>`SELECT count(*) AS count FROM entry`)?.count ?? 0;
  const streams =
    isDeep === true ? get(read, sql<{ count: number }>`SELECT count(DISTINCT stream) AS count FROM entry`) : undefined;
  const of = entries + (streams?.count ?? Math.min(entries, sampleSize));
  let done = 0;
  return () => {
    done += 1;
    if (done % every !== 0 && done !== entries) return;
    if (isCancelled?.() === true) throw new Cancelled();
    onProgress?.({ done: Math.min(done, of), of });
  };
}

function beyond({ heads }: ChainsSeen, vouched: ReadonlyMap<string, number>): Unwitnessed[] {
  return [...heads].flatMap(([writer, to]) => {
    const from = (vouched.get(writer) ?? 0) + 1;
    return from <= to ? [{ writer, from, to }] : [];
  });
}

function askAuditWitness(
  read: ReadHandle,
  findings: Findings,
  witness: AuditWitness | undefined,
  last: number,
): VerifyReport['auditUnwitnessed'] {
  const seq = witness?.seq ?? 0;
  const found = get(read, sql<{ hash: string }>`SELECT hash FROM audit WHERE seq = ${seq}`);
  if (witness !== undefined && seq > 0 && found?.hash !== witness.hash) {
    findings.add({ what: found === undefined ? 'truncated' : 'rewritten', seq, where: 'audit' });
    return { from: 1, to: last };
  }
  return seq < last ? { from: seq + 1, to: last } : null;
}
