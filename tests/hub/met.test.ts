/** When a desk last met its hub: every page counts, for a desk that runs for weeks greets once. */
import { expect, test } from 'vitest';
import { transact } from '#desk/store/handles.ts';
import { linkTo, writeSetting } from '#desk/sync/link-state.ts';
import { awayTooLong } from '#desk/sync/met.ts';
import { townshipForEach, type Township } from './township.ts';

let town: Township;
townshipForEach((fresh) => {
  ({ town } = fresh);
});

test('a desk that hears from its hub and does not greet it anew has met it; one that does not hear has not', async () => {
  const desk = await town.deskAlone('360732108000', true, 'chen');
  await town.join(desk);
  // The simulator joins without an address.
  transact(desk.core.store.write, (transaction) => {
    writeSetting(transaction, linkTo, { url: 'https://192.0.2.1:8443', pin: '' });
  });
  const names: string[] = [];
  const answer = town.hub.answer.bind(town.hub);
  town.hub.answer = (call, diesIn) => {
    names.push(call.name);
    return answer(call, diesIn);
  };
  for (let week = 0; week < 6; week += 1) {
    town.world.advance(7 * 24 * 3_600_000);
    await town.rest(desk);
  }
  expect(new Set(names)).not.toContain('HELLO');
  expect(names).toContain('PULL');
  expect(awayTooLong(desk.core)).toBeUndefined();
  town.world.advance(31 * 24 * 3_600_000);
  town.hub.answer = () => Promise.resolve({ status: 502, body: new Uint8Array() });
  await expect(town.rest(desk)).rejects.toThrow('unreached');
  expect(awayTooLong(desk.core)).toBe(31);
});
