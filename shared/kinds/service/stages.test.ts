/** 环节 and 上报: what a matter's stages ask for, who decides, and whose clock runs while somebody else has the word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '../../../tests/support/calendar.ts';
import { commandFor, samplesOf } from '../../../tests/support/kind-commands.ts';
import { kindWorld, minute, stagedMatter, Story, testMatter } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { addDays, getPlainDate } from '../../time/plain-date.ts';
import type { Instant } from '../../time/instant.ts';
import { isWaiting, standing } from '../../time/standing.ts';
import { namedDue } from '../mechanism/dues.ts';
import { noDue, project } from '../mechanism/project.ts';
import type { StreamState } from '../mechanism/state.ts';
import { courseOf } from './course.ts';
import { service } from './index.ts';
import { sampleReceived } from './sample.ts';
import { stageLabel, stageRows } from './stages.ts';

const day = 24 * 60 * minute;

/** A case of a matter accepted on Monday 23 November 2026, at nine. */
function accepted(matter: JsonObject): Story {
  const world = kindWorld(service);
  world.records.set('matter ONE', { ...matter, code: 'ONE' });
  return new Story(world, sampleReceived({ pick: makeWorld(3).pick }, 'ONE')).do('accepted');
}
const stage = (name: string, more: JsonObject = {}): JsonObject => ({
  ...{ stage: name, result: '符合条件', responsible: '王芳' },
  ...more,
});
const photo = (story: Story, name: string, id = story.world.id()): Story =>
  story.do('attached', {
    ...{ id, blob: 'ab'.repeat(32), name: '照片.jpg', bytes: 1, mime: 'image/jpeg' },
    for: { what: 'stage', name },
  });
const rows = ({ state }: Story) => stageRows(state).map(({ name, state: is }) => [name, is]);
const dueOf = ({ state }: Story, name: string) => state.core.dues[name];
const up = { authority: '县民政局' };
const standsAt = (state: StreamState, today: string) =>
  standing({
    dues: Object.values(state.core.dues).map(namedDue),
    today: getPlainDate(today),
    now: `${today}T02:00:00.000Z` as Instant,
    calendar: shippedCalendar,
  });

