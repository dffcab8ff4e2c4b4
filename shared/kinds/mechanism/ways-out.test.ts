import { describe, expect, it } from 'vitest';
import { kindWorld, minute, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, taken } from '../../../tests/support/made-up-case.ts';
import { permissionsOf } from '../../kernel/permissions.ts';
import { unwrap } from '../../kernel/result.ts';
import { staff } from '../staff/index.ts';
import { project } from './project.ts';
import { valueOf, type StreamState } from './state.ts';

const begin = () => new Story(kindWorld(madeUp), taken);
const lastAct = ({ state }: Story): string => state.undoable?.act ?? state.stream;
const undo = (story: Story, by = 'clerk') => story.do('undone', { act: lastAct(story) }, { by });
const papersBy = ({ papers }: StreamState, status: string) => papers.filter((paper) => paper.status === status);

describe('更正', () => {
  it('gives new values, counts what is owed again from its own beginning, and says which papers are wrong', () => {
    const story = begin();
    const [first] = story.state.papers;
    story.world.advance(3 * 24 * 60 * minute);
    story.do('corrected', { set: { name: '李贵花', limitDays: 10 }, reason: '听错了' });
    expect(valueOf(story.state, 'name')).toBe('李贵花');
    // Ten working days after Monday 23 November, not after the correction.
    expect(story.state.core.dues['answer']).toMatchObject({ due: '2026-12-07', from: story.state.beganOn });
    expect(story.last.wrong.map(({ id }) => id)).toEqual([first?.id]);
  });

  it('prints a successor that is marked 更正件 and takes the place of the old slip', () => {
    const story = begin();
    const [first] = story.state.papers;
    story.do('corrected', { set: { name: '李贵花' }, reason: '听错了' });
    const [second] = story.last.issued;
    expect(second).toMatchObject({ replaces: first?.id, status: 'valid', spec: 'receipt' });
    expect(papersBy(story.state, 'superseded')).toMatchObject([{ id: first?.id, replacedBy: second?.id }]);
    const body = story.entries.find(({ id }) => id === second?.entry)?.body;
    expect(JSON.stringify(body?.data['blocks'])).toContain('更正件');
    expect(JSON.stringify(body?.data['blocks'])).toContain('李贵花');
    // A second correction makes the second one wrong, not the first again.
    story.do('corrected', { set: { name: '李桂华' }, reason: '又错了' });
    expect(story.last.wrong.map(({ id }) => id)).toEqual([second?.id]);
    expect(papersBy(story.state, 'valid')).toHaveLength(1);
  });

  it('of what no paper prints makes none wrong; what was met stays met', () => {
    const story = begin().do('begun').do('finished');
    const { dues } = story.state.core;
    story.do('corrected', { set: { amount: 900, limitDays: 20 }, reason: '看错了' });
    expect(story.last.wrong).toEqual([]);
    expect(story.state.core.dues).toEqual({ answer: dues['answer'] });
  });

  it('needs a reason and something to correct, and a case that is not void', () => {
    const story = begin();
    expect(story.refusal('corrected', { set: { name: '甲' }, reason: ' ' })).not.toBeNull();
    expect(story.refusal('corrected', { set: {}, reason: '什么都没有' })).not.toBeNull();
    expect(story.refusal('corrected', { set: { name: '甲' }, reason: '错' }, { may: ['case.handle'] })).toBe(
      'permission.missing',
    );
    expect(
      story.do('voided', { cause: 'trial', reason: '试' }).refusal('corrected', { set: { name: '甲' }, reason: '错' }),
    ).toBe('case.ended');
  });
});

