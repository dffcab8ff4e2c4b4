/** A hub older than a desk, a hub that fails at something: what it could not make out lies there until a newer one begins. */
import { describe, expect, test } from 'vitest';
import { loadState } from '#desk/journal/projections.ts';
import { poison } from '../simulation/kinds.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const village = '360732108201';
let town: Township;
let desks: { readonly first: SimDesk; readonly second: SimDesk };

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  const first = await town.deskAlone(hall, true, 'chen');
  const second = await town.deskAlone(village, false, 'li');
  desks = { first, second };
});

const joinBoth = async (): Promise<void> => {
  for (const desk of [desks.first, desks.second]) await town.join(desk);
};
const findState = ({ core }: SimDesk, stream: string) => loadState(core.store.read, core.findKind, stream);

describe('a hub that is older than a desk', () => {
  test('keeps a kind it does not know for nobody; a newer one gives it to those it belongs to, and its number', async () => {
    town.hub.age = 'older';
    await town.hub.open();
    await joinBoth();
    const { first, second } = desks;
    const stream = town.begin(second, 'lostAndFound', 'handedIn', { thing: '雨伞', finder: '王五' });
    await town.rest(second);
    expect(second.next(stream, { type: 'note', data: { text: '问过失主' } }).ok).toBe(true);
    await town.restAll();
    expect(findState(first, stream)).toBeUndefined();

    town.hub.age = 'present';
    await town.hub.open();
    await town.restAll();
    expect(findState(first, stream)).toMatchObject({ notes: 1, marks: [] });
    expect(town.state(first, stream).core.officialNumber).toBeDefined();
    expect(town.state(second, stream)).toEqual(town.state(first, stream));
  });
});

describe('an entry that makes the hub fail', () => {
  /** Until the desk has tried it often enough, alone, and asked to have it put aside. */
  const restSomehow = async (desk: SimDesk): Promise<number> => {
    desk.link.ask();
    for (let steps = 1; steps < 200; steps += 1) if ((await desk.step()).is === 'atRest') return steps;
    throw new Error(`${desk.facts.name} does not come to rest`);
  };

  test('is put aside with what follows in its stream, the others go on; the repaired hub takes all in order', async () => {
    await joinBoth();
    const { first, second } = desks;
    const bad = town.begin(second, 'madeUpOrder', 'received', { complaint: poison });
    const good = town.begin(second, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
    expect(second.next(bad, { type: 'note', data: { text: '又来问' } }).ok).toBe(true);
    await restSomehow(second);
    await town.rest(first);
    expect(findState(first, bad)).toBeUndefined();
    expect(findState(first, good)?.core.officialNumber).toBeDefined();
    expect(findState(second, bad)).toMatchObject({ notes: 1, marks: [] });

    town.hub.hasFault = false;
    await town.hub.open();
    await town.restAll();
    expect(findState(first, bad)).toMatchObject({ notes: 1, marks: [] });
    expect(town.state(first, bad).core.officialNumber).toBeDefined();
    expect(town.state(second, bad)).toEqual(town.state(first, bad));
  });
});
