/** What this desk tells `decide` about other streams, inside the transaction of the act. */
import { areaOfStation, formReceiptNumber } from '#shared/documents/receipt-number.ts';
import { qrToken } from '#shared/documents/qr-code.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissionsOf, type Permission } from '#shared/kernel/permissions.ts';
import { countDue } from '#shared/kinds/mechanism/dues.ts';
import type { CaseFacts, Learnt } from '#shared/kinds/mechanism/learnt.ts';
import { isEnded } from '#shared/kinds/mechanism/state.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { isAtHub } from '../journal/contents.ts';
import { loadState } from '../journal/projections.ts';
import { picturesIn } from './character-pictures.ts';
import { signerOf } from '../journal/signer.ts';
import { loadVisible } from './load.ts';
import { mayBeOut } from './may-be-out.ts';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

export function learntAt(core: DeskCore, transaction: Transaction, viewer: Viewer, number?: string): Learnt {
  const { ports } = core;
  return {
    record: (kind, key) => recordOf(transaction, kind, key),
    recordAt: (kind, entry) => recordAt(core, transaction, kind, entry),
    caseOf: (stream) => caseOf(core, viewer, transaction, stream),
    due: (name, from, limit, lapse, stops) => countDue(core.calendar, name, from, limit, lapse, stops),
    may: (permission) => viewer.may.has(permission),
    staff: { id: viewer.staff, name: viewer.name },
    station: core.station,
    isAuthority: core.isAuthority,
    hasSecondPerson: hasOther(transaction, 'case.void', [viewer.staff]),
    hasOther: (permission, except) => hasOther(transaction, permission, except),
    mayBeOut: (stream, papers) => mayBeOut(transaction, stream, papers),
    hasContent: (blob) => hasContent(core, transaction, blob),
    pictureOf: picturesIn(transaction),
    takeNumber: () => number ?? takeNumber(core, transaction),
    mint: {
      id: () => newId(ports),
      token: () => qrToken(ports.random.bytes(16)),
    },
    signer: () => signerOf(core, transaction),
  };
}

/** For dry runs outside a transaction: numbers and ids cannot be taken. */
export function learntForReading(core: DeskCore, viewer: Viewer): Learnt {
  const cannot = (): never => {
    throw new Error('bug: a dry run takes nothing');
  };
  return {
    record: (kind, key) => recordOf(core.store.read, kind, key),
    recordAt: (kind, entry) => recordAt(core, core.store.read, kind, entry),
    caseOf: (stream) => caseOf(core, viewer, core.store.read, stream),
    due: (name, from, limit, lapse, stops) => countDue(core.calendar, name, from, limit, lapse, stops),
    may: (permission) => viewer.may.has(permission),
    staff: { id: viewer.staff, name: viewer.name },
    station: core.station,
    isAuthority: core.isAuthority,
    hasSecondPerson: hasOther(core.store.read, 'case.void', [viewer.staff]),
    hasOther: (permission, except) => hasOther(core.store.read, permission, except),
    mayBeOut: (stream, papers) => mayBeOut(core.store.read, stream, papers),
    hasContent: (blob) => hasContent(core, core.store.read, blob),
    pictureOf: picturesIn(core.store.read),
    takeNumber: cannot,
    mint: { id: cannot, token: cannot },
    signer: cannot,
  };
}

export function recordOf(transaction: ReadHandle | Transaction, kind: string, key: string): JsonObject | undefined {
  const row = get(
    transaction,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = ${kind} AND key = ${key}`,
  );
  return row && (JSON.parse(row.value) as JsonObject);
}

/**
 * The row of the stream that an entry belongs to. Mostly the one in the registry; where another desk's took its key (joining), or it was
 * voided, the stream itself is asked.
 */
export function recordAt(
  { findKind }: Pick<DeskCore, 'findKind'>,
  handle: ReadHandle | Transaction,
  kind: string,
  entry: string,
): JsonObject | undefined {
  const found = get(handle, sql<{ stream: string }>`SELECT stream FROM entry WHERE id = ${entry} AND kind = ${kind}`);
  if (found === undefined) return undefined;
  const row = get(
    handle,
    sql<{ value: string }>`SELECT value FROM live_record WHERE stream = ${found.stream} AND kind = ${kind}`,
  );
  if (row !== undefined) return JSON.parse(row.value) as JsonObject;
  const state = loadState(handle, findKind, found.stream);
  return state && findKind(kind)?.record?.(state).value;
}

/** Read as its page is: nobody learns that one is there which they may not see. */
function caseOf(
  core: DeskCore,
  viewer: Viewer,
  handle: ReadHandle | Transaction,
  stream: string,
): CaseFacts | undefined {
  const found = loadVisible(core, viewer, handle, stream);
  if (!found.ok) return undefined;
  const { kind, state } = found.value;
  const isReadable = state.needsUpgrade === undefined && state.destroyed === undefined;
  if (kind.form !== 'case' || !isReadable || isEnded(state)) return undefined;
  const fields = Object.entries(state.core.fields).map(([name, { value }]) => [name, value] as const);
  return { kind: kind.kind, number: state.number ?? '', fields: Object.fromEntries(fields) };
}

const hasContent = ({ blobs }: DeskCore, handle: ReadHandle | Transaction, blob: string): boolean =>
  blobs.has(blob) || isAtHub(handle, blob);

/** Whether somebody active holds the permission and is none of these. */
function hasOther(handle: ReadHandle | Transaction, permission: Permission, except: readonly string[]): boolean {
  const rows = all(
    handle,
    sql<{ key: string; value: string }>`SELECT key, value FROM live_record WHERE kind = 'staff'`,
  );
  return rows.some(({ key, value }) => {
    const person = staffValueSchema.parse(JSON.parse(value));
    return !except.includes(key) && person.isActive && permissionsOf(person.roles).has(permission);
  });
}

/** The next receipt number of this writer's day, taken in the act's own transaction: a rollback gives it back unseen. */
export function takeNumber(core: DeskCore, transaction: Transaction): string {
  const day = dayOf(new Date(core.ports.clock.now()).toISOString());
  const taken = get(
    transaction,
    sql<{ last: number }>`INSERT INTO series (writer, day, last) VALUES (${core.writer.id}, ${day}, 1)
      ON CONFLICT (writer, day) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  if (taken === undefined) throw new Error('bug: the series gave no number');
  return formReceiptNumber({
    area: areaOfStation(core.writer.station),
    writerCode: core.writer.code,
    date: day,
    serial: taken.last,
  });
}

/** Gives `count` numbers at once, for a pad of blank slips. */
export const takeNumbers = (core: DeskCore, transaction: Transaction, count: number): string[] =>
  Array.from({ length: count }, () => takeNumber(core, transaction));
