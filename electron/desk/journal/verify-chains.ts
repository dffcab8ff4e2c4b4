/** Walking every writer's chain: numbers without a gap, each entry naming the one before, header and body as they were hashed. */
import { bodyFromBytes, firstPrev, hashBody, hashHeader } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Sm3 } from '#shared/kernel/ports.ts';
import type { Blobs } from '../store/blobs.ts';
import { all, get, iterate, sql, type ReadHandle } from '../store/handles.ts';
import { headerFromRow, type EntryRow } from './entries.ts';
import type { Findings, What, Witness } from './verify-report.ts';

export interface ChainWalk {
  readonly read: ReadHandle;
  readonly sm3: Sm3;
  /** Absent: attachments are not looked at. */
  readonly blobs?: Blobs | undefined;
  readonly findings: Findings;
  /** Told after each entry. */
  readonly onEntry: () => void;
}

export interface ChainsSeen {
  readonly entries: number;
  readonly erased: number;
  readonly attachments: number;
  /** Last number of each writer's chain. */
  readonly heads: ReadonlyMap<string, number>;
  /** What `resumed` entries say of the chains before theirs. */
  readonly resumed: readonly Witness[];
}

interface Head {
  readonly writer: string;
  readonly writerSeq: number;
  readonly seq: number;
  readonly hash: string;
  readonly isOrdered: boolean;
}

interface Broken {
  readonly row: EntryRow;
  readonly what: 'changed' | 'bodyChanged';
  /** The body's hash as it is now. */
  readonly bodyHash: string;
}

/** Everything one walk gathers. */
interface Tally {
  entries: number;
  attachments: number;
  readonly heads: Map<string, number>;
  readonly resumed: Witness[];
  readonly broken: Broken[];
  readonly bodiless: Map<string, EntryRow>;
  readonly erased: Set<string>;
}

const newTally = (): Tally => ({
  entries: 0,
  attachments: 0,
  heads: new Map(),
  resumed: [],
  broken: [],
  bodiless: new Map(),
  erased: new Set(),
});

interface WriterHead {
  readonly id: string;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly is_current: number;
}

/** Streams through the table; what it keeps in memory grows with writers, erased bodies and damage, not with entries. */
export function walkChains(walk: ChainWalk): ChainsSeen {
  const { read, findings } = walk;
  const tally = newTally();
  const writers = new Map(
    all(read, sql<WriterHead>`SELECT id, last_seq, last_hash, is_current FROM writer`).map((writer) => [
      writer.id,
      writer,
    ]),
  );
  let before: Head | undefined;
  let own: Head | undefined;
  for (const row of iterate(read, sql<EntryRow>`SELECT * FROM entry ORDER BY writer, writer_seq`)) {
    const prior = before?.writer === row.writer ? before : undefined;
    if (before !== undefined && prior === undefined) endChain(findings, writers, own);
    if (prior === undefined) own = undefined;
    const isOwn = isOfOwnChain(writers.get(row.writer), row);
    checkPlace(findings, prior, row, isOwn);
    checkHashes(walk, tally, row, prior, writers.has(row.writer));
    tally.entries += 1;
    tally.heads.set(row.writer, row.writer_seq);
    const { writer, writer_seq: writerSeq, seq, hash } = row;
    before = { writer, writerSeq, seq, hash, isOrdered: row.rev !== null };
    if (isOwn) own = before;
    walk.onEntry();
  }
  endChain(findings, writers, own);
  for (const { id, last_seq } of writers.values()) {
    if (!tally.heads.has(id) && last_seq > 0) findings.add({ what: 'missing', writer: id, seq: 1, to: last_seq });
  }
  tellBroken(walk, tally.broken);
  for (const [id, row] of tally.bodiless) if (!tally.erased.has(id)) tell(findings, 'erasedUnnamed', row);
  const { entries, attachments, heads } = tally;
  // Of another desk's chain not everything is here, so that where it ended says nothing about this file.
  const resumed = tally.resumed.filter(({ writer }) => writers.has(writer));
  return { entries, erased: tally.bodiless.size, attachments, heads, resumed };
}

/**
 * This desk's own chains are here without a gap. Of a former life (restored elsewhere, or a copy that lives on) what the desk received
 * beyond its own end is like any other's: only what concerns its scopes.
 */
const isOfOwnChain = (writer: WriterHead | undefined, row: EntryRow): boolean =>
  writer !== undefined && (writer.is_current === 1 || row.writer_seq <= writer.last_seq);

const tell = (findings: Findings, what: What, row: EntryRow): void => {
  findings.add({ what, writer: row.writer, seq: row.writer_seq, entry: row.id, stream: row.stream });
};

/** Gaps in this desk's own chains (of others' only what concerns its scopes is here); and that this desk's own entries stand in the file in the order they were written, which is the order they fold in. */
function checkPlace(findings: Findings, before: Head | undefined, row: EntryRow, isOwn: boolean): void {
  const expected = (before?.writerSeq ?? 0) + 1;
  if (isOwn && row.writer_seq > expected) {
    findings.add({ what: 'missing', writer: row.writer, seq: expected, to: row.writer_seq - 1 });
  }
  // What the hub has ordered folds by its rev.
  const isByPlace = row.rev === null && before?.isOrdered === false;
  if (isOwn && isByPlace && row.seq < before.seq) tell(findings, 'swapped', row);
}