describe('撤回上一步', () => {
  it('restores fields, dues and state; the numbers and papers of the act are void, older ones valid again', () => {
    const story = begin().do('begun');
    const before = story.state;
    story.do('corrected', { set: { name: '李贵花', limitDays: 9 }, reason: '听错了' });
    const [successor] = story.last.issued;
    undo(story);
    expect(story.state.core).toEqual(before.core);
    expect(papersBy(story.state, 'void').map(({ id }) => id)).toEqual([successor?.id]);
    expect(papersBy(story.state, 'valid').map(({ id }) => id)).toEqual(before.papers.map(({ id }) => id));
    expect(papersBy(story.state, 'valid')[0]).not.toHaveProperty('replacedBy');
    expect(story.state.number).toBe(before.number);
    expect(story.state.history.filter(({ isUndone }) => isUndone).map(({ type }) => type)).toEqual([
      'corrected',
      'paperIssued',
    ]);
    expect(story.world.fold(story.entries)).toEqual(story.state);
  });

  it('restores what a step met', () => {
    const story = begin().do('begun').do('finished');
    expect(story.state.core.dues['answer']?.met).toBeDefined();
    undo(story);
    expect(story.state.core).toMatchObject({ status: 'working' });
    expect(Object.keys(story.state.core.dues)).toEqual(['answer']);
    expect(story.state.core.dues['answer']?.met).toBeUndefined();
    expect(story.refusal('undone', { act: story.world.id() })).toBe('undo.nothing');
  });

  it('is for the same person', () => {
    const story = begin().do('begun');
    expect(story.refusal('undone', { act: lastAct(story) }, { by: 'other' })).toBe('undo.otherPerson');
    expect(story.world.may(story.state, 'undone', { by: 'other' }).ok).toBe(false);
    expect(story.world.may(story.state, 'undone').ok).toBe(true);
  });

  it('is possible for ten minutes by the entries’ own times', () => {
    const story = begin().do('begun');
    story.world.advance(10 * minute);
    expect(story.refusal('undone', { act: lastAct(story) })).toBeNull();
    story.world.advance(1);
    expect(story.refusal('undone', { act: lastAct(story) })).toBe('undo.tooLate');
    // A clock set back does not make it longer.
    story.world.advance(-30 * minute);
    expect(story.refusal('undone', { act: lastAct(story) })).toBe('undo.tooLate');
  });

  it('ends when something of it left the printer', () => {
    const story = begin().do('corrected', { set: { name: '李贵花' }, reason: '听错了' });
    const paper = story.last.issued[0]?.id ?? '';
    const printed = { copy: 1, fate: 'printed', printer: '' };
    story.do('paperPrinted', { ...printed, paper: story.state.papers[0]?.id ?? '' });
    expect(story.refusal('undone', { act: lastAct(story) })).toBeNull();
    story.do('paperPrinted', { ...printed, paper });
    expect(story.refusal('undone', { act: lastAct(story) })).toBe('undo.handedOut');
    // Offered all the same: the person who holds it can say so.
    expect(story.world.may(story.state, 'undone').ok).toBe(true);
    story.do('undone', { act: lastAct(story), papersHere: 'takenBack' });
    expect(papersBy(story.state, 'void').map(({ id }) => id)).toEqual([paper]);
  });

  it('ends when something of it may have left the printer, unless it lies here', () => {
    const story = begin().do('corrected', { set: { name: '李贵花' }, reason: '听错了' });
    const out = [story.last.issued[0]?.id ?? ''];
    const undone = { act: lastAct(story) };
    expect(story.refusal('undone', undone, { out: [story.state.papers[0]?.id ?? ''] })).toBeNull();
    expect(story.refusal('undone', undone, { out })).toBe('undo.handedOut');
    story.do('undone', { ...undone, papersHere: 'notGiven' }, { out });
    expect(story.entries.at(-1)?.body?.facts).toMatchObject({ mayBeOut: true });
    expect(story.world.fold(story.entries)).toEqual(story.state);
  });

  it('takes back the last act only: not one before, not intake, nothing that is final', () => {
    const story = begin();
    expect(story.state.undoable).toBeUndefined();
    const first = lastAct(story.do('begun'));
    story.do('priced', { set: { amount: 7 } });
    expect(story.refusal('undone', { act: first })).toBe('undo.nothing');
    story.do('withdrawn', { reason: '不办了', handedBack: [], receivedBy: '本人' });
    expect(story.refusal('undone', { act: lastAct(story) })).toBe('undo.nothing');
  });

  it('leaves notes and attachments, and what the authority gave meanwhile', () => {
    const story = begin().do('begun').do('note', { text: '来过' }).do('officialNumber', { number: '永字 1' });
    story.do('attached', {
      id: story.world.id(),
      blob: 'ab'.repeat(32),
      name: '照片.jpg',
      bytes: 3,
      mime: 'image/jpeg',
    });
    undo(story);
    expect(story.state).toMatchObject({ notes: 1, core: { status: 'open', officialNumber: '永字 1' } });
    expect(story.state.attachments).toHaveLength(1);
  });

  it('does not make a paper valid again that was void already', () => {
    const story = begin().do('corrected', { set: { name: '李贵花' }, reason: '听错了' });
    const old = papersBy(story.state, 'superseded')[0]?.id ?? '';
    undo(story.do('paperVoided', { paper: old, reason: '收回' }));
    expect(papersBy(story.state, 'void').map(({ id }) => id)).toContain(old);
    expect(papersBy(story.state, 'valid')).toEqual([]);
  });
});

