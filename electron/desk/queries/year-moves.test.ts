/** What a new year would move, before it counts; and why a due date is the day it is, asked of a real desk. */
import { describe, expect, it } from 'vitest';
import type { CaseLine, CasePage } from '#shared/contract/case.ts';
import type { WhyThisDay, YearMoves } from '#shared/contract/time.ts';
import { intake, refusalFrom, setUpDesk } from '../../../tests/support/desk.ts';

const day = 24 * 3_600_000;
type TestDesk = Awaited<ReturnType<typeof setUpDesk>>;

/** `count` accepted cases of a desk whose clock says `2026-11-22`. */
async function acceptedCases(desk: TestDesk, count: number): Promise<string[]> {
  const streams: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { stream } = await desk.chief.ask<{ stream: string }>(
      'case.begin',
      intake(desk.newId(), {}, { matter: { code: 'PERMIT' } }),
    );
    await step(desk, stream, 'accepted');
    streams.push(stream);
  }
  return streams;
}
const step = (desk: TestDesk, stream: string, type: string, data: object = {}) =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });
const pageOf = (desk: TestDesk, stream: string) => desk.chief.ask<CasePage>('case.page', { stream, reveal: false });
const dueOf = async (desk: TestDesk, stream: string) =>
  (await pageOf(desk, stream)).dues.find(({ name }) => name === 'promised');
const pause = {
  procedure: 'test',
  announced: { amount: 3, unit: 'workingDay' },
  basis: '行政许可法第四十五条',
};

/** The days off of 2026 as they are, and two weeks of December beside them. */
const longDecember = {
  year: '2026',
  off: [
    ...['2026-01-01..2026-01-03', '2026-02-15..2026-02-23', '2026-04-04..2026-04-06', '2026-05-01..2026-05-05'],
    ...['2026-06-19..2026-06-21', '2026-09-25..2026-09-27', '2026-10-01..2026-10-07', '2026-11-24..2026-12-04'],
  ],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  status: 'official',
};

describe('before a year of the calendar counts', () => {
  it('shows each limit that will move with its old and its new day, exactly those that the import then moves', async () => {
    const desk = await setUpDesk({ seed: 311 });
    const [plain = '', paused = '', done = ''] = await acceptedCases(desk, 3);
    await step(desk, paused, 'paused', pause);
    desk.world.clock.advance(2 * day);
    await step(desk, paused, 'resumed', { result: '合格' });
    await step(desk, done, 'decided', { set: { outcome: 'done' }, result: '已办好' });
    const before = new Map([
      [plain, await dueOf(desk, plain)],
      [paused, await dueOf(desk, paused)],
    ]);
    const seen = await desk.chief.ask<YearMoves>('registry.previewYear', longDecember);
    // Looking wrote nothing.
    expect(await dueOf(desk, plain)).toEqual(before.get(plain));
    const { moved } = await desk.chief.ask<{ moved: number }>('registry.importYear', {
      ...{ act: desk.newId(), ...longDecember, version: 'long-december', source: '测试' },
    });
    expect(seen).toMatchObject({ moved, settled: 0, overdue: 0, isAuthority: true });
    expect(seen.cases.map(({ stream }) => stream)).toEqual(expect.arrayContaining([plain, paused]));
    for (const { stream, due, from, to } of seen.cases) {
      if (due !== 'promised' || stream === done) continue;
      expect([from, to]).toEqual([before.get(stream)?.due, (await dueOf(desk, stream))?.due]);
      expect(from).not.toBe(to);
    }
  });

  it('says which become overdue by it: a day off that is taken back', async () => {
    const desk = await setUpDesk({ seed: 312 });
    const [stream = ''] = await acceptedCases(desk, 1);
    await desk.chief.ask('registry.importYear', {
      ...{ act: desk.newId(), ...longDecember, version: 'long-december', source: '测试' },
    });
    const { due = '' } = (await dueOf(desk, stream)) ?? {};
    desk.world.clock.advance(Date.parse(`${due}T01:00:00.000Z`) - desk.world.clock.now());
    const off = longDecember.off.filter((range) => !range.startsWith('2026-11'));
    const seen = await desk.chief.ask<YearMoves>('registry.previewYear', { ...longDecember, off });
    expect(seen).toMatchObject({
      overdue: 1,
      cases: [
        { stream, due: 'promised', becomesOverdue: true, from: due },
        { stream, due: 'statutory', becomesOverdue: false },
      ],
    });
  });

  it('tells who may not read cases how many, and no case', async () => {
    const desk = await setUpDesk({ seed: 313 });
    await acceptedCases(desk, 2);
    const administrator = await desk.person('guan', ['administrator']);
    const seen = await administrator.ask<YearMoves>('registry.previewYear', longDecember);
    expect(seen.moved).toBeGreaterThan(1);
    expect(seen.cases).toEqual([]);
  });

  it('refuses the slips the import refuses, at the same field', async () => {
    const desk = await setUpDesk({ seed: 314 });
    const slip = { ...longDecember, work: ['2026-12-09'] };
    const refusal = refusalFrom(await desk.chief.call('registry.previewYear', slip));
    expect(refusal).toMatchObject({ code: 'calendar.workNotWeekend', field: 'work' });
  });
});