describe('环节', () => {
  it('run in order, each with its own limit under its own name, from acceptance to the certificate', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    expect(rows(story)).toEqual([
      ['初审', 'now'],
      ['现场勘验', 'toCome'],
      ['公示', 'toCome'],
      ['制证到件', 'toCome'],
    ]);
    expect(dueOf(story, 'stage')).toMatchObject({ due: '2026-11-25', lapse: 'overdue' });
    expect(stageLabel(story.state, 'stage')).toBe('初审');
    expect(stageLabel(story.state, 'promised')).toBeUndefined();
    story.world.advance(day);
    story.do('stageDone', stage('初审'));
    // From the day the one before it was done.
    expect(dueOf(story, 'stage')).toMatchObject({ due: '2026-11-27' });
    expect(dueOf(story, 'stage')?.met).toBeUndefined();
    expect(stageLabel(story.state, 'stage')).toBe('现场勘验');
    photo(story, '现场勘验').do('stageDone', stage('现场勘验', { second: '李明' }));
    // 公示 has no limit: none runs, and the last one is met.
    expect(dueOf(story, 'stage')?.met).toBe('2026-11-24T01:00:00.000Z');
    expect(stageLabel(story.state, 'stage')).toBeUndefined();
    story.do('stageDone', stage('公示', { publicFrom: '2026-11-24', publicTo: '2026-11-30', objections: '无' }));
    story.do('decided', { set: { outcome: 'granted' }, result: '准予' });
    expect(dueOf(story, 'stage')).toMatchObject({ due: '2026-12-01' });
    story.do('stageDone', stage('制证到件', { certificate: '证 1 号', arrivedOn: '2026-11-24' }));
    expect(rows(story).every(([, state]) => state === 'done')).toBe(true);
    expect(stageRows(story.state)[1]).toMatchObject({ by: ['王芳', '李明'], photos: 1, result: '符合条件' });
    expect(stageRows(story.state)[3]?.notes).toEqual({ certificate: '证 1 号', arrivedOn: '2026-11-24' });
    expect(story.refusal('stageDone', stage('初审'))).toBe('stage.none');
  });

  it('行政许可法 art. 34: 现场勘验 wants two different people and a photograph of it in the case', () => {
    const story = accepted(stagedMatter('ONE', 'here')).do('stageDone', stage('初审'));
    expect(story.refusal('stageDone', stage('现场勘验'))).toBe('stage.needsTwo');
    expect(story.refusal('stageDone', stage('现场勘验', { second: '王 芳' }))).toBe('stage.needsTwo');
    const both = stage('现场勘验', { second: '李明' });
    expect(story.refusal('stageDone', both)).toBe('stage.needsPhoto');
    photo(story, '公示');
    expect(story.refusal('stageDone', both)).toBe('stage.needsPhoto');
    const id = story.world.id();
    photo(story, '现场勘验', id);
    expect(story.refusal('stageDone', both)).toBeNull();
    story.do('attachmentMoved', { id, to: story.world.id(), reason: '放错了' });
    expect(story.refusal('stageDone', both)).toBe('stage.needsPhoto');
  });

  it('is not offered while every stage left lacks its photograph', () => {
    const story = accepted({
      ...testMatter('ONE', 5),
      stages: [{ kind: 'siteVisit', name: '看现场' }],
    });
    expect(story.world.may(story.state, 'stageDone')).toEqual({ ok: false, refusal: { code: 'stage.needsPhoto' } });
    expect(story.world.may(photo(story, '看现场').state, 'stageDone').ok).toBe(true);
  });

  it('comes out of order only with a reason, and leaves the limit of the one under way alone', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    const early = stage('公示', { publicFrom: '2026-11-23', publicTo: '2026-11-27' });
    const before = dueOf(story, 'stage');
    expect(story.refusal('stageDone', early)).toBe('stage.outOfOrder');
    story.do('stageDone', { ...early, why: '节前先公示' });
    expect(dueOf(story, 'stage')).toEqual(before);
    expect(rows(story)[0]).toEqual(['初审', 'now']);
    expect(stageRows(story.state)[2]).toMatchObject({ state: 'done', reason: '节前先公示' });
    expect(story.refusal('stageDone', early)).toBe('stage.done');
    expect(story.refusal('stageDone', stage('别的'))).toBe('stage.unknown');
  });

  it('says what a publication and a certificate lack', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    const refusal = (name: string, more: JsonObject) =>
      story.refusal('stageDone', stage(name, { why: '先办', ...more }));
    expect(refusal('公示', {})).toBe('stage.needsDays');
    expect(refusal('公示', { publicFrom: '2026-11-27', publicTo: '2026-11-23' })).toBe('stage.needsDays');
    expect(refusal('制证到件', { certificate: '证 1' })).toBe('stage.needsCertificate');
    expect(refusal('制证到件', { arrivedOn: '2026-11-27' })).toBe('stage.needsCertificate');
  });

  it('has to be done before what was applied for is granted, not before it is refused', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    expect(story.refusal('decided', { set: { outcome: 'granted' }, result: '准予' })).toBe('stage.open');
    expect(story.refusal('decided', { set: { outcome: 'rejected' }, result: '不符合' })).toBeNull();
  });

  it('is taken back with its limit, and meant by two desks at once it is one', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    const { core } = story.state;
    const apart = ['clerk', 'chief'].map((by) =>
      story.world.next(story.state, { type: 'stageDone', data: stage('初审') }, { by }),
    );
    story.do('stageDone', stage('初审')).do('undone', { act: story.state.undoable?.act ?? '' });
    expect(story.state.core).toEqual(core);
    story.meet(...apart);
    expect(story.marks).toEqual(['stage.done']);
  });

  it('stands still with a special procedure, the next one too', () => {
    const story = accepted(stagedMatter('ONE', 'here'));
    story.do('paused', { procedure: 'test', announced: { amount: 5, unit: 'workingDay' }, basis: '第四十五条' });
    expect(standsAt(story.state, '2027-01-20').light).toBe('none');
    story.do('stageDone', stage('初审'));
    expect(standsAt(story.state, '2027-01-20').light).toBe('none');
    story.world.advance(7 * day);
    story.do('resumed', { result: '合格' });
    // Three days of its own, none of which passed before the day the procedure was over, which counts.
    expect(dueOf(story, 'stage')?.due).toBe('2026-12-02');
  });

  it('a matter without stages keeps the free steps, one with stages has names for them', () => {
    const free = accepted(testMatter('ONE', 5));
    expect(free.refusal('stepDone', { step: '核查' })).toBeNull();
    expect(free.refusal('stageDone', stage('核查'))).toBe('stage.none');
    expect(accepted(stagedMatter('ONE', 'here')).refusal('stepDone', { step: '核查' })).toBe('stage.named');
  });

  it('of the matter that a correction names', () => {
    const story = accepted(stagedMatter('ONE', 'here')).do('stageDone', stage('初审'));
    story.world.records.set('matter TWO', {
      ...testMatter('TWO', 5),
      stages: [{ kind: 'other', name: '核对', limit: { amount: 10, unit: 'workingDay' } }],
    });
    story.do('corrected', { set: { matter: { code: 'TWO' } }, reason: '选错事项' });
    expect(rows(story)).toEqual([['核对', 'now']]);
    expect(dueOf(story, 'stage')).toMatchObject({ due: '2026-12-07' });
  });
});

