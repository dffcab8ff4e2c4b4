/** 工作移交 between two desks of one township: taken on the other desk, while the first closes, voids or takes back what it gave. */
import { expect, test } from 'vitest';
import { giveWork, takeBackWork, takeWork } from '#desk/commands/work-handovers.ts';
import { newId } from '#desk/ids.ts';
import { listCases } from '#desk/queries/cases.ts';
import { pendingOf, workHandoverPage } from '#desk/queries/work-handovers.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { chargeOf } from '#shared/kinds/mechanism/charge.ts';
import { findKind } from '#shared/kinds/registry.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

let town: Township;
let here: SimDesk;
let there: SimDesk;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  // Both are of the township's own register: what a later desk brings waits there for the hub's word.
  let colleague = '';
  here = await town.firstOfHall((desk) => {
    colleague = town.begin(desk, 'staff', 'added', { name: '李四', login: 'lisi', roles: ['window'] });
  });
  there = await town.deskJoined(hall, true, 'li');
  there.staff = colleague;
  await town.restAll();
});

const mine = ({ core, viewer }: SimDesk): readonly string[] =>
  listCases(core, viewer, { filter: 'mine', search: '', limit: 50 })
    .lines.map(({ stream }) => stream)
    .sort();
const inCharge = (desk: SimDesk, stream: string): string => {
  const state = town.state(desk, stream);
  const kind = findKind(state.kind);
  return kind === undefined ? '' : chargeOf(kind, state);
};
const give = ({ core, viewer }: SimDesk, to: SimDesk, streams: readonly string[]): string =>
  unwrap(
    giveWork(core, viewer, {
      ...{ act: newId(core.ports), giver: viewer.staff, receiver: to.viewer.staff, why: 'leave', from: '2026-11-23' },
      rows: streams.map((stream) => ({ stream })),
    }),
  ).stream;
const take = ({ core, viewer }: SimDesk, stream: string) => takeWork(core, viewer, { act: newId(core.ports), stream });
const takeBack = ({ core, viewer }: SimDesk, stream: string) =>
  takeBackWork(core, viewer, { act: newId(core.ports), stream });

test('what is taken on one desk is in the new hands on both, and what was closed meanwhile raises no doubt', async () => {
  const streams = [town.takeCase(here, 'SAMPLE'), town.takeCase(here, 'SAMPLE')].toSorted();
  const [closed = '', open = ''] = streams;
  await town.restAll();
  const list = give(here, there, streams);
  await town.restAll();
  expect([mine(here), mine(there)]).toEqual([streams, []]);
  // Apart from each other: withdrawn here, taken there.
  unwrap(here.next(closed, { type: 'withdrawn', data: { reason: '不办了', handedBack: [], receivedBy: '本人' } }));
  unwrap(here.next(closed, { type: 'closed', data: {} }));
  town.world.advance(1000);
  expect(unwrap(take(there, list))).toEqual({ taken: 2, stayed: 0 });
  await town.restAll();
  for (const desk of town.desks) {
    expect([inCharge(desk, closed), inCharge(desk, open)]).toEqual([there.viewer.staff, there.viewer.staff]);
    expect(streams.flatMap((stream) => town.state(desk, stream).marks)).toEqual([]);
    expect(unwrap(workHandoverPage(desk.core, desk.viewer, list)).status).toBe('taken');
  }
  expect([mine(here), mine(there)]).toEqual([[], [open]]);
});

test('taken there and taken back here, it is taken: the cases and the list say the same', async () => {
  const stream = town.takeCase(here, 'SAMPLE');
  await town.restAll();
  const list = give(here, there, [stream]);
  await town.restAll();
  unwrap(takeBack(here, list));
  unwrap(take(there, list));
  // Whichever comes first.
  await town.rest(here);
  await town.restAll();
  for (const desk of town.desks) {
    expect(inCharge(desk, stream)).toBe(there.viewer.staff);
    expect(unwrap(workHandoverPage(desk.core, desk.viewer, list)).status).toBe('taken');
  }
  const again = give(there, here, [stream]);
  await town.restAll();
  unwrap(take(here, again));
  await town.rest(here);
  await town.restAll();
  expect([mine(here), mine(there)]).toEqual([[stream], []]);
  expect(unwrap(pendingOf(here.core, here.viewer, here.viewer.staff)).rows).toHaveLength(1);
});
