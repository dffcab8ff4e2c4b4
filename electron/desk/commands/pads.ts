/** 空白应急单: reserved numbers on paper, keyed in later under their own number, every sheet accounted for. */
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { todayOf } from '../queries/standings.ts';
import { performAct, refuseStream } from './act.ts';
import { refuseNumber } from './clock.ts';
import { learntAt, takeNumbers } from './learn.ts';
import { signPad } from './pad-sheets.ts';
import { stepWithin } from './registry.ts';

export type PadAnswer = {
  readonly stream: string;
  readonly sheets: readonly { readonly number: string; readonly code: string }[];
};

/** Reserves `count` numbers of this writer's day and writes them down before a sheet is printed. */
export function reservePad(
  core: DeskCore,
  viewer: Viewer,
  input: { readonly act: string; readonly count: number },
): Result<PadAnswer> {
  return performAct(core, viewer, { id: input.act, procedure: 'pad.reserve', input: { ...input } }, (work) => {
    const doubt = refuseNumber(core);
    if (doubt) return doubt;
    const kind = core.findKind('pad');
    if (kind === undefined) return refuseStream();
    const numbers = takeNumbers(core, work.transaction, input.count);
    const learnt = learntAt(core, work.transaction, viewer);
    const printed = signPad(learnt, numbers, todayOf(core));
    if (!printed.ok) return printed;
    const { codes, hall } = printed.value;
    const stream = newId(core.ports);
    const command = { type: 'reserved', data: { set: { numbers, codes, hall } } };
    const decision = decideBegin(core.findKind, kind, stream, command, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ stream, sheets: numbers.map((number, index) => ({ number, code: codes[index] ?? '' })) });
  });
}

/** The number of a sheet that is keyed in now, typed or scanned: known here, not spoiled, not used. */
export function sheetNumber(transaction: Transaction, typed: string): Result<string> {
  const read = readSheet(typed);
  if (!read.ok) return atField(read, 'sheet');
  const number = read.value;
  const pad = findPad(transaction, number);
  if (pad === undefined) return refuse('sheet.unknown', undefined, 'sheet');
  if (isUsed(transaction, number)) return refuse('sheet.used', undefined, 'sheet');
  // A sheet that was missing and is found is keyed in like any other.
  const isSpoiled = lostSheets(transaction, pad).get(number)?.why === 'sheetSpoiled';
  return isSpoiled ? refuse('sheet.spoiled', undefined, 'sheet') : ok(number);
}

function readSheet(typed: string): Result<string> {
  const qr = readQr(typed);
  if (qr.ok) return ok(qr.value.number);
  const number = parseReceiptNumber(typed);
  return number.ok ? ok(number.value.text) : number;
}

const isUsed = (handle: ReadHandle | Transaction, number: string): boolean =>
  get(handle, sql<{ one: number }>`SELECT 1 AS one FROM live_case WHERE number = ${number}`) !== undefined;

export interface LoseInput {
  readonly act: string;
  readonly stream: string;
  readonly number: string;
  readonly why: LostSheet['why'];
  readonly reason: string;
}

/** 登记作废 or 缺失 of one sheet: of this pad, and nothing was keyed in under it. Said again, the later word holds. */
export function loseSheet(core: DeskCore, viewer: Viewer, input: LoseInput): Result<{ readonly stream: string }> {
  const { act, ...data } = input;
  return performAct(core, viewer, { id: act, procedure: 'pad.lose', input: data }, (work) => {
    const read = readSheet(input.number);
    if (!read.ok) return atField(read, 'number');
    const number = read.value;
    if (findPad(work.transaction, number) !== input.stream) return refuse('sheet.unknown', undefined, 'number');
    if (isUsed(work.transaction, number)) return refuse('sheet.used', undefined, 'number');
    const step = { stream: input.stream, type: input.why, data: { number, reason: input.reason } };
    return stepWithin(core, viewer, work, 'pad', step);
  });
}

/** 核销: the pad is closed when every sheet is used, spoiled or missing. */
export function accountPad(
  core: DeskCore,
  viewer: Viewer,
  input: { readonly act: string; readonly stream: string; readonly note: string },
): Result<{ readonly stream: string }> {
  const { act, stream, note } = input;
  return performAct(core, viewer, { id: act, procedure: 'pad.account', input: { stream, note } }, (work) => {
    const free = sheetsOf(work.transaction, stream, numbersOf(work.transaction, stream)).filter(isFree).length;
    if (free > 0) return refuse('sheet.open', { count: free });
    return stepWithin(core, viewer, work, 'pad', { stream, type: 'accounted', data: { note } });
  });
}

const isFree = ({ state }: Sheet): boolean => state === 'free';

function numbersOf(handle: ReadHandle | Transaction, pad: string): readonly string[] {
  const rows = all(
    handle,
    sql<{ number: string }>`SELECT n.value AS number FROM live_record r, json_each(r.value, '$.numbers') n
      WHERE r.kind = 'pad' AND r.key = ${pad}`,
  );
  return rows.map(({ number }) => number);
}

export interface Sheet {
  readonly number: string;
  readonly state: 'free' | 'used' | LostSheet['why'];
  readonly reason: string;
}

/** What became of each sheet. One that was keyed in is used, also if it had been registered as missing. */
export function sheetsOf(handle: ReadHandle | Transaction, pad: string, numbers: readonly string[]): Sheet[] {
  const lost = lostSheets(handle, pad);
  return numbers.map((number) => {
    if (isUsed(handle, number)) return { number, state: 'used', reason: '' };
    const found = lost.get(number);
    return found ? { number, state: found.why, reason: found.reason } : { number, state: 'free', reason: '' };
  });
}

export function findPad(handle: ReadHandle | Transaction, number: string): string | undefined {
  return get(
    handle,
    sql<{ stream: string }>`SELECT r.stream FROM live_record r, json_each(r.value, '$.numbers') n
      WHERE r.kind = 'pad' AND n.value = ${number} LIMIT 1`,
  )?.stream;
}

interface LostSheet {
  readonly why: 'sheetSpoiled' | 'sheetMissing';
  readonly reason: string;
}

/** Sheets registered as spoiled or missing, from the pad's own entries; the later of two words holds. */
function lostSheets(handle: ReadHandle | Transaction, pad: string): ReadonlyMap<string, LostSheet> {
  const rows = all(
    handle,
    sql<{ type: LostSheet['why']; body: Uint8Array }>`SELECT type, body FROM entry
      WHERE stream = ${pad} AND type IN ('sheetSpoiled', 'sheetMissing') AND body IS NOT NULL ORDER BY seq`,
  );
  return new Map(
    rows.map(({ type, body }) => {
      const { data } = JSON.parse(new TextDecoder().decode(body)) as { data: { number: string; reason: string } };
      return [data.number, { why: type, reason: data.reason }];
    }),
  );
}
