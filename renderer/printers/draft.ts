/** A printer while it is being set up: what the wizard asks, before it is whole. */
import {
  languagesOf,
  sizesFor,
  type PrinterDraft,
  type PrinterLanguage,
  type PrinterWay,
} from '#shared/contract/printers.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';

export const usualPort = 9100;

/** A slip printer is the likely one where bytes go out as they are; a queue of the system has a driver that takes pages. */
const likely: Readonly<Record<PrinterWay['by'], PrinterLanguage>> = {
  network: 'escposText',
  device: 'escposText',
  cups: 'pdf',
  spooler: 'escposText',
  driver: 'driver',
  browser: 'driver',
};

export function draftFor(way: PrinterWay, title: string): PrinterDraft {
  const draft: PrinterDraft = { way, title, speaks: 'escposText', cut: true, tells: false, sizes: ['80mm'] };
  const likeliest = withLanguage(draft, likely[way.by]);
  // What a browser prints on has sheets, as a rule: a slip printer that works must not lose its slips to it.
  return way.by === 'browser' ? { ...likeliest, sizes: ['A4', 'A5'] } : likeliest;
}

/** Another language takes other paper. */
export const withLanguage = (draft: PrinterDraft, speaks: PrinterLanguage): PrinterDraft => ({
  ...draft,
  speaks,
  sizes: [...sizesFor(speaks)],
});

/** What to try when a test page came out wrong. */
export const otherLanguages = ({ way, speaks }: PrinterDraft): readonly PrinterLanguage[] =>
  languagesOf(way).filter((one) => one !== speaks);

export const isSlipPrinter = ({ speaks }: Pick<PrinterDraft, 'speaks'>): boolean =>
  speaks === 'escposText' || speaks === 'escposRaster';

export const toggled = (sizes: readonly PaperSize[], size: PaperSize, isOn: boolean): PaperSize[] =>
  isOn ? [...sizes.filter((one) => one !== size), size] : sizes.filter((one) => one !== size);
