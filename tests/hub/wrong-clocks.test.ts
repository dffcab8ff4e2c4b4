/**
 * trust.md, row 16: a wrong clock is fine. One day is played with right clocks, and again with one desk's clock ten days ahead, ten days
 * behind, put right or put wrong in the middle, and in 1970: the same acts are allowed, the hub orders the same, everybody folds the
 * same, official numbers are the same. What the wrong clock itself wrote differs by what it was off, and nothing else (`without-clocks.ts`).
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { linkStateOf } from '#desk/queries/link.ts';
import type { Runtime } from '#desk/runtime.ts';
import { linkTo, writeSetting } from '#desk/sync/link-state.ts';
import { transact } from '#desk/store/handles.ts';
import { maxAhead, wallOf } from '#shared/journal/hlc.ts';
import { callWindow, offsetShown } from '#shared/sync/protocol.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { checkAll } from '../simulation/invariants.ts';
import { findKind } from '../support/made-up-kinds/registry.ts';
import { ClockDay, type Clock, type Who } from './clock-day.ts';
import { databaseForAll } from './township.ts';
import { ended, type Ended } from './without-clocks.ts';

const day = 24 * 3_600_000;
let database: HubDatabase;
/** The day with right clocks; without what a desk in 1970 does not do. */
let right: { readonly whole: Ended; readonly shorter: Ended };

databaseForAll(async (opened) => {
  ({ database } = opened);
  right = {
    whole: (await play({ fromTheBegin: 0, takesLater: true })).ended,
    shorter: (await play({ fromTheBegin: 0, takesLater: false })).ended,
  };
});

async function play(clock: Clock, look: (day: ClockDay) => void = () => undefined) {
  const played = new ClockDay(database);
  try {
    await played.play(clock);
    look(played);
    // Desks and hub have the same, and nothing is marked, refused or lost.
    await checkAll(played.town.hub, played.town.desks, played.ledger);
    const { answers, stale } = played;
    return { ended: await ended(played), answers, stale };
  } finally {
    played.close();
  }
}

const clocks: readonly (readonly [string, Clock])[] = [
  ['almost two minutes ahead', { fromTheBegin: 119_000, takesLater: true }],
  ['ten days ahead', { fromTheBegin: 10 * day, takesLater: true }],
  ['ten days behind', { fromTheBegin: -10 * day, takesLater: true }],
  ['ten days ahead, put right while it runs', { fromTheBegin: 10 * day, fromTheMiddle: 0, takesLater: true }],
  ['right, set back ten days while it runs', { fromTheBegin: 0, fromTheMiddle: -10 * day, takesLater: true }],
  [
    'ahead, then behind after a start',
    { fromTheBegin: 10 * day, fromTheMiddle: -10 * day, startsAgain: true, takesLater: true },
  ],
  [
    'in 1970 after its battery died',
    { fromTheBegin: 0, fromTheMiddle: 'in1970', startsAgain: true, takesLater: false },
  ],
];

test('the day has in it what only the order decides: two values of one field, and who came too late to a case', () => {
  const { streams } = right.whole.ordered;
  const entries = [...streams.values()].flat();
  const settled = entries.filter(({ type }) => type === 'settled');
  expect(settled.map(({ body }) => (body?.data['entries'] as unknown[]).length)).toEqual([2]);
  const states = [...streams.values()].map((one) => fold(findKind, one));
  expect(states.flatMap((state) => state?.marks.map(({ code }) => code) ?? [])).toEqual(['step.notNow', 'step.notNow']);
});

describe.each(clocks)('a clock %s', (_name, clock) => {
  test('changes nothing of what everybody ends with', async () => {
    const {
      ended: wrong,
      answers,
      stale,
    } = await play(clock, (played) => {
      if (!clock.takesLater) expect(played.take('two', 'e')).toMatchObject({ refusal: { code: 'clock.doubtful' } });
      const off = -Math.round(played.desk('two').skew / 1000);
      expect(clockShown(played, 'two')).toBe(Math.abs(off) > offsetShown / 1000 ? off : null);
      expect(clockShown(played, 'one')).toBeNull();
    });
    expect(answers.filter((answer) => !answer.endsWith(': ok'))).toEqual(
      clock.takesLater ? [] : ['two e received: clock.doubtful'],
    );
    const same = clock.takesLater ? right.whole : right.shorter;
    expect(wrong.order).toEqual(same.order);
    expect(wrong.states).toEqual(same.states);
    expect(wrong.officialNumbers).toEqual(same.officialNumbers);
    expect(wrong.hash).toBe(same.hash);
    expect(stale).toEqual(Array.from({ length: turnsNoticed(clock) }, () => 'two'));
    compareTimes(wrong, same, clock);
  });
});

/** A clock that is turned far under a running program makes one call too old for the hub; then the desk greets it and learns the time. */
const turnsNoticed = ({ fromTheBegin, fromTheMiddle, startsAgain }: Clock): number =>
  (Math.abs(fromTheBegin) > callWindow ? 1 : 0) + (fromTheMiddle !== undefined && startsAgain !== true ? 1 : 0);

/** When something happened is what the desk's own clock said, right or wrong; nobody else's time follows it further than ten minutes. */
function compareTimes(wrong: Ended, same: Ended, { fromTheBegin, fromTheMiddle }: Clock): void {
  const offsets = new Set<number>();
  for (const [entry, { who, at, on }] of wrong.times) {
    const other = same.times.get(entry);
    if (other === undefined) throw new Error(`${entry} is not there with right clocks`);
    const off = Date.parse(on) - Date.parse(other.on);
    if (who === 'two') {
      offsets.add(Math.round(off / day));
      continue;
    }
    expect([entry, off]).toEqual([entry, 0]);
    const ahead = wallOf(at) - Date.parse(on);
    expect(ahead >= 0 && ahead <= maxAhead).toBe(true);
  }
  const asTurned = [0, fromTheBegin, fromTheMiddle ?? fromTheBegin].map((one) =>
    one === 'in1970' ? -Math.round(Date.parse('2026-11-23T01:00:00.000Z') / day) : Math.round(one / day),
  );
  expect([...offsets].toSorted((a, b) => a - b)).toEqual([...new Set(asTurned)].toSorted((a, b) => a - b));
}

/** What the page of the link says of its clock, in seconds; null where it says nothing. */
function clockShown(played: ClockDay, who: Who): number | null {
  const { core } = played.desk(who);
  // The desks of these tests have no address of their hub.
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, linkTo, { url: 'https://127.0.0.1:9', pin: 'made-up' });
  });
  const runtime: Partial<Runtime> = { joining: null };
  return linkStateOf(runtime as Runtime, core).clockOff;
}

test('a day that somebody names is still held against the day a case came in, and the clerk is told at once', async () => {
  const played = new ClockDay(database);
  onTestFinished(() => {
    played.close();
  });
  await played.play({ fromTheBegin: 10 * day, takesLater: true });
  const late = { on: new Date(played.town.world.now() - 60_000).toISOString(), reason: '停电' };
  const note = { type: 'note', data: { text: '来过电话' } };
  // Taken in by the clock that was ahead, and by a right one.
  expect(played.do('one', 'a', note, late)).toMatchObject({ refusal: { code: 'date.beforeBegin', field: 'late.day' } });
  expect(played.do('one', 'f', note, late)).toMatchObject({ ok: true });
});
