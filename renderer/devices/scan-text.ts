/** Which texts of a scanner gun are ours: the QR of a slip, a receipt number, the number of somebody's paper. Anything else stays as typed. */
import { readQr } from '#shared/documents/qr-code.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { recogniseIdType, type IdType } from '#shared/identity/id-paper.ts';
import { checkResidentId } from '#shared/identity/resident-id.ts';
import { checkUscc } from '#shared/identity/uscc.ts';
import type { ReaderEvent } from './reader.ts';

/** No text of ours is shorter. */
export const shortestScan = 18;

export function recogniseScan(text: string): ReaderEvent | undefined {
  if (text.length < shortestScan) return undefined;
  if (isQr(text) || parseReceiptNumber(text).ok) return { kind: 'code', text };
  const paper = paperOf(text);
  return paper && { kind: 'card', card: paper };
}

/** A code of a later version is ours, too: the person is told to update, and nothing is left in the field. */
function isQr(text: string): boolean {
  const read = readQr(text);
  return read.ok || read.refusal.code === 'qr.newer';
}

/**
 * Only what carries a check character: a bar code of another trade must stay as it is typed. A social credit code (统一社会信用代码) passes two
 * checks, so it comes before a permanent resident's number, which also begins with 9 and passes one.
 */
function paperOf(text: string): { readonly idType: IdType; readonly idNumber: string } | undefined {
  const uscc = checkUscc(text);
  const resident = checkResidentId(text);
  if (uscc.ok && !(resident.ok && resident.value.kind !== 'permanentResident'))
    return { idType: 'other', idNumber: uscc.value };
  if (!resident.ok) return undefined;
  return { idType: recogniseIdType(text) ?? 'residentId', idNumber: resident.value.number };
}

/** Where a QR of ours begins within a text whose head somebody typed: `张三` and then `https://…#TB1-…`. */
export function headsOf(text: string): readonly number[] {
  return [...text.matchAll(/https?[:;]|TB[1-9]/gi)].map(({ index }) => index);
}
