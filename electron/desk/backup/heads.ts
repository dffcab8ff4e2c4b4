/** Where the chains of a file end. One row a writer, so it is quick whatever the file holds. */
import { epochSetting, hubHeadSetting, readSetting } from '../sync/link-state.ts';
import { all, get, sql, type ReadHandle } from '../store/handles.ts';

export interface WriterHead {
  readonly writer: string;
  readonly code: string;
  readonly station: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly isCurrent: boolean;
}

export const headsOf = (read: ReadHandle): WriterHead[] =>
  all(
    read,
    sql<Omit<WriterHead, 'isCurrent'> & { isCurrent: number }>`SELECT id AS writer, code, station, last_seq AS seq,
      last_hash AS hash, last_at AS at, is_current AS isCurrent FROM writer ORDER BY id`,
  ).map((head) => ({ ...head, isCurrent: head.isCurrent === 1 }));

/** Hash of one entry of a chain; undefined where it is not there. */
export const hashAt = (read: ReadHandle, writer: string, seq: number): string | undefined =>
  get(read, sql<{ hash: string }>`SELECT hash FROM entry WHERE writer = ${writer} AND writer_seq = ${seq}`)?.hash;

export const auditHeadOf = (read: ReadHandle): { readonly seq: number; readonly hash: string } =>
  get(read, sql<{ seq: number; hash: string }>`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`) ?? {
    seq: 0,
    hash: '',
  };

/** The head of the hub's chain as this desk last saw it; nothing for a desk alone, or one that has not seen one. */
export function hubHeadOf(read: ReadHandle): {
  readonly hub?: { readonly epoch: string; readonly n: number; readonly chain: string };
} {
  const { n, chain } = readSetting(read, hubHeadSetting);
  return n === 0 ? {} : { hub: { epoch: readSetting(read, epochSetting), n, chain } };
}

export const countsOf = (read: ReadHandle): { readonly entries: number; readonly cases: number } =>
  get(
    read,
    sql<{ entries: number; cases: number }>`SELECT (SELECT count(*) FROM entry) AS entries,
      (SELECT count(*) FROM live_case) AS cases`,
  ) ?? { entries: 0, cases: 0 };