describe('由谁决定', () => {
  it('本级办结 does not go up', () => {
    const story = accepted(stagedMatter('ONE', 'here', false));
    expect(story.refusal('reported', up)).toBe('matter.decidedHere');
    expect(story.world.may(story.state, 'reported').ok).toBe(false);
    expect(story.refusal('decided', { set: { outcome: 'granted' }, result: '准予' })).toBeNull();
  });

  it('初审上报 is decided above alone', () => {
    const story = accepted(stagedMatter('ONE', 'above', false));
    expect(story.refusal('decided', { set: { outcome: 'granted' }, result: '准予' })).toBe('matter.decidedAbove');
    story.do('reported', up);
    expect(story.refusal('passedOn', { result: '已转' })).toBe('matter.notCollected');
    story.do('decidedAbove', { set: { outcome: 'granted' }, result: '同意' });
    expect(story.state.core.status).toBe('decided');
  });

  it('只代收 is handed over, and ends with what they decide or with 转出', () => {
    const story = accepted(stagedMatter('ONE', 'collect', false));
    expect(story.refusal('decided', { set: { outcome: 'done' }, result: '好' })).toBe('matter.onlyCollected');
    story.do('reported', up);
    expect(story.refusal('decidedAbove', { set: { outcome: 'done' }, result: '好' })).toBeNull();
    story.do('passedOn', { result: '由县局直接答复' }).do('closed');
    expect(story.state.core.status).toBe('closed');
    story.do('returned', { reason: '没有转出' });
    expect(story.state.core.status).toBe('reported');
  });

  it('goes up after the stages before it, or with a reason', () => {
    const story = accepted(stagedMatter('ONE', 'above'));
    expect(story.refusal('reported', up)).toBe('stage.outOfOrder');
    expect(story.refusal('stageDone', stage('上报'))).toBe('stage.byReport');
    story.do('reported', { ...up, why: '县局要求先报' });
    expect(rows(story).find(([name]) => name === '上报')).toEqual(['上报', 'done']);
  });
});

