/** What is ticked and keyed in on the page of 村站代收 before it is done: kept as a draft. */
import type { VillageRow } from '#shared/contract/village.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { listOf, recordOf, textOf } from '../fields/values.ts';

/** The kind and step the draft is about. */
export const draftPlace = { kind: 'handover', type: 'handedOver', stream: null } as const;

export interface Keyed {
  readonly carrier: string;
  readonly ticked: readonly string[];
  /** By stream: what was not in order. */
  readonly notes: Readonly<Record<string, string>>;
}
export const nothing: Keyed = { carrier: '', ticked: [], notes: {} };

export const readKeyed = (data: JsonObject): Keyed => ({
  carrier: textOf(data['carrier']),
  ticked: listOf(data['ticked']).flatMap((one) => (typeof one === 'string' ? [one] : [])),
  notes: Object.fromEntries(Object.entries(recordOf(data['notes'])).map(([stream, note]) => [stream, textOf(note)])),
});

export const asData = ({ carrier, ticked, notes }: Keyed): JsonObject => ({
  carrier,
  ticked: [...ticked],
  notes: { ...notes },
});

export const tick = (keyed: Keyed, stream: string, isTicked: boolean): Keyed => ({
  ...keyed,
  ticked: isTicked
    ? [...keyed.ticked.filter((one) => one !== stream), stream]
    : keyed.ticked.filter((one) => one !== stream),
});

/** Whether anything can be done with its papers at this desk. */
export const isDoable = ({ maySend, mayReceive }: VillageRow): boolean => maySend || mayReceive;

/** Ticked rows that are still there and can still be done, in the order of the page. */
export const chosenOf = (rows: readonly VillageRow[], { ticked }: Keyed): readonly VillageRow[] =>
  rows.filter((row) => isDoable(row) && ticked.includes(row.stream));
