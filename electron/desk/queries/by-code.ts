/** A scanned slip or a typed number: which case it is, and what the paper is still worth. */
import { readQr } from '#shared/documents/qr-code.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import { findPad } from '../commands/pads.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { get, sql } from '../store/handles.ts';
import { findByNumber } from './cases.ts';
import { visibleTo } from './viewer.ts';

interface PaperRow {
  readonly id: string;
  readonly stream: string;
  readonly spec: string;
  readonly status: 'valid' | 'void' | 'superseded';
  readonly replaced_by: string | null;
}

export interface CodeAnswer {
  readonly stream: string | null;
  readonly number: string;
  readonly paper: { id: string; spec: string; status: PaperRow['status']; replacedBy?: string } | null;
  readonly isBlankSheet: boolean;
}

export function findByCode(core: DeskCore, viewer: Viewer, code: string): Result<CodeAnswer> {
  const qr = readQr(code);
  if (qr.ok) return ok(byToken(core, viewer, qr.value.token, qr.value.number));
  const number = parseReceiptNumber(code);
  if (number.ok) return ok(byNumber(core, viewer, number.value.text));
  const official = get(
    core.store.read,
    sql<{ stream: string; number: string }>`SELECT c.stream, c.number FROM live_case c
      WHERE c.official_number = ${code.trim()} AND c.official_number <> '' AND ${visibleTo(viewer)} LIMIT 1`,
  );
  if (official) return ok({ ...official, paper: null, isBlankSheet: false });
  if (qr.refusal.code !== 'qr.malformed') return atField(qr, 'code');
  // As long as one of ours: a slip of the finger, and the sentence says which.
  return number.refusal.code === 'number.length'
    ? refuse('number.unknown', undefined, 'code')
    : atField(number, 'code');
}

function byToken(core: DeskCore, viewer: Viewer, token: string, number: string): CodeAnswer {
  const row = get(
    core.store.read,
    sql<PaperRow>`SELECT p.id, p.stream, p.spec, p.status, p.replaced_by FROM live_paper p
      JOIN live_case c ON c.stream = p.stream WHERE p.token = ${token} AND ${visibleTo(viewer)} LIMIT 1`,
  );
  if (row === undefined) return byNumber(core, viewer, number);
  const { id, stream, spec, status, replaced_by: replacedBy } = row;
  const paper = { id, spec, status, ...(replacedBy === null ? {} : { replacedBy }) };
  return { stream, number, paper, isBlankSheet: false };
}

function byNumber(core: DeskCore, viewer: Viewer, number: string): CodeAnswer {
  const stream = findByNumber(core, viewer, number);
  return {
    stream,
    number,
    paper: null,
    isBlankSheet: stream === null && findPad(core.store.read, number) !== undefined,
  };
}
