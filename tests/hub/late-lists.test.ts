/** A long catch-up: lists of cases are made when the pages are in, and what a person opens or does meanwhile does not wait for that. */
import { expect, test } from 'vitest';
import { all, get, sql } from '#desk/store/handles.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

let town: Township;
let first: SimDesk;
let second: SimDesk;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  first = await town.firstOfHall();
  second = await town.deskJoined(hall, true, 'liu');
  await town.restAll();
});

const listed = ({ core }: SimDesk): number =>
  get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM live_case`)?.n ?? 0;
const cameIn = ({ core }: SimDesk): string[] =>
  all(core.store.read, sql<{ stream: string }>`SELECT DISTINCT stream FROM entry WHERE kind = 'service'`).map(
    ({ stream }) => stream,
  );

test('a case can be opened and continued before it is in a list; a line that is cut does not keep the lists back', async () => {
  // Of each case two entries come at least.
  for (let taken = 0; taken < pullLimit / 2 + 10; taken += 1) town.takeCase(first, 'SAMPLE');
  await town.rest(first);
  second.link.ask();
  while (cameIn(second).length === 0) expect((await second.step()).is).toBe('went');
  expect(listed(second)).toBe(0);
  const [stream = ''] = cameIn(second);
  expect(town.state(second, stream)).toEqual(town.state(first, stream));
  town.note(second, stream, '先记一笔');
  expect(town.state(second, stream).notes).toBe(1);
  expect(listed(second)).toBe(1);

  const { carry } = second as unknown as { carry: unknown };
  Object.assign(second, { carry: () => Promise.reject(new Error('cut off')) });
  expect(await second.step()).toMatchObject({ is: 'waits', why: 'unreached' });
  while ((await second.step()).is === 'went');
  expect(listed(second)).toBe(cameIn(second).length);
  expect(listed(second)).toBeLessThan(listed(first));

  Object.assign(second, { carry });
  await town.restAll();
  expect(listed(second)).toBe(listed(first));
  expect(town.state(first, stream)).toEqual(town.state(second, stream));
});
