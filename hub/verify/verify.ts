/**
 * Checking everything the hub stores. A chain finds what was changed, taken out or swapped; whoever has the hub's key could write the end of
 * it anew or cut it off, and only somebody who saw the head elsewhere can tell: desks note it in their own chains (`witnessed`), and
 * backups and papers bear it.
 */
import { z } from 'zod';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import { sql, type Transaction } from '../store/database.ts';
import { readEpochs } from '../sync/collection.ts';
import { readHead, type Hub, type HubHead } from '../sync/hub.ts';
import { BodyDamaged, bodyOf } from '../sync/stored.ts';
import { walkOrdered } from './ordered.ts';
import { Findings, type HubReport, type Witness } from './report.ts';
import { walkStreams, walkWriters } from './writers.ts';

/** In one snapshot, so that a hub that goes on ordering meanwhile disturbs nothing. */
export async function verifyHub(hub: Hub, transaction: Transaction, given: readonly Witness[]): Promise<HubReport> {
  const findings = new Findings();
  const head = await readHead(transaction);
  const epochs = await readEpochs(transaction);
  const { held, gone } = await noted(hub, transaction, head, epochs);
  const witnesses = [...given, ...held].filter(({ n }) => n > 0);
  const { entries, vouched } = await walkOrdered(hub, transaction, findings, head, witnesses);
  const writers = await walkWriters(transaction, findings);
  const streams = await walkStreams(transaction, findings);
  const { n, chain } = head;
  return {
    ...{ entries, streams, writers, head: { n, chain } },
    ...{ found: findings.list, count: findings.count, witnesses: witnesses.length, gone, vouched },
    restored: Object.values(epochs).sort((a, b) => a - b),
  };
}

const notedSchema = z.object({ epoch: z.string(), n: z.int(), chain: z.string() });

/** What desks noted; of a former epoch only what the backup had is this chain. */
async function noted(
  hub: Hub,
  transaction: Transaction,
  head: HubHead,
  epochs: Readonly<Record<string, number>>,
): Promise<{ readonly held: Witness[]; readonly gone: number }> {
  const rows = await transaction.all(
    sql<{ id: string; writer: string; body: Uint8Array | null }>`SELECT e.id, e.writer, e.body FROM entry e
      JOIN stream s ON s.id = e.stream WHERE s.kind = 'writer' AND e.type = 'witnessed' ORDER BY e.n`,
  );
  const held: Witness[] = [];
  let gone = 0;
  for (const row of rows) {
    const said = readNoted(hub, row);
    if (said === undefined) continue;
    const reach = said.epoch === head.epoch ? Infinity : (epochs[said.epoch] ?? 0);
    if (said.n > reach) gone += 1;
    else held.push({ n: said.n, chain: said.chain, writer: row.writer });
  }
  return { held, gone };
}

/** Undefined for a body that is damaged, which is found by the walk. */
function readNoted(hub: Hub, row: { readonly id: string; readonly body: Uint8Array | null }) {
  try {
    const body = bodyOf(hub, row);
    return body === null ? undefined : notedSchema.safeParse(bodyFromBytes(body).data).data;
  } catch (error) {
    if (error instanceof BodyDamaged || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
