/** What every message works on, and the one row that says which hub this is. */
import type { FindKind } from '#shared/kinds/mechanism/fold.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { v7 as uuidv7 } from 'uuid';
import type { HubKeys } from '../keys/hub-keys.ts';
import type { HubLog, HubPorts } from '../ports.ts';
import type { ReachedFile } from '../reached.ts';
import type { Bell } from './bell.ts';
import { sql, type Database, type Transaction } from '../store/database.ts';

export interface Hub {
  readonly database: Database;
  readonly keys: HubKeys;
  readonly ports: HubPorts;
  readonly log: HubLog;
  readonly findKind: FindKind;
  /** This process: whoever came later has another, and then nothing is written here any more. */
  readonly fence: string;
  readonly bell: Bell;
  /** Remembers outside the database how far desks were told. */
  readonly reached?: ReachedFile | undefined;
}

export interface HubHead {
  readonly epoch: string;
  readonly state: 'open' | 'collecting';
  /** The hub's own writer. */
  readonly writer: string;
  readonly fence: string;
  readonly n: number;
  readonly chain: string;
}

/** Another process took the database over: this one must not write. */
export class Fenced extends Error {}

export async function readHead(transaction: Transaction): Promise<HubHead> {
  const head = await transaction.get(
    sql<HubHead>`SELECT epoch, state, writer, fence, n, chain FROM hub_head WHERE id = 1`,
  );
  if (head === undefined) throw new Error('bug: a hub without a head');
  return head;
}

/** Taken last in every transaction that orders: whoever holds it is the one that writes. Throws `Fenced`. */
export async function lockHead(hub: Hub, transaction: Transaction): Promise<HubHead> {
  const head = await transaction.get(
    sql<HubHead>`SELECT epoch, state, writer, fence, n, chain FROM hub_head WHERE id = 1 FOR UPDATE`,
  );
  if (head === undefined) throw new Error('bug: a hub without a head');
  if (head.fence !== hub.fence) throw new Fenced('another process has taken over this database');
  return head;
}

export const newId = ({ clock, random }: { readonly clock: { now(): number }; readonly random: Random }): string =>
  uuidv7({ msecs: clock.now(), random: random.bytes(16) });

export const nowOf = (hub: Hub): string => new Date(hub.ports.clock.now()).toISOString();

export const encodeKey = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const decodeKey = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
