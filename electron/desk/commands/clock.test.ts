import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/contract/desk.ts';
import {
  intake,
  openDesk,
  setUpDesk,
  chief,
  type DeskWishes,
  type TestDesk,
  type Window,
} from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { judgeClock } from './clock.ts';

describe('the clock against the last entry and the build', () => {
  const build = '2026-01-01T00:00:00.000Z';
  it.each([
    ['a start in 2009', '2009-01-01T00:00:00.000Z', '2026-11-22T01:00:00.000Z', 'beforeBuild'],
    ['a day before the last entry', '2026-11-20T16:00:00.000Z', '2026-11-22T01:00:00.000Z', 'beforeLastEntry'],
    ['an hour before the last entry, the same day', '2026-11-22T00:00:00.000Z', '2026-11-22T01:00:00.000Z', undefined],
    ['15 days after it', '2026-12-07T01:00:00.000Z', '2026-11-22T01:00:00.000Z', undefined],
    ['16 days after it', '2026-12-07T16:00:00.000Z', '2026-11-22T01:00:00.000Z', 'longSilence'],
    ['the day of the build, which began in Beijing', '2025-12-31T16:00:00.000Z', null, undefined],
    ['the day before the build', '2025-12-31T15:59:59.999Z', null, 'beforeBuild'],
    ['an empty journal', '2026-11-22T01:00:00.000Z', null, undefined],
  ] as const)('%s', (_name, now, last, why) => {
    expect(judgeClock(now, { newest: last, trusted: last }, build)?.why).toBe(why);
  });

  it('an entry of the desk itself, written under the clock that is in doubt, does not end the silence', () => {
    const last = { newest: '2027-03-01T01:00:00.000Z', trusted: '2026-11-22T01:00:00.000Z' };
    expect(judgeClock('2027-03-01T02:00:00.000Z', last, build)).toEqual({ why: 'longSilence', last: last.trusted });
  });
});

/** A desk with one case, closed, and started again when the machine says `now`. */
async function startedAt(now: string, seed: number): Promise<{ desk: TestDesk; window: Window }> {
  const dir = temporaryFolder();
  const first = await setUpDesk({ dir, seed });
  await first.chief.ask('case.begin', intake(first.newId()));
  await first.close();
  const wishes: DeskWishes = { dir, world: makeWorld(seed + 1000, now) };
  const desk = await openDesk(wishes);
  const window = await desk.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  return { desk, window };
}

const allCases = { filter: 'all', search: '', limit: 9 };
const status = (window: Window): Promise<DeskStatus> => window.ask('desk.status', {});
const numberOf = async (window: Window, desk: TestDesk): Promise<string> =>
  (await window.ask<{ number: string }>('case.begin', intake(desk.newId()))).number;

