/** Thermal paper fades within months: what has to be readable for longer is better printed on a sheet. */
import type { CasePage } from '#shared/contract/case.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { daysBetween, getPlainDate, isPlainDate } from '#shared/time/plain-date.ts';

/** Three months. */
const fadesAfter = 90;

type About = Pick<CasePage, 'dues'> & { readonly on: string };

/** The paper says so itself; or somebody needs it for longer: till a limit that far off. */
export const isLasting = (spec: string, { dues, on }: About): boolean =>
  findPaper(spec)?.lasts === true ||
  dues.some(
    ({ due, state }) =>
      !state.startsWith('met') && isPlainDate(due) && daysBetween(getPlainDate(on), getPlainDate(due)) > fadesAfter,
  );

/** The sheet to be offered beside the slip of 80 mm; undefined: the slip will do, or it is no slip. */
export function sheetInstead(spec: string, size: PaperSize, about: About): PaperSize | undefined {
  if (size !== '80mm' || !isLasting(spec, about)) return undefined;
  return findPaper(spec)?.sizes.find((one) => one !== '80mm');
}