describe('为什么是这一天, asked of the desk', () => {
  it('ends on the day the page says, with the pause and who allowed more', async () => {
    const desk = await setUpDesk({ seed: 315 });
    const [stream = ''] = await acceptedCases(desk, 1);
    const why = () => desk.chief.ask<WhyThisDay>('case.whyThisDay', { stream, due: 'promised' });
    desk.world.clock.advance(2 * day);
    await step(desk, stream, 'paused', pause);
    expect(await dueOf(desk, stream)).toMatchObject({ state: 'paused', light: 'none', pause: { name: 'test' } });
    // In parts: a desk that was silent for weeks doubts its clock.
    for (const part of [10, 10, 10, 10]) {
      desk.world.clock.advance(part * day);
      await step(desk, stream, 'note', { text: '检测还没有结果' });
    }
    const list = (filter: string) =>
      desk.chief.ask<{ lines: CaseLine[] }>('case.list', { filter, search: '', limit: 10 });
    expect((await list('all')).lines).toMatchObject([{ isPaused: true, nextDue: null, light: 'none' }]);
    expect((await list('overdue')).lines).toEqual([]);
    const still = await why();
    expect(still).toMatchObject({ isPaused: true, isSame: true, pauses: [{ name: 'test', to: null }] });
    expect(still.days.at(-1)).toMatchObject({ role: 'paused', pause: 0 });
    await step(desk, stream, 'resumed', { result: '合格' });
    await step(desk, stream, 'extended', {
      ...{ limits: ['promised'], amount: { amount: 2, unit: 'workingDay' }, reason: '案情复杂', approvedBy: '王镇长' },
    });
    const after = await why();
    const page = await dueOf(desk, stream);
    expect(after).toMatchObject({
      due: page?.due,
      isSame: true,
      isPaused: false,
      basis: expect.stringContaining('承诺') as string,
      extensions: [{ amount: 2, reason: '案情复杂', approvedBy: '王镇长' }],
    });
    expect(after.days.at(-1)?.date).toBe(page?.due);
    expect(after.counted).toBe(after.limit.amount + 2);
    expect(after.pauses[0]?.took).toBe(
      after.days.filter(({ role, nature }) => role === 'paused' && /work|make/.test(nature)).length,
    );
    const { html } = await desk.chief.ask<{ html: string }>('paper.dueExplanation', { stream, due: 'promised' });
    for (const said of ['办理依据说明', '承诺时限', '检测', '王镇长', '案情复杂', '行政许可法第四十五条'])
      expect(html).toContain(said);
  });

  it('of a limit met long ago keeps the day it had, and says so where today’s calendar counts to another', async () => {
    const desk = await setUpDesk({ seed: 316 });
    const [stream = ''] = await acceptedCases(desk, 1);
    await step(desk, stream, 'decided', { set: { outcome: 'done' }, result: '已办好' });
    await desk.chief.ask('registry.importYear', {
      ...{ act: desk.newId(), ...longDecember, version: 'long-december', source: '测试' },
    });
    const why = await desk.chief.ask<WhyThisDay>('case.whyThisDay', { stream, due: 'promised' });
    expect(why).toMatchObject({ isSame: false, calendar: { version: 'long-december' } });
    expect(why.calendar.counted).not.toBe('long-december');
    const { html } = await desk.chief.ask<{ html: string }>('paper.dueExplanation', { stream, due: 'promised' });
    expect(html).toContain('办件记录的最后一天');
  });

  it('is not told of a case the person may not see, nor of a limit there is not', async () => {
    const desk = await setUpDesk({ seed: 317 });
    const [stream = ''] = await acceptedCases(desk, 1);
    for (const procedure of ['case.whyThisDay', 'paper.dueExplanation']) {
      const ask = (question: object) => desk.chief.call(procedure, question);
      expect(refusalFrom(await ask({ stream, due: 'constructor' }))?.code).toBe('due.unknown');
      expect(refusalFrom(await ask({ stream: desk.newId(), due: 'promised' }))?.code).toBe('stream.unknown');
    }
  });
});