describe('退回重办', () => {
  it('goes back to an earlier state, opens what was met and ends what is not owed yet', () => {
    const story = begin().do('begun').do('finished');
    expect(Object.keys(story.state.core.dues)).toEqual(['answer', 'delivery']);
    story.do('returned', { reason: '材料不实' });
    expect(story.state.core.status).toBe('working');
    expect(Object.keys(story.state.core.dues)).toEqual(['answer']);
    expect(story.state.core.dues['answer']?.met).toBeUndefined();
    undo(story);
    expect(story.state.core.status).toBe('done');
    expect(story.state.core.dues['answer']?.met).toBeDefined();
  });
  it('needs a state to go back from, and the permission', () => {
    expect(begin().refusal('returned', { reason: '错' })).toBe('step.notNow');
    expect(
      begin()
        .do('begun')
        .do('finished')
        .refusal('returned', { reason: '错' }, { may: ['case.handle'] }),
    ).toBe('permission.missing');
  });
});

const why = { cause: 'duplicate', reason: '重复收件' };

describe('作废', () => {
  it('alone: at once; the number stays used, the case leaves statistics and its slips are void', () => {
    const story = begin().do('voided', why);
    const { number } = story.state;
    expect(number).toBeDefined();
    expect(story.state.papers.map(({ status }) => status)).toEqual(['void']);
    expect(project(madeUp, story.state).case).toMatchObject({
      number,
      isOpen: false,
      isCounted: false,
      voided: 'duplicate',
    });
    for (const type of ['begun', 'withdrawn', 'voided', 'merged'])
      expect(story.world.may(story.state, type), type).toMatchObject({ refusal: { code: 'case.ended' } });
  });

  it('with a second person: asked by one, confirmed or declined by the other', () => {
    const story = begin();
    const two = { hasSecondPerson: true };
    expect(story.refusal('voided', why, two)).toBe('void.needsAsking');
    story.do('voidAsked', why, two);
    expect(story.refusal('voidAsked', why, two)).toBe('void.asked');
    expect(story.refusal('voided', why, two)).toBe('void.needsSecond');
    expect(story.world.may(story.state, 'voided', two).ok).toBe(false);
    story.do('voidDeclined', { reason: '不是重复' }, { ...two, by: 'chief' });
    expect(story.state.core.voidAsked).toBeUndefined();
    expect(story.refusal('voided', why, { ...two, by: 'chief' })).toBe('void.needsAsking');
    story.do('voidAsked', why, two).do('voided', why, { ...two, by: 'chief' });
    expect(story.state.core.voided?.cause).toBe('duplicate');
  });

  it('asked can be taken back by who asked', () => {
    const story = begin().do('voidAsked', why, { hasSecondPerson: true });
    expect(undo(story).state.core.voidAsked).toBeUndefined();
    expect(story.refusal('voidDeclined', { reason: '没有申请' })).toBe('step.notNow');
  });

  it('takes only the causes that the register knows', () => {
    expect(begin().refusal('voided', { cause: 'boredom', reason: '不想办' })).toBe('input.invalid');
  });
});

