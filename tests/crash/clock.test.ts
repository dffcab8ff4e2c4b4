/**
 * The date on paper is right or is not printed. The real desk at a wrong clock: at start, while it runs, after weeks of silence;
 * numbering, pads and printing stop until the clock is right or a person has confirmed the day, which is written down.
 */
import { expect, onTestFinished, test } from 'vitest';
import { enter } from '../contract/support/transports.ts';
import { chief, hall, intake, openDesk, setUpDesk, township, type TestDesk, type Window } from '../support/desk.ts';
import { makeWorld } from '../support/journal-desk.ts';
import { beside, scratchFolder } from './processes.ts';
import { layDisk, startProgram, type Program } from './program.ts';

interface Status {
  readonly clock: { readonly why: string; readonly last: string; readonly today: string } | null;
}
interface Taken {
  readonly stream: string;
  readonly number: string;
  readonly issued: readonly { readonly id: string }[];
}

const clockOf = async (window: Window) => (await window.ask<Status>('desk.status')).clock;
const take = (desk: TestDesk, window: Window) => window.ask<Taken>('case.begin', intake(desk.newId()));

/** Everything that puts a date on paper. */
async function expectStopped(desk: TestDesk, window: Window, before: Taken): Promise<void> {
  const paper = { stream: before.stream, paper: before.issued[0]?.id, size: '80mm' };
  const asked: readonly (readonly [string, object])[] = [
    ['case.begin', intake(desk.newId())],
    ['pad.reserve', { act: desk.newId(), count: 3 }],
    ['paper.print', { act: desk.newId(), ...paper }],
  ];
  for (const [path, input] of asked) {
    expect([path, await window.refused(path, input)]).toEqual([path, { code: 'clock.doubtful' }]);
  }
}

async function reopenedAt(first: TestDesk, at: string): Promise<{ desk: TestDesk; window: Window }> {
  await first.close();
  const desk = await openDesk({ dir: first.dir, world: makeWorld(9, at) });
  const window = await desk.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  return { desk, window };
}

test('a start in 2009, and one before the build', async () => {
  const first = await setUpDesk();
  const before = await take(first, first.chief);
  const { desk, window } = await reopenedAt(first, '2009-06-01T04:00:00.000Z');
  expect(await clockOf(window)).toMatchObject({ why: 'beforeBuild', today: '2009-06-01' });
  await expectStopped(desk, window, before);
  // Nobody can confirm another day than the machine's, and what was typed meanwhile is kept.
  expect(await window.refused('desk.confirmClock', { act: desk.newId(), today: '2026-11-22' })).toEqual({
    code: 'clock.otherDay',
  });
  const draft = {
    id: desk.newId(),
    kind: 'service',
    type: 'received',
    stream: null,
    data: { set: { request: '请稍等' } },
  };
  await window.ask('draft.keep', draft);
  // The clock is put right, the program goes on without a restart.
  desk.world.clock.advance(Date.parse('2026-11-23T01:00:00.000Z') - Date.parse('2009-06-01T04:00:00.000Z'));
  desk.desk.checkClock();
  expect(await clockOf(window)).toBeNull();
  expect((await take(desk, window)).number.slice(8, 14)).toBe('261123');
});

test('a clock that jumps back a day while the desk runs, and forward again', async () => {
  const desk = await setUpDesk();
  const before = await take(desk, desk.chief);
  const day = 24 * 3_600_000;
  desk.world.clock.advance(-day);
  await expectStopped(desk, desk.chief, before);
  expect(await clockOf(desk.chief)).toMatchObject({ why: 'beforeLastEntry', today: '2026-11-21' });
  desk.world.clock.advance(day + 3_600_000);
  const numbers = [before.number, (await take(desk, desk.chief)).number];
  expect(new Set(numbers).size).toBe(2);
});

