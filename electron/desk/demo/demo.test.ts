import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFilters } from '#shared/contract/case.ts';
import { owedViews } from '#shared/contract/owed.ts';
import { checkResidentId } from '#shared/identity/resident-id.ts';
import { checkUscc } from '#shared/identity/uscc.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { isBody, numberOfPetitioner, petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { originalsOf } from '#shared/kinds/service/custody.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { isWorkingDay } from '#shared/time/calendar.ts';
import { toBeijing, type Instant } from '#shared/time/instant.ts';
import { shippedCalendar } from '../../../tests/support/calendar.ts';
import { makeWorld, openJournalDesk } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { createDesk, type Desk } from '../desk.ts';
import { openResources } from '../desk-resources.ts';
import { loadEntries } from '../journal/entries.ts';
import { listParked } from '../commands/drafts.ts';
import { enter } from '../login.ts';
import { verifyJournal } from '../journal/verify.ts';
import { listBatches } from '../queries/batches.ts';
import { listCases } from '../queries/cases.ts';
import { listOwed } from '../queries/owed.ts';
import { villageList } from '../queries/village.ts';
import { all, get, sql } from '../store/handles.ts';
import { readCounterWords } from './counter-words.ts';
import { demoBegins, demoDeck, makeDemo } from './demo.ts';
import { demoStaff, demoTownship, furnishDemo } from './furnish.ts';
import { readScenes } from './scenes.ts';
import { travellingClock } from './travelling-clock.ts';

const folder = join(import.meta.dirname, '../../../resources');
const resources = openResources(folder, join(folder, '../node_modules/@fontsource'));
// A Friday afternoon after office hours, so that a full working day lies behind.
const now = Date.parse('2026-11-20T09:40:00.000Z');

const statesOf = (core: DeskCore): StreamState[] =>
  all(core.store.read, sql<{ stream: string }>`SELECT stream FROM live_case ORDER BY row`).flatMap(
    ({ stream }) => fold(core.findKind, loadEntries(core.store.read, stream)) ?? [],
  );

