import { describe, expect, it } from 'vitest';
import { ok, refuse, unwrap } from '#shared/kernel/result.ts';
import { beginCase } from './case.ts';
import { performAct } from './act.ts';
import { takeNumber } from './learn.ts';
import { keepDraft, listDrafts } from './drafts.ts';
import type { BeginInput } from '#shared/contract/case.ts';
import { newId } from '../ids.ts';
import { loadEntries } from '../journal/entries.ts';
import { all, get, sql } from '../store/handles.ts';
import {
  makeWorld,
  openJournalDesk,
  publishMatter,
  type JournalDesk,
  type World,
} from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';

const count = (desk: JournalDesk, table: 'entry' | 'act' | 'live_case' | 'series' | 'outbox' | 'print_job'): number => {
  const tables = {
    entry: sql<{ n: number }>`SELECT count(*) AS n FROM entry`,
    act: sql<{ n: number }>`SELECT count(*) AS n FROM act`,
    live_case: sql<{ n: number }>`SELECT count(*) AS n FROM live_case`,
    series: sql<{ n: number }>`SELECT coalesce(sum(last), 0) AS n FROM series`,
    outbox: sql<{ n: number }>`SELECT count(*) AS n FROM outbox`,
    print_job: sql<{ n: number }>`SELECT count(*) AS n FROM print_job`,
  };
  return get(desk.core.store.read, tables[table])?.n ?? 0;
};
const counts = (desk: JournalDesk) =>
  (['entry', 'act', 'live_case', 'series', 'outbox', 'print_job'] as const).map((table) => count(desk, table));

async function openWithMatter(seed: number, dir = temporaryFolder()): Promise<{ desk: JournalDesk; world: World }> {
  const world = makeWorld(seed);
  const desk = await openJournalDesk(dir, world);
  publishMatter(desk);
  return { desk, world };
}

const intake = (act: string, request = '来窗口办理'): BeginInput => ({
  act,
  kind: 'service',
  type: 'received',
  data: { set: { petitioner: { name: '李桂花' }, matter: { code: 'SAMPLE' }, request } },
  print: '80mm',
});

describe('an act', () => {
  it('is written whole: entries, projection, number, outbox, print job and answer', async () => {
    const { desk } = await openWithMatter(1);
    const before = counts(desk);
    const act = newId(desk.core.ports);
    const answer = unwrap(beginCase(desk.core, desk.viewer, intake(act)));
    const [entries, acts, cases, serials, outbox, jobs] = counts(desk).map((now, index) => now - (before[index] ?? 0));
    expect({ acts, cases, serials, outbox, jobs }).toEqual({ acts: 1, cases: 1, serials: 1, outbox: 1, jobs: 1 });
    expect(entries).toBe(loadEntries(desk.core.store.read, answer.stream).length);
    const last = get(
      desk.core.store.read,
      sql<{ n: number }>`SELECT last_seq AS n FROM writer WHERE is_current = 1`,
    )?.n;
    expect(last).toBe(count(desk, 'entry'));
  });

  it('that comes again gets the stored answer and writes nothing', async () => {
    const { desk, world } = await openWithMatter(2);
    const act = newId(desk.core.ports);
    const first = beginCase(desk.core, desk.viewer, intake(act));
    const after = counts(desk);
    world.clock.advance(3_600_000);
    expect(beginCase(desk.core, desk.viewer, intake(act))).toEqual(first);
    expect(counts(desk)).toEqual(after);
  });

  it('that comes again with something else, or for something else, is refused', async () => {
    const { desk } = await openWithMatter(3);
    const act = newId(desk.core.ports);
    unwrap(beginCase(desk.core, desk.viewer, intake(act)));
    const after = counts(desk);
    expect(beginCase(desk.core, desk.viewer, intake(act, '另一件事'))).toEqual(refuse('act.conflict'));
    const same = (procedure: string, id: string) =>
      performAct(desk.core, desk.viewer, { id, procedure, input: { staff: 'x' } }, () => ok({ procedure }));
    const other = newId(desk.core.ports);
    expect(same('staff.suspended', other)).toEqual(ok({ procedure: 'staff.suspended' }));
    expect(same('staff.reinstated', other)).toEqual(refuse('act.conflict'));
    expect(counts(desk)).toEqual(after.map((number, index) => (index === 1 ? number + 1 : number)));
  });

  it('that is refused leaves nothing, and gives its number back unseen', async () => {
    const { desk } = await openWithMatter(4);
    const before = counts(desk);
    const taken: string[] = [];
    const request = { id: newId(desk.core.ports), procedure: 'test', input: {} };
    const refused = performAct(desk.core, desk.viewer, request, ({ transaction }) => {
      taken.push(takeNumber(desk.core, transaction));
      return refuse('step.notNow');
    });
    expect(refused).toEqual(refuse('step.notNow'));
    expect(counts(desk)).toEqual(before);
    expect(unwrap(beginCase(desk.core, desk.viewer, intake(newId(desk.core.ports)))).number).toBe(taken[0]);
  });

  it('that breaks off in the middle leaves nothing, and can be done again under its own id', async () => {
    const { desk } = await openWithMatter(5);
    const before = counts(desk);
    const act = newId(desk.core.ports);
    const broken = { ...desk.core, ports: { ...desk.core.ports, sm3: failAfter(desk, 3) } };
    expect(() => beginCase(broken, desk.viewer, intake(act))).toThrow('power cut');
    expect(counts(desk)).toEqual(before);
    unwrap(beginCase(desk.core, desk.viewer, intake(act)));
  });

  /** SM3 is computed for each body and header: failing in between is failing between two entries. */
  const failAfter = (desk: JournalDesk, times: number) => {
    let left = times;
    return (bytes: Uint8Array): Uint8Array => {
      if (left === 0) throw new Error('power cut');
      left -= 1;
      return desk.core.ports.sm3(bytes);
    };
  };

  it('takes its draft with it, and a draft that comes later is not kept', async () => {
    const { desk } = await openWithMatter(6);
    const act = newId(desk.core.ports);
    const draft = { id: act, kind: 'service', type: 'received', stream: null, data: { request: '半句' } };
    unwrap(keepDraft(desk.core, desk.viewer, draft));
    expect(listDrafts(desk.core, desk.viewer)).toHaveLength(1);
    unwrap(beginCase(desk.core, desk.viewer, intake(act)));
    expect(listDrafts(desk.core, desk.viewer)).toEqual([]);
    unwrap(keepDraft(desk.core, desk.viewer, draft));
    expect(listDrafts(desk.core, desk.viewer)).toEqual([]);
  });

  it('is taken no more when the disk is full', async () => {
    const { desk } = await openWithMatter(7);
    const full = { ...desk.core, spaceLevel: () => 'readOnly' as const };
    expect(beginCase(full, desk.viewer, intake(newId(desk.core.ports)))).toMatchObject({
      refusal: { code: 'space.readOnly' },
    });
  });
});

