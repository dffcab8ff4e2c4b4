/** What is typed of a hand-over before it is made out: kept as a draft. */
import type { PendingRow } from '#shared/contract/work-handover.ts';
import { handoverReasons } from '#shared/kinds/work-handover/index.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { listOf, recordOf, textOf } from '../fields/values.ts';

/** The kind and step the draft is about. */
export const draftPlace = { kind: 'workHandover', type: 'given', stream: null } as const;

export interface Keyed {
  /** '' = whoever types it. */
  readonly giver: string;
  readonly receiver: string;
  readonly why: (typeof handoverReasons)[number];
  readonly from: string;
  readonly until: string;
  readonly note: string;
  /** Null: all there are, also those that are taken in while it lies here. */
  readonly ticked: readonly string[] | null;
  /** By stream: what is said of one case. */
  readonly notes: Readonly<Record<string, string>>;
}
export const fresh = (today: string): Keyed => ({
  ...{ giver: '', receiver: '', why: 'leave', from: today, until: '', note: '', ticked: null, notes: {} },
});

export function readKeyed(data: JsonObject, today: string): Keyed {
  const texts = Object.fromEntries(
    (['giver', 'receiver', 'until', 'note'] as const).map((name) => [name, textOf(data[name])]),
  );
  return {
    ...fresh(today),
    ...texts,
    why: handoverReasons.find((one) => one === data['why']) ?? 'leave',
    from: textOf(data['from']) === '' ? today : textOf(data['from']),
    ticked: Array.isArray(data['ticked']) ? listOf(data['ticked']).map(textOf) : null,
    notes: Object.fromEntries(Object.entries(recordOf(data['notes'])).map(([stream, note]) => [stream, textOf(note)])),
  };
}

export const asData = ({ ticked, notes, ...keyed }: Keyed): JsonObject => ({
  ...keyed,
  ticked: ticked === null ? null : [...ticked],
  notes: { ...notes },
});

export const chosenOf = (rows: readonly PendingRow[], { ticked }: Keyed): readonly PendingRow[] =>
  ticked === null ? rows : rows.filter(({ line }) => ticked.includes(line.stream));

export const tick = (keyed: Keyed, rows: readonly PendingRow[], stream: string, isTicked: boolean): Keyed => {
  const others = chosenOf(rows, keyed).flatMap(({ line }) => (line.stream === stream ? [] : [line.stream]));
  return { ...keyed, ticked: isTicked ? [...others, stream] : others };
};
