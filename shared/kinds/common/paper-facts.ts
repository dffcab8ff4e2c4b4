/** What the papers of every kind say alike: of which hall, by which number, when it was entered late, and what it replaces. */
import type { JsonObject } from '../../kernel/json.ts';
import { toBeijing, type Instant } from '../../time/instant.ts';
import { dayOf } from '../mechanism/day.ts';
import type { StationFacts } from '../mechanism/learnt.ts';
import type { IssueContext } from '../mechanism/spec.ts';
import { setByOf } from '../mechanism/state.ts';

export const hallOf = (station: StationFacts) => ({
  name: station.name,
  ...(station.address === undefined ? {} : { address: station.address }),
  ...(station.phone === undefined ? {} : { phone: station.phone }),
});

export function momentOf(instant: string): string {
  const { date, time } = toBeijing(instant as Instant);
  return `${date} ${time.slice(0, 5)}`;
}

/** `fieldNames`: as papers call the fields of the kind, where a 更正件 says what changed. */
export function historyFacts(
  { state, entry, learnt, number, qr, replaces }: IssueContext,
  fieldNames: Readonly<Record<string, string>>,
): JsonObject {
  const late = entry.body?.late;
  const changes = Object.entries(replaces?.shows ?? {}).flatMap(([field, setBy]) =>
    setByOf(state, field) === setBy ? [] : [fieldNames[field] ?? field],
  );
  return {
    hall: hallOf(learnt.station),
    number,
    qr,
    ...(late === undefined ? {} : { late: { enteredOn: dayOf(entry.at.slice(0, 24)), reason: late.reason } }),
    ...(replaces === undefined ? {} : { replaces: { number, issuedOn: dayOf(replaces.on), changes } }),
  };
}