describe('等上级', () => {
  it('our clock ends when it goes up; theirs runs apart and is never late for us', () => {
    const story = accepted(stagedMatter('ONE', 'above', false));
    story.world.advance(2 * day);
    story.do('reported', up);
    expect(dueOf(story, 'promised')?.met).toBe('2026-11-25T01:00:00.000Z');
    expect(dueOf(story, 'upper')).toMatchObject({ due: '2026-12-16', lapse: 'waiting' });
    expect(project(service, story.state).case?.nextDue).toBe(noDue);
    expect(standsAt(story.state, '2026-12-10').dues.at(-1)).toMatchObject({ state: 'waiting', light: 'none', left: 4 });
    const late = standsAt(story.state, '2027-01-11');
    expect(late).toMatchObject({ light: 'none', pressing: null, lapses: [] });
    expect(late.dues.at(-1)).toMatchObject({ state: 'waitingLong' });
    expect(late.dues.at(-1)?.left).toBeLessThan(0);
    story.do('corrected', { set: { request: '改了' }, reason: '录错' });
    expect(standsAt(story.state, '2027-01-11').light).toBe('none');
  });

  it('上级退回: what was left when it went up, the day it came back counted', () => {
    const story = accepted(stagedMatter('ONE', 'above'));
    // Ten working days from Monday 23 November; up on Thursday the 26th.
    expect(dueOf(story, 'promised')?.due).toBe('2026-12-07');
    story.world.advance(3 * day);
    story.do('reported', { ...up, why: '先报' });
    story.world.advance(14 * day);
    story.do('sentBack', { reason: '缺一份证明' });
    // Tuesday and Wednesday had counted. Eight are left: from Thursday 10 December, itself one of them, to Monday the 21st.
    expect(dueOf(story, 'promised')).toMatchObject({ due: '2026-12-21' });
    expect(dueOf(story, 'promised')?.met).toBeUndefined();
    expect(dueOf(story, 'promised')?.pauses).toMatchObject([
      { name: 'above', from: '2026-11-26T01:00:00.000Z', to: '2026-12-10T01:00:00.000Z' },
    ]);
    expect(dueOf(story, 'upper')?.met).toBe('2026-12-10T01:00:00.000Z');
    expect(rows(story).find(([name]) => name === '上报')).toEqual(['上报', 'toCome']);
    expect(courseOf(story.state.core).trips).toMatchObject([{ authority: '县民政局', answer: 'sentBack' }]);
    story.do('reported', { ...up, why: '再报' });
    expect(courseOf(story.state.core).trips).toHaveLength(2);
    expect(standsAt(story.state, '2027-01-11').light).toBe('none');
  });

  it('a promise that had run out before it went up is 超期 again when it comes back', () => {
    const story = accepted(stagedMatter('ONE', 'above', false));
    story.world.advance(20 * day);
    story.do('reported', up);
    expect(standsAt(story.state, '2026-12-14').dues.find(({ name }) => name === 'promised')?.state).toBe('metLate');
    story.world.advance(20 * day);
    story.do('sentBack', { reason: '缺' });
    expect(dueOf(story, 'promised')?.due).toBe('2026-12-07');
    expect(standsAt(story.state, '2027-01-04').light).toBe('red');
  });

  it('退回补正 is a new notice to the petitioner, and nothing goes up again before the papers came', () => {
    const story = accepted(stagedMatter('ONE', 'above', false)).do('reported', up);
    story.do('gapsAbove', { gaps: [{ material: '收入证明', standard: '近三个月' }] });
    expect(story.last.issued.map(({ spec }) => spec)).toEqual(['correctionNotice']);
    expect(dueOf(story, 'promised')?.met).toBeUndefined();
    expect(story.refusal('reported', up)).toBe('gaps.open');
    story.do('gapsFilled', { came: [{ name: '收入证明', copies: 1, form: 'original' }] });
    expect(story.refusal('gapsFilled', { came: [{ name: '收入证明', copies: 1, form: 'original' }] })).toBe(
      'gaps.none',
    );
    expect(story.refusal('reported', up)).toBeNull();
  });

  it('a decision from above done again is with them again', () => {
    const story = accepted(stagedMatter('ONE', 'above', false)).do('reported', up);
    story.do('decidedAbove', { set: { outcome: 'granted' }, result: '同意' }).do('returned', { reason: '录错一件' });
    expect(story.state.core.status).toBe('reported');
    expect(dueOf(story, 'upper')?.met).toBeUndefined();
    expect(dueOf(story, 'delivery')).toBeUndefined();
    expect(standsAt(story.state, '2027-01-11').light).toBe('none');
  });

  it('whatever happened before: while it lies above nothing of ours is overdue, and no list has it in red or yellow', () => {
    const types = [...(service.typesByRules.get(1)?.keys() ?? [])];
    const samples = samplesOf(service);
    const deeds = fc.array(fc.record({ type: fc.nat(99), pick: fc.nat(), days: fc.nat(9) }), { maxLength: 40 });
    fc.assert(
      fc.property(deeds, fc.constantFrom('here', 'above', 'collect'), fc.nat(400), (list, decides, later) => {
        const story = accepted(stagedMatter('ONE', decides));
        for (const { type, pick, days } of list) {
          story.world.advance(days * day);
          const writing = { world: story.world, state: story.state, entries: story.entries, samples };
          const command = commandFor(types[type % types.length] ?? '', { ...writing, pick: makeWorld(pick).pick });
          const decided = command && story.world.next(story.state, command);
          if (decided?.ok === true) story.keep(decided.value);
          if (story.state.core.status !== 'reported') continue;
          const { light, pressing, dues } = standsAt(story.state, addDays(getPlainDate('2026-11-23'), later));
          expect({ light, pressing }).toEqual({ light: 'none', pressing: null });
          expect(dues.filter(({ state }) => state === 'overdue' || isWaiting(state)).map(({ name }) => name)).toEqual(
            dues.some(({ name, state }) => name === 'upper' && isWaiting(state)) ? ['upper'] : [],
          );
          expect(project(service, story.state).case?.nextDue).toBe(noDue);
        }
      }),
      { seed: seed(), numRuns: 60 },
    );
  });
});