test('a clock that ran ahead and was put right: what is taken in from then on bears the day that was confirmed', async () => {
  const desk = await setUpDesk();
  const day = 24 * 3_600_000;
  desk.world.clock.advance(10 * day);
  const ahead = await take(desk, desk.chief);
  desk.world.clock.advance(-10 * day);
  await expectStopped(desk, desk.chief, ahead);
  await desk.chief.ask('desk.confirmClock', { act: desk.newId(), today: '2026-11-22' });
  const { stream, number } = await take(desk, desk.chief);
  expect(number.slice(8, 14)).toBe('261122');
  const page = await desk.chief.ask<{ beganOn: string }>('case.page', { stream, reveal: false });
  expect(page.beganOn.slice(0, 10)).toBe('2026-11-22');
});

test('weeks without an entry: asked once, confirmed by a person, written down', async () => {
  const first = await setUpDesk();
  const before = await take(first, first.chief);
  const { desk, window } = await reopenedAt(first, '2026-12-09T01:00:00.000Z');
  expect(await clockOf(window)).toMatchObject({ why: 'longSilence', today: '2026-12-09' });
  await expectStopped(desk, window, before);
  await window.ask('desk.confirmClock', { act: desk.newId(), today: '2026-12-09' });
  expect(await clockOf(window)).toBeNull();
  expect((await take(desk, window)).number.slice(8, 14)).toBe('261209');
  const auditor = await desk.person('auditor', ['auditor']);
  const { events } = await auditor.ask<{ events: { type: string }[] }>('audit.list', { limit: 50 });
  expect(events.map(({ type }) => type)).toContain('clockConfirmed');
});

test('fifteen days are not too long', async () => {
  const first = await setUpDesk();
  await take(first, first.chief);
  const { desk, window } = await reopenedAt(first, '2026-12-07T01:00:00.000Z');
  expect(await clockOf(window)).toBeNull();
  await take(desk, window);
});

/** The built program on a machine whose battery is empty: asked over HTTP, as a window asks. */
test('the program started in 2009 says so and takes nothing', async () => {
  const disk = layDisk(scratchFolder());
  const now = await talkTo(await startProgram(disk));
  const { groups: phrase } = await now.ask<{ groups: string[] }>('setUp.phrase', {
    township: '永丰镇',
    station: '永丰镇',
  });
  const staff = { name: '测试人员', login: 'test', password: 'Made-up-2026' };
  const where = { township, station: hall, desk: '一号窗口', backupFolder: '' };
  await now.ask('setUp.complete', { ...where, staff, phrase });
  await now.end();
  const then = await talkTo(await startProgram(disk, [beside('wrong-clock.ts')]));
  await then.ask('login.enter', { login: staff.login, password: staff.password });
  const { clock } = await then.ask<Status>('desk.status', {});
  expect(clock).toMatchObject({ why: 'beforeBuild', today: '2009-06-01' });
  const begun = then.ask('case.begin', intake('00000000-0000-7000-8000-000000000001'));
  await expect(begun).rejects.toThrow('clock.doubtful');
  await then.end();
});

interface Talk {
  readonly ask: <T>(path: string, input: object) => Promise<T>;
  readonly end: () => Promise<unknown>;
}

async function talkTo({ child, address, ended }: Program): Promise<Talk> {
  onTestFinished(() => void child.kill('SIGKILL'));
  const { origin, hash } = new URL(address);
  const cookie = await enter(origin, hash.replace('#enter=', ''));
  const headers = { 'content-type': 'application/json', origin, cookie };
  return {
    ask: async <T>(path: string, input: object) => {
      const body = JSON.stringify({ json: input });
      const answer = await fetch(`${origin}/rpc/${path.replaceAll('.', '/')}`, { method: 'POST', headers, body });
      const { json } = (await answer.json()) as { json: { ok: boolean; value: T; refusal?: { code: string } } };
      if (!json.ok) throw new Error(`${path} was refused: ${json.refusal?.code ?? JSON.stringify(json)}`);
      return json.value;
    },
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
