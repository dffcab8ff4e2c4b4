/** 空白应急单: reserved numbers on paper, keyed in later under their own number, every sheet accounted for. */
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { qrToken } from '#shared/documents/qr-code.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideBegin } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { all, get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { performAct, refuseStream } from './act.ts';
import { refuseNumber } from './clock.ts';
import { learntAt, takeNumbers } from './learn.ts';

export type PadAnswer = {
  readonly stream: string;
  readonly sheets: readonly { readonly number: string; readonly token: string }[];
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
    const tokens = numbers.map(() => qrToken(core.ports.random.bytes(16)));
    const stream = newId(core.ports);
    const command = { type: 'reserved', data: { set: { numbers, tokens } } };
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideBegin(core.findKind, kind, stream, command, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ stream, sheets: numbers.map((number, index) => ({ number, token: tokens[index] ?? '' })) });
  });
}

/** The number of a sheet that is keyed in now: known here, not spoiled, not used. */
export function sheetNumber(transaction: Transaction, typed: string): Result<string> {
  const parsed = parseReceiptNumber(typed);
  if (!parsed.ok) return parsed;
  const number = parsed.value.text;
  const pad = findPad(transaction, number);
  if (pad === undefined) return refuse('sheet.unknown');
  const used = get(transaction, sql<{ one: number }>`SELECT 1 AS one FROM live_case WHERE number = ${number}`);
  if (used) return refuse('sheet.used');
  return isSpoiled(transaction, pad, number) ? refuse('sheet.spoiled') : ok(number);
}

export function findPad(handle: ReadHandle | Transaction, number: string): string | undefined {
  return get(
    handle,
    sql<{ stream: string }>`SELECT r.stream FROM live_record r, json_each(r.value, '$.numbers') n
      WHERE r.kind = 'pad' AND n.value = ${number} LIMIT 1`,
  )?.stream;
}

function isSpoiled(transaction: Transaction, pad: string, number: string): boolean {
  return spoiledOf(transaction, pad).some((sheet) => sheet.number === number);
}

export interface LostSheet {
  readonly number: string;
  readonly why: 'sheetSpoiled' | 'sheetMissing';
  readonly reason: string;
}

/** Sheets registered as spoiled or missing, from the pad's own entries. */
export function spoiledOf(handle: ReadHandle | Transaction, pad: string): LostSheet[] {
  const rows = all(
    handle,
    sql<{ type: LostSheet['why']; body: Uint8Array }>`SELECT type, body FROM entry
      WHERE stream = ${pad} AND type IN ('sheetSpoiled', 'sheetMissing') AND body IS NOT NULL ORDER BY seq`,
  );
  return rows.map(({ type, body }) => {
    const { data } = JSON.parse(new TextDecoder().decode(body)) as { data: { number: string; reason: string } };
    return { why: type, number: data.number, reason: data.reason };
  });
}
