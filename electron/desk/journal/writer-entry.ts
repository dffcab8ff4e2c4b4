/** The first entry of a writer's chain (`begun`, `resumed`): the desk writes it by itself, about itself. */
import { firstPrev } from '#shared/journal/entry.ts';
import type { Clock, Random, Sm3 } from '#shared/kernel/ports.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { decideBegin, type Command, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
import { findKind } from '#shared/kinds/registry.ts';
import type { WriterFacts } from '../core.ts';
import { newId } from '../ids.ts';
import { get, run, sql, type Transaction } from '../store/handles.ts';
import { appendEntries, type ChainHead } from './entries.ts';
import { putProjection } from './projections.ts';

interface EntryMeans {
  readonly sm3: Sm3;
  readonly ports: { readonly clock: Clock; readonly random: Random };
}

/** The chain's first entry, decided, folded and projected as every other. */
export function writeFirst(
  { sm3, ports }: EntryMeans,
  transaction: Transaction,
  facts: WriterFacts,
  at: string,
  command: Command,
): void {
  const sealer = { sm3, random: ports.random };
  const act = newId(ports);
  const decision = decideFirst(ports, facts, act, at, command);
  const head = appendEntries(transaction, sealer, { seq: 0, hash: firstPrev, at }, decision.entries);
  const seq = get(transaction, sql<{ seq: number }>`SELECT max(seq) AS seq FROM entry`)?.seq ?? 0;
  putProjection(transaction, writerKind(), decision.state, seq, true);
  keepHead(transaction, facts.id, act, head);
}

function decideFirst(
  ports: EntryMeans['ports'],
  { id, station }: WriterFacts,
  act: string,
  at: string,
  command: Command,
): Decision {
  const next = () => ({ id: newId(ports), at, now: new Date(ports.clock.now()).toISOString() });
  const pen = { act, by: 'desk', station, writer: id, next };
  return unwrap(decideBegin(findKind, writerKind(), id, command, desksOwn(station), pen));
}

function writerKind() {
  const kind = findKind('writer');
  if (kind === undefined) throw new Error('bug: no kind writer');
  return kind;
}

/** The desk begins its own writer: no person is asked, and nothing is learnt from other streams. */
function desksOwn(station: string): Learnt {
  const cannot = (): never => {
    throw new Error('bug: a writer learns nothing');
  };
  return {
    record: () => undefined,
    recordAt: () => undefined,
    caseOf: () => undefined,
    due: cannot,
    may: () => true,
    staff: { id: 'desk', name: 'desk' },
    station: { code: station, name: '', township: '' },
    isAuthority: true,
    hasSecondPerson: false,
    hasOther: cannot,
    mayBeOut: cannot,
    hasContent: cannot,
    pictureOf: cannot,
    takeNumber: cannot,
    mint: { id: cannot, token: cannot },
    signer: cannot,
  };
}

function keepHead(transaction: Transaction, writer: string, act: string, head: ChainHead): void {
  run(
    transaction,
    sql`UPDATE writer SET last_seq = ${head.seq}, last_hash = ${head.hash}, last_at = ${head.at} WHERE id = ${writer}`,
  );
  run(
    transaction,
    sql`INSERT INTO outbox (act, first_seq, last_seq, writer) VALUES (${act}, 1, ${head.seq}, ${writer})`,
  );
}