describe('the practice station of --demo', () => {
  let desk: Desk;
  let core: DeskCore;
  let viewer: Viewer;
  let states: readonly StreamState[];
  const dir = mkdtempSync(join(tmpdir(), 'tongban-demo-'));

  beforeAll(async () => {
    desk = unwrap(
      await createDesk({
        dir,
        ports: {
          clock: { now: () => now },
          random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
        },
        elapsed: () => 0,
        log: { warn: () => undefined },
        build: { version: '0.0.0', date: '2026-11-20T00:00:00.000Z' },
        resources,
        isDemo: true,
        printing: 'dialog',
      }),
    );
    unwrap(await furnishDemo(desk.runtime));
    if (desk.runtime.core === null) throw new Error('the demo is not open');
    core = desk.runtime.core;
    viewer = unwrap(await enter(desk.runtime, 'test', demoStaff));
    states = statesOf(core);
  }, 60_000);

  afterAll(async () => {
    await desk.close();
    rmSync(dir, { recursive: true, force: true });
  });

  test('has the hall, nineteen village stations, the catalogue and five people', () => {
    const count = (kind: string): number =>
      get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM live_record WHERE kind = ${kind}`)?.n ?? 0;
    expect([count('station'), count('matter'), count('staff')]).toEqual([20, resources.catalogue().length, 5]);
  });

  test.each(['chuangkou', 'shenhe', 'fuzeren', 'cunji'])('%s can log in', async (login) => {
    expect(await enter(desk.runtime, login, { login, password: demoStaff.password })).toMatchObject({ ok: true });
  });

  test('has cases of every way a case can go, none of them doubtful', () => {
    const drawn = Object.values(demoDeck).reduce((sum, count) => sum + count, demoDeck.merged);
    expect(states.length).toBeGreaterThan(drawn + 40);
    const types = new Set(states.flatMap(({ history }) => history.map(({ type }) => type)));
    for (const type of [
      ...['accepted', 'correctedOnSpot', 'correctionNoticed', 'supplemented', 'refused', 'stepDone', 'reported'],
      ...['sentBack', 'decidedAbove', 'decided', 'delivered', 'closed', 'corrected', 'undone', 'returned', 'voided'],
      ...['merged', 'joined', 'withdrawn', 'note', 'paperPrinted'],
    ]) {
      expect(types).toContain(type);
    }
    expect(states.filter(({ marks, needsUpgrade }) => marks.length > 0 || needsUpgrade !== undefined)).toEqual([]);
    expect(states.some(({ history }) => history.some(({ isLate }) => isLate))).toBe(true);
  });

  test('shows each status as often as the journal says', () => {
    const rows = all(
      core.store.read,
      sql<{ status: string; n: number }>`SELECT status, count(*) AS n FROM live_case GROUP BY status`,
    );
    const folded = Map.groupBy(states, ({ core: { status } }) => status);
    expect(new Map(rows.map(({ status, n }) => [status, n]))).toEqual(
      new Map([...folded].map(([status, list]) => [status, list.length])),
    );
    expect(folded.get('closed')?.length).toBeGreaterThan(60);
    expect(folded.get('accepted')?.length).toBeGreaterThan(3);
    expect(folded.get('correcting')?.length).toBeGreaterThan(3);
    expect(listCases(core, viewer, { filter: 'overdue', search: '', limit: 50 }).lines.length).toBeGreaterThan(0);
  });

  test('takes every number once, on the day it was given', () => {
    const numbers = states.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(states.length);
  });

  test('is made of people whose numbers have a right check digit, and lists them masked', () => {
    const petitioners = states.flatMap((state) => petitionerSchema.safeParse(valueOf(state, 'petitioner')).data ?? []);
    expect(petitioners.length).toBeGreaterThan(states.length - 5);
    for (const petitioner of petitioners) {
      const check = isBody(petitioner) ? checkUscc : checkResidentId;
      expect(check(numberOfPetitioner(petitioner) ?? '')).toMatchObject({ ok: true });
    }
    const { lines } = listCases(core, viewer, { filter: 'all', search: '', limit: 200 });
    expect(lines.length).toBeGreaterThan(50);
    // A body has a name of its own; somebody who complains may leave it out.
    for (const { petitioner } of lines) expect(petitioner).toMatch(/^.{1,2}\*+|^阿\*+·|合作社$|^$/u);
    const names = petitioners.map(({ name }) => name);
    expect(names.some((name) => /[㐀-䶿\u{20000}-\u{323AF}喆堃]/u.test(name))).toBe(true);
  });

  test('was busy on working days, in office hours, and nothing of it lies in the future', () => {
    const moments = states.map(({ beganOn }) => toBeijing(beganOn as Instant));
    const inOffice = moments.filter(
      ({ date, time }) => isWorkingDay(shippedCalendar, date) && time >= '08:30' && time < '17:30',
    );
    expect(inOffice.length / moments.length).toBeGreaterThan(0.8);
    expect(
      states.every(
        ({ lastOn, beganOn }) => Date.parse(lastOn) <= now + 60_000 && Date.parse(beganOn) > demoBegins(now),
      ),
    ).toBe(true);
  });

  test.each(listFilters.filter((filter) => !['mine', 'undecided'].includes(filter)))(
    'has a case in the list %s',
    (filter) => {
      expect(listCases(core, viewer, { filter, search: '', limit: 5 }).lines.length).toBeGreaterThan(0);
    },
  );

  test('has something for every sort of missing papers, and originals that stay and went back', () => {
    for (const view of owedViews) expect([view, listOwed(core, viewer, view).lines.length]).not.toEqual([view, 0]);
    const originals = states.flatMap((state) => originalsOf(state));
    expect(new Set(originals.map(({ returned }) => returned === undefined))).toEqual(new Set([true, false]));
  });

  test('has complaints on every part of their way, and calls, questions and referrals, open and done', () => {
    const statusesOf = (kind: string) =>
      new Set(states.flatMap((state) => (state.kind === kind ? [state.core.status] : [])));
    expect([...statusesOf('complaint')].sort()).toEqual(['assigned', 'closed', 'lookedInto', 'received', 'told']);
    const memos = all(
      core.store.read,
      sql<{ kind: string; status: string }>`SELECT DISTINCT kind, status FROM live_memo ORDER BY kind, status`,
    );
    expect(memos.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      ...['call awaiting', 'call calledBack', 'call noted'],
      ...['inquiry answered', 'inquiry lacking', 'inquiry sentOn', 'referral takenOver', 'referral waiting'],
    ]);
  });

  test('has a 上报批次 with answers of every sort, village papers at every point of their way, and a 批量收件', () => {
    const [batch] = listBatches(core, viewer);
    expect(batch).toMatchObject({ count: 5, out: 1 });
    const rows = villageList(core, viewer);
    expect(new Set(rows.map(({ papers }) => papers))).toEqual(new Set(['here', 'underWay', 'arrived']));
    const count = (kind: string): number =>
      get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM live_record WHERE kind = ${kind}`)?.n ?? 0;
    expect([count('handover'), count('intakeList'), count('rule')]).toEqual([2, 1, 1]);
  });

  test('knows a household and a body, and a visit lies aside for whoever opens it', () => {
    const kinds = all(core.store.read, sql<{ kind: string }>`SELECT DISTINCT kind FROM live_party ORDER BY kind`);
    expect(kinds.map(({ kind }) => kind)).toEqual(['body', 'household', 'person']);
    expect(listParked(core, viewer)).toHaveLength(2);
  });

  test('verifies: what the desk wrote at the village is as whole as the rest', async () => {
    const { store, ports, findKind } = core;
    const parts = { read: store.read, sm3: ports.sm3, findKind, random: ports.random, log: { warn: () => undefined } };
    const report = unwrap(await verifyJournal({ ...parts, elapsed: () => 0 }, { isDeep: true }));
    expect([report.found, report.findings]).toEqual([[], 0]);
  });

  test('leaves one slip of unknown fate to be asked about, every other one printed', () => {
    const jobs = all(
      core.store.read,
      sql<{ state: string; n: number }>`SELECT state, count(*) AS n FROM print_job GROUP BY state ORDER BY state`,
    );
    expect(jobs.map(({ state }) => state)).toEqual(['printed', 'unknown']);
    expect(jobs.find(({ state }) => state === 'unknown')?.n).toBe(1);
  });

  test('goes on in the present: the next entry is of today', () => {
    expect(core.ports.clock.now()).toBe(now);
    expect(core.clockDoubt).toBeNull();
  });

  test('is the same for the same seed and moment, and another for another seed', async () => {
    const [first, again] = [await build(7), await build(7)];
    expect(again).toEqual(first);
    const nameOf = (state: StreamState): unknown => valueOf(state, 'petitioner');
    expect(states.map(nameOf)).not.toEqual(first.map(nameOf));
  }, 60_000);

  // Its days are counted back from today, and every command has to be allowed on each of them.
  test.each([
    ['the first morning after Spring Festival', '2026-02-24T00:30:00.000Z'],
    ['the middle of the National Day holiday', '2026-10-04T04:00:00.000Z'],
  ])(
    'can begin on any day: %s',
    async (_, at) => {
      const made = await build(11, Date.parse(at));
      expect(made.flatMap(({ marks }) => marks)).toEqual([]);
    },
    120_000,
  );
});

async function build(seed: number, today = now): Promise<StreamState[]> {
  const clock = travellingClock(demoBegins(today));
  const { core: opened } = await openJournalDesk(temporaryFolder(), {
    ...makeWorld(1),
    clock: { ...clock, advance: clock.set },
  });
  // The practice station is a hall: at a village most of this would be the township's.
  const core = { ...opened, writer: { ...opened.writer, station: '360732108000' } };
  const founder = {
    staff: 'founder',
    name: '练习',
    roles: [],
    may: new Set(permissions),
    station: core.writer.station,
  };
  const words = readCounterWords(folder);
  const stations = resources.divisions().stationsOf(demoTownship.code)?.stations ?? [];
  const catalogue = resources.catalogue();
  const scenes = readScenes(folder);
  makeDemo({ core, clock, founder, seed, now: today, words, scenes, catalogue, stations, township: demoTownship.name });
  return statesOf(core);
}