describe('并案', () => {
  it('is known on both sides, leaves both slips valid, and is taken apart again', () => {
    const world = kindWorld(madeUp);
    const [main, other] = [new Story(world, taken), new Story(world, taken)];
    other.do('merged', { into: main.state.stream, reason: '同一件事' });
    main.do('joined', { from: other.state.stream, reason: '同一件事' });
    expect(other.refusal('begun')).toBe('case.ended');
    expect(other.refusal('merged', { into: main.state.stream, reason: '再' })).toBe('case.ended');
    expect(project(madeUp, other.state).case).toMatchObject({ isCounted: false, mergedInto: main.state.stream });
    expect(main.state.core.mergedFrom).toEqual([other.state.stream]);
    expect([...main.state.papers, ...other.state.papers].map(({ status }) => status)).toEqual(['valid', 'valid']);
    other.do('unmerged', { reason: '不是一件事' });
    main.do('parted', { from: other.state.stream, reason: '不是一件事' });
    expect(other.state.core.mergedInto).toBeUndefined();
    expect(main.state.core.mergedFrom).toEqual([]);
    expect(other.refusal('begun')).toBeNull();
  });

  it('is refused with itself and taken apart only where it was made', () => {
    const story = begin();
    expect(story.refusal('merged', { into: story.state.stream, reason: '错' })).toBe('merge.itself');
    expect(story.refusal('joined', { from: story.state.stream, reason: '错' })).toBe('merge.itself');
    expect(story.refusal('unmerged', { reason: '错' })).toBe('step.notNow');
    expect(story.refusal('parted', { from: story.world.id(), reason: '错' })).toBe('step.notNow');
  });

  it('of the same case by two desks counts once', () => {
    const story = begin();
    const from = story.world.id();
    const join = () => story.world.next(story.state, { type: 'joined', data: { from, reason: '同一件事' } });
    story.meet(join(), join());
    expect(story.state.core.mergedFrom).toEqual([from]);
    expect(story.do('parted', { from, reason: '分开' }).state.core.mergedFrom).toEqual([]);
  });
});

describe('撤回申请', () => {
  const said = { reason: '不办了', handedBack: ['户口簿'], receivedBy: '李桂花' };
  it('ends the case by the petitioner’s word, and nothing is owed any more', () => {
    const story = begin().do('begun').do('withdrawn', said);
    expect(story.state.core).toMatchObject({ status: 'gone', dues: {} });
    expect(project(madeUp, story.state).case).toMatchObject({ isCounted: true, nextDue: '9999-12-31' });
  });
  it('needs the signature of who took the papers back, and a case not yet decided', () => {
    expect(begin().refusal('withdrawn', { ...said, receivedBy: '' })).not.toBeNull();
    expect(begin().do('begun').do('finished').refusal('withdrawn', said)).toBe('step.notNow');
  });
});

describe('the ways out of a registry', () => {
  const world = kindWorld(staff);
  const person = new Story(world, { type: 'added', data: { set: { name: '王五', login: 'wang', roles: ['window'] } } });

  it('are for those who write it: nobody at the counter makes themselves chief by a correction', () => {
    const make = { set: { roles: ['chief'] }, reason: '更正' };
    expect(person.refusal('corrected', make, { may: [...permissionsOf(['window'])] })).toBe('permission.missing');
    expect(person.refusal('corrected', make, { may: ['staff.manage'] })).toBeNull();
    const kept = ['corrected', 'voided', 'voidAsked', 'returned', 'undone', 'merged', 'note', 'settled', 'attached'];
    for (const type of kept)
      expect(
        world.may(person.state, type, { may: [...permissionsOf(['window', 'review', 'village'])] }),
        type,
      ).toMatchObject({
        refusal: { code: 'permission.missing' },
      });
  });

  it('take a row out of the registry when it is void', () => {
    const voided = unwrap(world.next(person.state, { type: 'voided', data: why }));
    expect(project(staff, person.state).records).toHaveLength(1);
    expect(project(staff, voided.state).records).toEqual([]);
  });
});
