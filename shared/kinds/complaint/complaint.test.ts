/** 投诉 / 办不成事: who may not handle it, by which limit it runs, what the slip says and does not say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindWorld, Story, type As } from '../../../tests/support/kind-world.ts';
import { drawLife } from '../../../tests/support/kind-lives.ts';
import { recusedOf } from '../mechanism/recusal.ts';
import { project } from '../mechanism/project.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { complaint } from './index.ts';

const world = () => {
  const made = kindWorld(complaint);
  for (const id of ['wang', 'li', 'chief']) made.records.set(`staff ${id}`, { name: `人员 ${id}`, isActive: true });
  return made;
};
const said: JsonObject = { sort: 'complaint', request: '态度生硬', place: '综合窗口 2 号' };
const begun = (set: JsonObject = { ...said, against: 'wang' }, as?: As): Story =>
  new Story(world(), { type: 'received', data: { set } }, as);
const assigned = (story = begun()): Story => story.do('assigned', { set: { handler: 'li' } }, { by: 'chief' });

describe('回避', () => {
  it('whoever is complained of takes no step, reads no row and writes no note', () => {
    const story = assigned();
    for (const type of ['lookedInto', 'note', 'corrected', 'withdrawn', 'voided', 'undone']) {
      const may = story.world.may(story.state, type, { by: 'wang' });
      expect([type, may]).toMatchObject([type, { ok: false, refusal: { code: 'case.concernsYou' } }]);
    }
    expect(story.refusal('lookedInto', { found: '没有这回事' }, { by: 'wang' })).toBe('case.concernsYou');
    expect(project(complaint, story.state).case?.hiddenFrom).toBe(' wang');
  });

  it('an entry of theirs that was written elsewhere before anybody knew is kept and marked', () => {
    const story = begun(said);
    const apart = story.world.next(story.state, { type: 'note', data: { text: '我来处理' } }, { by: 'wang' });
    const named = story.world.next(
      story.state,
      { type: 'assigned', data: { set: { handler: 'li', against: 'wang' } } },
      { by: 'chief' },
    );
    story.meet(named, apart);
    expect(story.marks).toEqual(['case.concernsYou']);
  });

  it('nobody takes in what is said about themselves, nor is given it', () => {
    const { begin } = world();
    const about = { type: 'received', data: { set: { ...said, against: 'wang' } } };
    expect(begin(about, { by: 'wang' })).toMatchObject({ ok: false, refusal: { code: 'case.concernsYou' } });
    const story = begun();
    expect(story.refusal('assigned', { set: { handler: 'wang' } }, { by: 'chief' })).toBe('complaint.handlerConcerned');
    expect(story.refusal('assigned', { set: { handler: 'li', against: 'li' } }, { by: 'chief' })).toBe(
      'complaint.handlerConcerned',
    );
    expect(story.refusal('assigned', { set: { handler: 'nobody' } }, { by: 'chief' })).toBe('staff.unknown');
  });

  it('both values of an undecided choice of whom it is about stay out', () => {
    const story = begun();
    const one = { type: 'corrected', data: { set: { against: 'li' }, reason: '说错了' } };
    const other = { type: 'corrected', data: { set: { against: 'chief' }, reason: '说错了' } };
    story.meet(story.world.next(story.state, one), story.world.next(story.state, other));
    expect([...recusedOf(['against'], story.state)].sort()).toEqual(['chief', 'li']);
  });

  it('whatever happens, no entry of theirs changes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (chance) => {
        const entries = drawLife(complaint, chance, 25);
        const folded = world().fold(entries);
        const by = folded.beganBy;
        const [first, ...rest] = entries;
        if (first?.body === undefined || first.body === null) return;
        const set = { ...(first.body.data['set'] as JsonObject), against: 'wang' };
        const about = { ...first, body: { ...first.body, data: { ...first.body.data, set } } };
        const byThem = [about, ...rest.map((entry) => ({ ...entry, by: 'wang' }))];
        const state = world().fold(byThem);
        expect(by).not.toBe('wang');
        expect(state.core.status).toBe('received');
        expect(state.core.fields['handler']).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('转上级处理', () => {
  const town = (...chiefs: readonly string[]) => {
    const made = world();
    for (const id of ['wang', 'li', 'chief'])
      made.records.set(`staff ${id}`, {
        name: `人员 ${id}`,
        isActive: true,
        roles: chiefs.includes(id) ? ['chief'] : ['window'],
      });
    return made;
  };
  const about = (against: string, ...chiefs: readonly string[]): Story =>
    new Story(town(...chiefs), { type: 'received', data: { set: { ...said, against } } }, { by: 'li' });
  const up: JsonObject = { upperUnit: '兴国县政务服务管理局', why: '被反映人是本单位负责人' };

  it('is open where the only one who may assign is the one complained of, to anybody else', () => {
    const story = about('chief', 'chief');
    expect(story.refusal('handedUp', up, { by: 'chief' })).toBe('case.concernsYou');
    expect(story.world.may(story.state, 'handedUp', { by: 'li' })).toMatchObject({ ok: true });
    story.do('handedUp', up, { by: 'li' });
    const { status, dues } = story.state.core;
    expect([status, dues['assign']?.met !== undefined, dues['answer']]).toEqual(['handedUp', true, undefined]);
    // The person is told where it went; there is no answer of ours to be looked into again.
    story.do('told', { way: 'phone' }, { by: 'li' });
    expect(story.refusal('returned', { reason: '再核实' }, { by: 'li' })).not.toBeNull();
    story.do('closed', {}, { by: 'li' });
  });

  it('is closed as long as anybody else may assign, and says so', () => {
    for (const story of [about('chief', 'chief', 'wang'), about('wang', 'chief')]) {
      expect(story.refusal('handedUp', up, { by: 'li' })).toBe('case.othersMay');
      expect(story.world.may(story.state, 'handedUp', { by: 'li' })).toMatchObject({ ok: false });
    }
  });

  it('opens where it came out later whom it is about, and both values of a choice count', () => {
    const story = new Story(town('chief'), { type: 'received', data: { set: said } }, { by: 'li' });
    story.do('assigned', { set: { handler: 'wang' } }, { by: 'chief' });
    expect(story.refusal('handedUp', up, { by: 'li' })).toBe('case.othersMay');
    story.do('corrected', { set: { against: 'chief' }, reason: '说的是他' }, { by: 'li' });
    story.do('handedUp', up, { by: 'li' });
    expect(story.state.core.status).toBe('handedUp');
  });

  it('an entry that does not say so is marked, whoever wrote it', () => {
    const story = about('chief', 'chief');
    const made = story.world.next(story.state, { type: 'handedUp', data: up }, { by: 'li' });
    if (!made.ok) throw new Error('refused');
    const forged = made.value.entries.map((entry) => {
      const { isNobodyLeft: _gone, ...facts } = entry.body?.facts ?? {};
      return { ...entry, body: entry.body && { ...entry.body, facts } };
    });
    expect(story.world.fold(forged, story.state).marks.map(({ code }) => code)).toEqual(['case.othersMay']);
  });
});

describe('limits', () => {
  it('runs by the usual ones, and by those of the township where it has set its own', () => {
    const { dues } = begun().state.core;
    // A Monday; one and five working days.
    expect([dues['assign']?.due, dues['answer']?.due]).toEqual(['2026-11-24', '2026-11-30']);
    const own = world();
    const limit = { amount: 15, unit: 'workingDay' };
    own.records.set('rule complaintAnswer', { limit, basis: '永丰镇投诉处理办法', isActive: true });
    own.records.set('rule complaintAssign', { limit, basis: '', isActive: false });
    const { state } = new Story(own, { type: 'received', data: { set: said } });
    expect([state.core.dues['assign']?.due, state.core.dues['answer']?.due]).toEqual(['2026-11-24', '2026-12-14']);
    expect(complaint.dueBasis?.(state, 'answer')).toBe('永丰镇投诉处理办法');
  });

  it('assigning meets one, answering the other; looked into again it runs again', () => {
    const story = assigned();
    expect(story.state.core.dues['assign']?.met).toBeDefined();
    story.do('lookedInto', { found: '监控显示确有争执' }, { by: 'li' });
    story.do('answered', { set: { outcome: 'founded' }, reason: '已批评教育' }, { by: 'li' });
    expect(story.state.core.dues['answer']?.met).toBeDefined();
    story.do('told', { way: 'phone', content: 'notContent' }).do('returned', { reason: '要求再核实' });
    expect(story.state.core.status).toBe('assigned');
    expect(story.state.core.dues['answer']?.met).toBeUndefined();
  });
});

describe('what is said and answered', () => {
  it('办不成事 needs somebody to answer to; a complaint may be anonymous', () => {
    expect(world().begin({ type: 'received', data: { set: { sort: 'stuck', request: '查无此人' } } })).toMatchObject({
      ok: false,
      refusal: { code: 'complaint.who', field: 'petitioner' },
    });
    expect(begun(said).state.core.status).toBe('received');
  });

  it('a result is one of its sort, and who still cannot get it done is told where to go', () => {
    const story = assigned(begun({ ...said, sort: 'stuck', petitioner: { name: '李桂花', phone: '13907975555' } }));
    story.do('lookedInto', { found: '系统里姓名不一致' });
    const answer = (outcome: string, whereTo?: string): JsonObject => ({
      set: { outcome },
      reason: '原因',
      ...(whereTo === undefined ? {} : { whereTo }),
    });
    expect(story.refusal('answered', answer('founded'))).toBe('complaint.otherOutcome');
    expect(story.refusal('answered', answer('unsolved'))).toBe('complaint.whereTo');
    expect(story.refusal('answered', answer('unsolved', '派出所'))).toBeNull();
  });

  it('the slip has the number and the last day, and no name of whoever is meant', () => {
    const story = begun({ ...said, against: 'wang', petitioner: { name: '李桂花', phone: '13907975555' } });
    const paper = JSON.stringify(story.entries.find(({ type }) => type === 'paperIssued')?.body?.data);
    expect(paper).toContain('2026年11月30日');
    expect(paper).toContain('李桂花');
    expect(paper).toContain('-TS-');
    expect(paper).not.toContain('人员 wang');
    expect(paper).not.toContain('13907975555');
  });
});
