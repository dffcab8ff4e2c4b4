/** What is ticked off on 到证登记 before it is noted: kept as a draft, so that a batch that was broken off goes on where it stopped. */
import type { WaitingRow } from '#shared/contract/arrival.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { recordOf, textOf } from '../fields/values.ts';

export const draftKind = 'batch';
export const draftType = 'arrived';

/** Stream → certificate number as far as it was typed; a row is ticked when it stands here. */
export type Ticked = Readonly<Record<string, string>>;

export interface Arriving {
  readonly arrivedOn: string;
  readonly responsible: string;
  readonly ticked: Ticked;
}

export function readArriving(data: JsonObject, fresh: Arriving): Arriving {
  const ticked = Object.entries(recordOf(data['ticked'])).map(([stream, typed]) => [stream, textOf(typed)] as const);
  return {
    arrivedOn: textOf(data['arrivedOn']) || fresh.arrivedOn,
    responsible: textOf(data['responsible']) || fresh.responsible,
    ticked: Object.fromEntries(ticked),
  };
}

export const asDraft = ({ arrivedOn, responsible, ticked }: Arriving): JsonObject => ({
  ...{ arrivedOn, responsible },
  ticked: { ...ticked },
});

interface Ready {
  readonly rows: readonly { readonly stream: string; readonly certificate: string }[];
  /** Ticked rows that still lack their number. */
  readonly lacking: number;
}

/** In the order of the list. What is no longer waiting (noted at another desk) is left out. */
export function readyOf(rows: readonly WaitingRow[], ticked: Ticked): Ready {
  const chosen = rows.flatMap(({ stream }) => {
    const typed = ticked[stream];
    return typed === undefined ? [] : [{ stream, certificate: typed.trim() }];
  });
  const ready = chosen.filter(({ certificate }) => certificate !== '');
  return { rows: ready, lacking: chosen.length - ready.length };
}

export const tick = (ticked: Ticked, stream: string, certificate = ''): Ticked => ({
  ...ticked,
  [stream]: ticked[stream] ?? certificate,
});

export const untick = (ticked: Ticked, stream: string): Ticked =>
  Object.fromEntries(Object.entries(ticked).filter(([one]) => one !== stream));

/** As many parts as it takes. */
export const inParts = <T>(all: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, nth) => all.slice(nth * most, (nth + 1) * most));