describe('numbering and printing stop while the day is in doubt', () => {
  it('at a start in 2009, until a person confirms that very day; it is logged', async () => {
    const { desk, window } = await startedAt('2009-01-01T01:00:00.000Z', 21);
    expect((await status(window)).clock).toMatchObject({ why: 'beforeBuild', today: '2009-01-01' });
    expect(await window.refused('case.begin', intake(desk.newId()))).toEqual({ code: 'clock.doubtful' });
    expect(await window.refused('pad.reserve', { act: desk.newId(), count: 1 })).toEqual({ code: 'clock.doubtful' });
    const { lines } = await window.ask<{ lines: { stream: string }[] }>('case.list', {
      filter: 'all',
      search: '',
      limit: 9,
    });
    const stream = lines[0]?.stream ?? '';
    const { papers } = await window.ask<{ papers: { id: string }[] }>('case.page', { stream, reveal: false });
    const print = { act: desk.newId(), stream, paper: papers[0]?.id ?? '', size: 'A5' };
    expect(await window.refused('paper.print', print)).toEqual({ code: 'clock.doubtful' });
    // What needs no date on paper goes on.
    await window.ask('case.step', { act: desk.newId(), stream, type: 'note', data: { text: '来人询问' } });

    const confirm = { act: desk.newId(), today: '2026-11-22' };
    expect(await window.refused('desk.confirmClock', confirm)).toMatchObject({ code: 'clock.otherDay' });
    await window.ask('desk.confirmClock', { act: desk.newId(), today: '2009-01-01' });
    expect((await status(window)).clock).toBeNull();
    expect((await numberOf(window, desk)).slice(8, 14)).toBe('090101');
    const { events } = await auditor(desk);
    expect(events.filter(({ type }) => type === 'clockConfirmed')).toMatchObject([{ data: { today: '2009-01-01' } }]);
  });

  const auditor = async (desk: TestDesk) => {
    const window = await desk.person('shen', ['auditor']);
    return window.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 50 });
  };

  it('a day before the last entry, and after more than 15 days of silence', async () => {
    const early = await startedAt('2026-11-21T01:00:00.000Z', 22);
    expect((await status(early.window)).clock).toMatchObject({ why: 'beforeLastEntry', today: '2026-11-21' });
    const silent = await startedAt('2026-12-08T01:00:00.000Z', 23);
    expect((await status(silent.window)).clock).toMatchObject({ why: 'longSilence', today: '2026-12-08' });
    await silent.window.ask('desk.confirmClock', { act: silent.desk.newId(), today: '2026-12-08' });
    await numberOf(silent.window, silent.desk);
  });

  it('a note written in doubt ends no silence: not at once, not after another start', async () => {
    const { desk, window } = await startedAt('2026-12-08T01:00:00.000Z', 26);
    const { lines } = await window.ask<{ lines: { stream: string }[] }>('case.list', allCases);
    const note = { stream: lines[0]?.stream ?? '', type: 'note', data: { text: '来人询问' } };
    await window.ask('case.step', { act: desk.newId(), ...note });
    expect(await window.refused('case.begin', intake(desk.newId()))).toEqual({ code: 'clock.doubtful' });
    await desk.close();
    const again = await openDesk({ dir: desk.dir, world: makeWorld(1027, '2026-12-08T02:00:00.000Z') });
    const next = await again.connect();
    await next.ask('login.enter', { login: chief.login, password: chief.password });
    expect((await status(next)).clock).toMatchObject({ why: 'longSilence', last: '2026-11-22T01:00:00.000Z' });
    await next.ask('desk.confirmClock', { act: again.newId(), today: '2026-12-08' });
    await numberOf(next, again);
  });

  it('but a clock that was set right is not asked about again', async () => {
    const { desk, window } = await startedAt('2026-12-08T01:00:00.000Z', 27);
    expect((await status(window)).clock).toMatchObject({ why: 'longSilence' });
    desk.world.clock.advance(-16 * 86_400_000);
    expect((await status(window)).clock).toBeNull();
    await numberOf(window, desk);
  });

  it('and a copied directory, which begins a new writer, is asked too', async () => {
    const first = await setUpDesk({ seed: 28 });
    await first.chief.ask('case.begin', intake(first.newId()));
    await first.close();
    const dir = `${temporaryFolder()}/copy`;
    cpSync(first.dir, dir, { recursive: true });
    const desk = await openDesk({ dir, world: makeWorld(1028, '2027-03-01T01:00:00.000Z') });
    const window = await desk.connect();
    await window.ask('login.enter', { login: chief.login, password: chief.password });
    expect((await status(window)).clock).toMatchObject({ why: 'longSilence', last: '2026-11-22T01:00:00.000Z' });
    expect(await window.refused('case.begin', intake(desk.newId()))).toEqual({ code: 'clock.doubtful' });
  });

  it('goes on over midnight, with the new day and a new series', async () => {
    const { desk, window } = await startedAt('2026-11-22T15:59:00.000Z', 24);
    const before = await numberOf(window, desk);
    desk.world.clock.advance(120_000);
    const after = await numberOf(window, desk);
    expect([before.slice(8, 18), after.slice(8, 18)]).toEqual(['2611220002', '2611230001']);
  });

  it('stops at the next number when the clock jumps while the program runs', async () => {
    const { desk, window } = await startedAt('2026-11-22T02:00:00.000Z', 25);
    await numberOf(window, desk);
    desk.world.clock.advance(-3 * 86_400_000);
    expect(await window.refused('case.begin', intake(desk.newId()))).toEqual({ code: 'clock.doubtful' });
    desk.world.clock.advance(3 * 86_400_000);
    await numberOf(window, desk);
  });

  it('so it does when the program slept for weeks, and nothing looked at the clock before the act', async () => {
    const { desk, window } = await startedAt('2026-11-22T02:00:00.000Z', 29);
    await numberOf(window, desk);
    desk.world.clock.advance(30 * 86_400_000);
    expect(await window.refused('case.begin', intake(desk.newId()))).toEqual({ code: 'clock.doubtful' });
    expect((await status(window)).clock).toMatchObject({ why: 'longSilence' });
    desk.world.clock.advance(-30 * 86_400_000);
    await numberOf(window, desk);
  });
});
