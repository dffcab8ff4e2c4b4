import type { desk } from '../client/desk.ts';

type Answered = Extract<Awaited<ReturnType<typeof desk.pad.list>>, { readonly ok: true }>['value'];
export type Pad = Answered['pads'][number];
export type Sheet = Pad['sheets'][number];

/** A type, because i18next takes no interface for the blanks of a sentence. */
export type SheetCounts = Readonly<Record<'used' | 'free' | 'spoiled' | 'missing', number>>;

export function countSheets(sheets: readonly Pick<Sheet, 'state'>[]): SheetCounts {
  const of = (state: Sheet['state']): number => sheets.filter((sheet) => sheet.state === state).length;
  return { used: of('used'), free: of('free'), spoiled: of('sheetSpoiled'), missing: of('sheetMissing') };
}
