/**
 * Numbers that a spreadsheet has spoiled: it keeps fifteen digits of a number and shows 4.40981E+17. The rest is lost and cannot be computed,
 * so such a text is told apart from one that is merely mistyped.
 */
import { toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { checkResidentId } from './resident-id.ts';

/** Digits a spreadsheet keeps of a number. */
const keptDigits = 15;

/** A number cell as text: one of more than fifteen digits as the spreadsheet itself writes it, so that nobody takes its zeros for digits. */
export const textOfNumber = (cell: number): string =>
  Number.isInteger(cell) && Math.abs(cell) >= 10 ** keptDigits
    ? cell.toExponential(5).replace('e+', 'E+')
    : String(cell);

/** `4.40981E+17`; or eighteen digits that end in three zeros and are no number of anybody (a CSV saved by a spreadsheet). */
export function isSpoiltNumber(text: string): boolean {
  const plain = withoutBlanks(toHalfWidth(text)).toUpperCase();
  if (/^\d(\.\d+)?E\+?\d{2}$/.test(plain)) return true;
  return /^\d{15}000$/.test(plain) && !checkResidentId(plain).ok;
}
