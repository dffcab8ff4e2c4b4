/** The clock of a decision through its whole life: stopped, started, lengthened; on one desk and on several. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '../../../tests/support/calendar.ts';
import { kindWorld, minute, Story, testMatter, type KindWorld } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { permissions } from '../../kernel/permissions.ts';
import { unwrap } from '../../kernel/result.ts';
import { withYear } from '../../time/calendar.ts';
import { limitSchema } from '../../time/limits.ts';
import { standing } from '../../time/standing.ts';
import type { Instant } from '../../time/instant.ts';
import { countAgain, namedDue } from '../mechanism/dues.ts';
import { movedDues } from '../mechanism/moved-dues.ts';
import { noDue, project } from '../mechanism/project.ts';
import { dayOf } from '../mechanism/day.ts';
import { service } from './index.ts';
import { sampleReceived } from './sample.ts';

const day = 24 * 60 * minute;
const test: JsonObject = {
  procedure: 'test',
  announced: { amount: 3, unit: 'workingDay' },
  basis: '行政许可法第四十五条',
};
const more = (amount: number, limits: string[] = ['statutory'], unit = 'workingDay'): JsonObject => ({
  limits,
  amount: { amount, unit },
  reason: '案情复杂',
});

/** A case accepted on Monday 23 November 2026, at nine. */
function accepted(matter: JsonObject = { type: 'permit' }): Story & { readonly world: KindWorld } {
  const world = kindWorld(service);
  world.records.set('matter SAMPLE', { ...testMatter('SAMPLE', 10), ...matter });
  const first = sampleReceived({ pick: makeWorld(3).pick });
  return new Story(world, first).do('accepted');
}
const ends = ({ state }: Story) =>
  Object.values(state.core.dues).flatMap(({ name, due, met }) => (met === undefined ? [[name, due]] : []));
const standsAt = ({ state, world }: Story, today: string) => {
  const now = `${today}T02:00:00.000Z` as Instant;
  expect(world.kind).toBe(service);
  return standing({
    dues: Object.values(state.core.dues).map(namedDue),
    today: dayOf(now),
    now,
    calendar: shippedCalendar,
  });
};

