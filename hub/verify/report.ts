/** What `verify` of the hub answers, as data: what was checked, what was found, and what nobody can know from the database alone. */
import type { ChainHead } from '#shared/sync/hub-chain.ts';

/**
 * changed: a header is not what was hashed, or its row says something else; bodyChanged: a body does not open, or is not what was hashed;
 * missing: a gap in the hub's chain; head: the chain ends otherwise than the hub noted; stream: revs with a hole, or not as far as noted;
 * unchained: an entry of a writer does not name the one before; writerMissing, writerHead: the same of a writer's numbers and end;
 * toldOther: a desk wrote another entry than the head it had told; rewritten, truncated: a witness saw something else, or more.
 */
export type What =
  | 'changed'
  | 'bodyChanged'
  | 'missing'
  | 'head'
  | 'stream'
  | 'unchained'
  | 'writerMissing'
  | 'writerHead'
  | 'toldOther'
  | 'rewritten'
  | 'truncated';

/** Ids and numbers only. */
export interface Finding {
  readonly what: What;
  /** Place in the hub's chain; with `writer`, in that writer's; with `stream`, the rev. */
  readonly n: number;
  readonly to?: number;
  readonly entry?: string;
  readonly writer?: string;
  readonly stream?: string;
}

/** A head of the hub's chain that somebody else kept. */
export interface Witness extends ChainHead {
  /** The desk's writer that noted it in its own chain; '' = typed from paper. */
  readonly writer: string;
}

export interface HubReport {
  readonly entries: number;
  readonly streams: number;
  readonly writers: number;
  readonly head: ChainHead;
  /** At most `mostFindings`; `count` counts all. */
  readonly found: readonly Finding[];
  readonly count: number;
  /** Witnesses that were held against the chain. */
  readonly witnesses: number;
  /** Kept in an epoch that ended with a lost disk, beyond what the backup had: they say nothing about this chain. */
  readonly gone: number;
  /** Places up to which backups that were restored reached, in order: a head printed before a restore and beyond its backup does not fit. */
  readonly restored: readonly number[];
  /** The last place that a witness vouches for; what is behind it could be rewritten or cut off unseen by whoever has the hub's key. */
  readonly vouched: number;
}

export const mostFindings = 200;

export class Findings {
  readonly list: Finding[] = [];
  count = 0;

  add(finding: Finding): void {
    this.count += 1;
    if (this.list.length < mostFindings) this.list.push(finding);
  }
}