describe('补录: an act entered later than it happened', () => {
  const late = (on: string, reason = '停电') => ({ late: { on, reason } });

  it('needs a reason and never lies in the future', async () => {
    const { desk } = await openWithMatter(11);
    const begin = (more: object) => beginCase(desk.core, desk.viewer, { ...intake(newId(desk.core.ports)), ...more });
    const before = counts(desk);
    expect(begin(late('2026-11-20T01:00:00.000Z', '  '))).toMatchObject({
      refusal: { code: 'date.lateWithoutReason', field: 'late.reason' },
    });
    expect(begin(late('2026-11-22T01:00:00.001Z'))).toMatchObject({
      refusal: { code: 'date.future', field: 'late.day' },
    });
    expect(counts(desk)).toEqual(before);
    expect(begin(late('2026-11-22T01:00:00.000Z')).ok).toBe(true);
  });

  it('is marked, keeps both times, and limits count from when it happened', async () => {
    const { desk } = await openWithMatter(12);
    // Thursday 12 November: five working days end on Thursday 19 November.
    const happened = '2026-11-12T02:30:00.000Z';
    const taken = unwrap(beginCase(desk.core, desk.viewer, { ...intake(newId(desk.core.ports)), ...late(happened) }));
    const entries = loadEntries(desk.core.store.read, taken.stream);
    expect(entries.map(({ on }) => on)).toEqual(entries.map(() => happened));
    expect(entries.map(({ body }) => body?.late)).toEqual(entries.map(() => ({ reason: '停电' })));
    expect(entries.every(({ at }) => at.startsWith('2026-11-22'))).toBe(true);
    const rows = all(desk.core.store.read, sql`SELECT name, due, from_at FROM live_due WHERE stream = ${taken.stream}`);
    expect(rows).toEqual([{ name: 'correction', due: '2026-11-19', from_at: happened }]);
    expect(get(desk.core.store.read, sql`SELECT began_day FROM live_case WHERE stream = ${taken.stream}`)).toEqual({
      began_day: '2026-11-12',
    });
    // The number is of the day it was given on: that day's serial cannot be taken any more.
    expect(taken.number.slice(8, 14)).toBe('261122');
  });
});