function checkHashes(walk: ChainWalk, tally: Tally, row: EntryRow, before: Head | undefined, isOurs: boolean): void {
  const { sm3, findings } = walk;
  const isHeaderRight = headerHash(sm3, row) === row.hash;
  if (!isHeaderRight) tally.broken.push({ row, what: 'changed', bodyHash: '' });
  const isNext = row.writer_seq === (before?.writerSeq ?? 0) + 1;
  if (isHeaderRight && isNext && row.prev !== (before?.hash ?? firstPrev)) tell(findings, 'unchained', row);
  if (row.body === null && row.salt === null) {
    tally.bodiless.set(row.id, row);
    return;
  }
  const bodyHash = hashBody(sm3, row.salt ?? new Uint8Array(0), row.body ?? new Uint8Array(0));
  if (bodyHash === row.body_hash) readWhole(walk, tally, row, isOurs);
  else tally.broken.push({ row, what: 'bodyChanged', bodyHash });
}

/** '' for a header that is none any more. */
function headerHash(sm3: Sm3, row: EntryRow, writerSeq = row.writer_seq): string {
  try {
    return hashHeader(sm3, { ...headerFromRow(row), writerSeq });
  } catch {
    return '';
  }
}

/** What a body that is as it was written tells about others. */
function readWhole(walk: ChainWalk, tally: Tally, row: EntryRow, isOurs: boolean): void {
  const isFirstOfWriter = row.writer_seq === 1 && row.stream === row.writer;
  const isNaming = row.type === 'erased' || row.type === 'fileDestroyed';
  if (!isNaming && row.type !== 'attached' && !isFirstOfWriter) return;
  const data = dataOf(row);
  for (const entry of isNaming ? erasedBy(data) : []) tally.erased.add(entry);
  // What another desk took in may not have come here.
  if (isOurs && row.type === 'attached' && typeof data['blob'] === 'string') checkBlob(walk, tally, row, data['blob']);
  const { writer, lastSeq, lastHash } = data;
  if (isFirstOfWriter && typeof writer === 'string' && typeof lastSeq === 'number' && typeof lastHash === 'string') {
    tally.resumed.push({ writer, seq: lastSeq, hash: lastHash });
  }
}

/** The entries whose bodies it says are gone: one, or all of a destroyed file. */
function erasedBy({ entry, entries }: JsonObject): readonly string[] {
  const named = Array.isArray(entries) ? entries : [entry];
  return named.filter((one) => typeof one === 'string');
}

function dataOf({ body }: EntryRow): JsonObject {
  try {
    return body === null ? {} : bodyFromBytes(body).data;
  } catch {
    return {};
  }
}

function checkBlob({ blobs, findings }: ChainWalk, tally: Tally, row: EntryRow, name: string): void {
  if (blobs === undefined) return;
  tally.attachments += 1;
  const found = blobs.read(name);
  if (found.ok) return;
  // Moved here from another case: its content may be another desk's, and not have come.
  if (found.refusal.code === 'blob.missing' && dataOf(row)['from'] !== undefined) return;
  const what = found.refusal.code === 'blob.missing' ? 'blobMissing' : 'blobDamaged';
  findings.add({ what, writer: row.writer, seq: row.writer_seq, entry: row.id, stream: row.stream, where: name });
}

function endChain(findings: Findings, writers: ReadonlyMap<string, WriterHead>, last: Head | undefined): void {
  const noted = last && writers.get(last.writer);
  if (last === undefined || noted === undefined) return;
  const { writer, writerSeq } = last;
  if (noted.last_seq > writerSeq) findings.add({ what: 'missing', writer, seq: writerSeq + 1, to: noted.last_seq });
  else if (noted.last_seq < writerSeq || noted.last_hash !== last.hash)
    findings.add({ what: 'head', writer, seq: writerSeq });
}

/** Which of the broken entries are right, only in each other's place. */
function tellBroken({ sm3, findings }: ChainWalk, broken: readonly Broken[]): void {
  const few = broken.slice(0, 200);
  for (const one of broken) {
    const isSwapped = few.some((other) => other !== one && fits(sm3, one, other));
    tell(findings, isSwapped ? 'swapped' : one.what, one.row);
  }
}

function fits(sm3: Sm3, one: Broken, other: Broken): boolean {
  if (one.what !== other.what) return false;
  if (one.what === 'bodyChanged') return one.bodyHash === other.row.body_hash || other.bodyHash === one.row.body_hash;
  return one.row.writer === other.row.writer && headerHash(sm3, one.row, other.row.writer_seq) === one.row.hash;
}

/** Holds recorded heads against the chains; answers the highest number each writer's chain is vouched for. */
export function askWitnesses(
  read: ReadHandle,
  findings: Findings,
  witnesses: readonly Witness[],
  heads: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const vouched = new Map<string, number>();
  for (const { writer, seq, hash } of witnesses) {
    const found = get(
      read,
      sql<{ hash: string }>`SELECT hash FROM entry WHERE writer = ${writer} AND writer_seq = ${seq}`,
    );
    if (seq === 0 || found?.hash.startsWith(hash) === true)
      vouched.set(writer, Math.max(seq, vouched.get(writer) ?? 0));
    else if (found !== undefined) findings.add({ what: 'rewritten', writer, seq });
    else if (seq > (heads.get(writer) ?? 0))
      findings.add({ what: 'truncated', writer, seq: (heads.get(writer) ?? 0) + 1, to: seq });
  }
  return vouched;
}