describe('特别程序 (行政许可法 art. 45)', () => {
  it('lesson 27: the end moves by the working days really taken, not by those announced', () => {
    const story = accepted();
    expect(ends(story)).toEqual([
      ['promised', '2026-12-07'],
      ['statutory', '2026-12-21'],
    ]);
    story.world.advance(day);
    story.do('paused', test);
    // Announced were three working days; the paper came after ten calendar days, eight of them worked.
    story.world.advance(10 * day);
    story.do('resumed', { result: '检测合格' });
    expect(ends(story)).toEqual([
      ['promised', '2026-12-17'],
      ['statutory', '2026-12-31'],
    ]);
    expect(story.state.core.dues['promised']?.pauses).toMatchObject([
      { name: 'test', basis: '行政许可法第四十五条', from: '2026-11-24T01:00:00.000Z', to: '2026-12-04T01:00:00.000Z' },
    ]);
  });

  it('lesson 24: while it lasts nothing is late or presses, and neither is anything on the day it is over', () => {
    const story = accepted().do('paused', test);
    for (const today of ['2026-11-24', '2026-12-08', '2027-03-01']) {
      expect(standsAt(story, today)).toMatchObject({ light: 'none', pressing: null, estimated: false });
      expect(standsAt(story, today).dues.map(({ state }) => state)).toEqual(['met', 'paused', 'paused']);
    }
    expect(project(service, story.state).case?.nextDue).toBe(noDue);
    story.world.advance(30 * day);
    story.do('resumed', { result: '通过' });
    expect(standsAt(story, '2026-12-23')).toMatchObject({ light: 'green' });
    expect(project(service, story.state).case?.nextDue).toBe('2027-01-06');
  });

  it('does not mend what was already late, and comes one at a time', () => {
    const story = accepted();
    story.world.advance(20 * day);
    story.do('paused', test);
    // The promise ran out on 7 December; the statutory limit had not.
    expect(standsAt(story, '2026-12-30').dues.map(({ name, state }) => [name, state])).toEqual([
      ['correction', 'met'],
      ['promised', 'overdue'],
      ['statutory', 'paused'],
    ]);
    expect(story.refusal('paused', test)).toBe('pause.running');
    expect(story.refusal('decided', { set: { outcome: 'granted' }, result: '准予' })).toBe('pause.notOver');
    story.do('resumed', { result: '取消' });
    expect(story.refusal('resumed', { result: '再来' })).toBe('pause.none');
    expect(story.refusal('decided', { set: { outcome: 'granted' }, result: '准予' })).toBeNull();
  });

  it('is one of the eight the law names; anything else, 补正 among them, pauses nothing', () => {
    const story = accepted();
    expect(story.refusal('paused', { ...test, procedure: 'supplement' })).toBe('input.invalid');
    const before = ends(story);
    expect([story.refusal('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] })]).toEqual([
      'step.notNow',
    ]);
    story.do('corrected', { set: { materials: [{ name: '户口簿', copies: 1, form: 'copy' }] }, reason: '补充材料' });
    expect(ends(story)).toEqual(before);
  });

  it('needs a limit that runs: before acceptance, without one and after the decision there is none', () => {
    const world = kindWorld(service);
    const { promised: _none, ...bare } = testMatter('SAMPLE', 5);
    world.records.set('matter SAMPLE', bare);
    const first = sampleReceived({ pick: makeWorld(3).pick });
    const story = new Story(world, first);
    expect(story.refusal('paused', test)).toBe('step.notNow');
    story.do('accepted');
    expect(story.refusal('paused', test)).toBe('pause.noLimit');
    expect(story.refusal('extended', more(1))).toBe('extension.noLimit');
  });

  it('entered later, it lies neither before acceptance nor, being over, before it began', () => {
    const story = accepted();
    story.world.advance(3 * day);
    const late = (on: string) => ({ late: { on: `${on}T03:00:00.000Z`, reason: '停电补录' } });
    expect(story.refusal('paused', test, late('2026-11-23'))).toBeNull();
    story.keep(unwrap(story.world.next(story.state, { type: 'paused', data: test }, late('2026-11-25'))));
    expect(story.refusal('resumed', { result: '好' }, late('2026-11-24'))).toBe('date.beforeLastStep');
    story.keep(unwrap(story.world.next(story.state, { type: 'resumed', data: { result: '好' } }, late('2026-11-26'))));
    expect(ends(story)[0]).toEqual(['promised', '2026-12-08']);
  });

  it('is taken back like any step, with the end it had', () => {
    const story = accepted();
    const before = ends(story);
    story.do('paused', test);
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(ends(story)).toEqual(before);
    expect(story.state.core.dues['promised']).not.toHaveProperty('pauses');
    story.do('paused', test).world.advance(day);
    story.do('resumed', { result: '好' });
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(story.refusal('resumed', { result: '好' })).toBeNull();
  });
});

describe('延期 (行政许可法 art. 42)', () => {
  it('lesson 28: fifteen working days can be typed, as can days and hours: the amount bears the limit’s own unit', () => {
    const joint = accepted({ type: 'permit', statutory: { amount: 45, unit: 'workingDay' } });
    expect(joint.refusal('extended', more(15))).toBeNull();
    joint.do('extended', more(15));
    expect(joint.state.core.dues['statutory']).toMatchObject({ extensions: [{ amount: 15, reason: '案情复杂' }] });
    const service60 = accepted({ statutory: { amount: 60, unit: 'calendarDay' }, type: 'publicService' });
    expect(service60.refusal('extended', more(30))).toBe('extension.otherUnit');
    service60.do('extended', more(30, ['statutory'], 'calendarDay'));
    expect(service60.state.core.dues['statutory']?.due).toBe('2027-02-22');
    expect(limitSchema.safeParse({ amount: 15, unit: 'workingDay' }).success).toBe(true);
  });

  it.each([
    [20, 10],
    [45, 15],
  ])('a permit of %i working days by at most %i, all extensions together', (amount, most) => {
    const story = accepted({ type: 'permit', statutory: { amount, unit: 'workingDay' } });
    expect(story.refusal('extended', more(most + 1))).toBe('extension.tooLong');
    story.do('extended', more(most - 4));
    expect(story.refusal('extended', more(5))).toBe('extension.tooLong');
    story.do('extended', more(4));
    expect(story.state.core.dues['statutory']?.extensions).toHaveLength(2);
    expect(story.refusal('extended', more(1))).toBe('extension.tooLong');
  });

  it('counts from where the limit began, with its reason and who approved it', () => {
    const story = accepted();
    story.do('extended', { ...more(10, ['promised', 'statutory']), approvedBy: '王镇长' });
    expect(ends(story)).toEqual([
      ['promised', '2026-12-21'],
      ['statutory', '2027-01-05'],
    ]);
    expect(story.state.core.dues['promised']?.extensions).toMatchObject([{ amount: 10, approvedBy: '王镇长' }]);
    const own = accepted().do('extended', more(1));
    expect(own.state.core.dues['statutory']?.extensions).toMatchObject([{ approvedBy: '人员 clerk' }]);
  });

  it('does not carry the promise past the statutory limit', () => {
    const story = accepted({ type: 'permit', promised: { amount: 15, unit: 'workingDay' } });
    expect(story.refusal('extended', more(6, ['promised']))).toBe('extension.beyondStatutory');
    expect(story.refusal('extended', more(5, ['promised']))).toBeNull();
    expect(story.refusal('extended', more(6, ['promised', 'statutory']))).toBeNull();
  });

  it('is the head’s to give', () => {
    const story = accepted();
    const may = permissions.filter((permission) => permission !== 'case.approve');
    expect(story.refusal('extended', more(1), { may })).toBe('permission.missing');
    expect(story.world.may(story.state, 'extended', { may }).ok).toBe(false);
  });
});

describe('a new calendar and a correction', () => {
  const year = { off: ['2026-12-01..2026-12-02'], work: [], status: 'official' as const };
  const changed = unwrap(
    withYear(
      shippedCalendar,
      2026,
      {
        ...shippedCalendar.data.years['2026'],
        ...year,
        off: [...(shippedCalendar.data.years['2026']?.off ?? []), ...year.off],
        work: shippedCalendar.data.years['2026']?.work ?? [],
      },
      'moved',
    ),
  );

  it('move the end and keep pauses and extensions', () => {
    const story = accepted();
    story.world.advance(day);
    story.do('paused', test).world.advance(day);
    story.do('resumed', { result: '好' }).do('extended', more(10, ['promised', 'statutory']));
    const [promised] = movedDues(service, story.state, changed);
    expect(promised).toMatchObject({ from: { due: '2026-12-22' }, to: { due: '2026-12-24' } });
    story.do('dueMoved', { from: promised?.from, to: promised?.to });
    const due = story.state.core.dues['promised'];
    expect(due).toMatchObject({ due: '2026-12-24', pauses: [{ name: 'test' }], extensions: [{ amount: 10 }] });
    expect(due && countAgain(changed, due).due).toBe('2026-12-24');
    story.world.records.set('matter LONG', { ...testMatter('LONG', 15), type: 'permit' });
    story.do('corrected', { set: { matter: { code: 'LONG' } }, reason: '选错事项' });
    expect(story.state.core.dues['promised']).toMatchObject({
      limit: { amount: 15 },
      pauses: [{ name: 'test' }],
      extensions: [{ amount: 10 }],
      due: '2026-12-29',
    });
  });

  it('of a limit that stands still move the end it had, and no pause is lost', () => {
    const story = accepted().do('paused', test);
    for (const { from, to } of movedDues(service, story.state, changed)) story.do('dueMoved', { from, to });
    expect(story.state.core.dues['promised']).toMatchObject({ due: '2026-12-09', pauses: [{ name: 'test' }] });
    expect(story.refusal('resumed', { result: '好' })).toBeNull();
  });
});

describe('desks that do not see each other', () => {
  it('a pause that comes after a new calendar’s date leaves that date', () => {
    const story = accepted();
    const { world, state } = story;
    const from = state.core.dues['promised'];
    const to = { ...from, due: '2026-12-08', calendarVersion: 'new' };
    const moved = world.next(state, { type: 'dueMoved', data: { from, to } });
    story.meet(moved, world.next(state, { type: 'paused', data: test }));
    expect(story.marks).toEqual([]);
    expect(story.state.core.dues['promised']).toMatchObject({ due: '2026-12-08', pauses: [{ name: 'test' }] });
  });

  it('a date counted before the pause does not take the pause away', () => {
    const story = accepted();
    const { world, state } = story;
    const from = state.core.dues['promised'];
    const to = { ...from, due: '2026-12-08', calendarVersion: 'new' };
    const moved = world.next(state, { type: 'dueMoved', data: { from, to } });
    story.meet(world.next(state, { type: 'paused', data: test }), moved);
    expect(story.state.core.dues['promised']).toMatchObject({ due: '2026-12-07', pauses: [{ name: 'test' }] });
  });

  it('an extension counted without the pause that was ordered before it is put before a person, and nothing is lost', () => {
    const story = accepted();
    const { world, state } = story;
    story.meet(
      world.next(state, { type: 'paused', data: test }),
      world.next(state, { type: 'extended', data: more(5) }, { by: 'chief' }),
    );
    expect(story.marks).toEqual(['due.changedMeanwhile']);
    expect(story.state.core.dues['statutory']).toMatchObject({ due: '2026-12-21', pauses: [{ name: 'test' }] });
    expect(story.refusal('extended', more(5))).toBeNull();
  });

  it('a correction made elsewhere keeps the pause', () => {
    const story = accepted();
    const { world, state } = story;
    world.records.set('matter LONG', { ...testMatter('LONG', 15), type: 'permit' });
    story.meet(
      world.next(state, { type: 'paused', data: test }),
      world.next(state, { type: 'corrected', data: { set: { matter: { code: 'LONG' } }, reason: '选错事项' } }),
    );
    expect(story.marks).toEqual([]);
    expect(story.state.core.dues['promised']).toMatchObject({ limit: { amount: 15 }, pauses: [{ name: 'test' }] });
    expect(story.refusal('resumed', { result: '好' })).toBeNull();
  });
});
