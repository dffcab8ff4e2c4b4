/** The number of a blank sheet as typed, or as a scanner gun types its QR. */
import { readQr } from '#shared/documents/qr-code.ts';
import { displayReceiptNumber, parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { ok, type Result } from '#shared/kernel/result.ts';

/** '' where there is no sheet. Refusals: those of a number or a QR that does not read. */
export function readSheet(typed: string): Result<string> {
  const text = typed.trim();
  if (text === '') return ok('');
  const isCode = /TB\d+-/i.test(text);
  if (isCode) {
    const qr = readQr(text);
    return qr.ok ? ok(qr.value.number) : qr;
  }
  const number = parseReceiptNumber(text);
  return number.ok ? ok(number.value.text) : number;
}

/** A whole number of a sheet, and not still being typed. */
export function isSheet(typed: string): boolean {
  const read = readSheet(typed);
  return read.ok && read.value !== '';
}

/** In groups once it reads, else as typed. */
export function showSheet(typed: string): string {
  const read = readSheet(typed);
  if (!read.ok || read.value === '') return typed;
  const number = parseReceiptNumber(read.value);
  return number.ok ? displayReceiptNumber(number.value.text) : typed;
}
