import { describe, expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, madeUpSpec, taken } from '../../../tests/support/made-up-case.ts';
import { defineKind } from './define.ts';
import type { Due } from './dues.ts';
import { noDue, project } from './project.ts';

const begin = () => new Story(kindWorld(madeUp), taken);
const dueOf = ({ state }: Story): Due => {
  const due = state.core.dues['answer'];
  if (due === undefined) throw new Error('no due');
  return due;
};

describe('a moved due date (改期)', () => {
  const move = (story: Story) => {
    const from = dueOf(story);
    return { type: 'dueMoved', data: { from, to: { ...from, due: '2026-12-31', calendarVersion: 'new' } } };
  };
  it('is the authority’s, and changes the date and the calendar it was counted under', () => {
    const story = begin();
    const { type, data } = move(story);
    expect(story.refusal(type, data, { isAuthority: false })).toBe('step.notAuthority');
    story.do(type, data);
    expect(dueOf(story)).toMatchObject({ due: '2026-12-31', calendarVersion: 'new' });
    expect(project(madeUp, story.state).case?.nextDue).toBe('2026-12-31');
  });
  it('that comes after the due was met leaves it met', () => {
    const story = begin().do('begun');
    const moved = story.world.next(story.state, move(story));
    story.meet(story.world.next(story.state, { type: 'finished', data: {} }), moved);
    expect(dueOf(story).met).toBeDefined();
    expect(dueOf(story).due).not.toBe('2026-12-31');
  });
  it('does not bring back one that fell away', () => {
    const story = begin();
    const moved = story.world.next(story.state, move(story));
    const withdrawn = { type: 'withdrawn', data: { reason: '不办', handedBack: [], receivedBy: '本人' } };
    story.meet(story.world.next(story.state, withdrawn), moved);
    expect(story.state.core.dues).toEqual({});
    expect(project(madeUp, story.state).case?.nextDue).toBe(noDue);
  });
});

describe('an official number', () => {
  it('is given once, by the authority', () => {
    const story = begin();
    expect(story.refusal('officialNumber', { number: '1' }, { isAuthority: false })).toBe('step.notAuthority');
    story.do('officialNumber', { number: '永字 1' });
    expect(story.refusal('officialNumber', { number: '2' })).toBe('number.used');
    story.do('officialNumber', { number: '永字 1' });
    expect(story.state.marks).toEqual([]);
    expect(project(madeUp, story.state).words.digits).toContain('永字 1');
  });
});

describe('an attachment', () => {
  const file = (id: string) => ({ id, blob: 'ab'.repeat(32), name: '照片.jpg', bytes: 3, mime: 'image/jpeg' });
  it('whose id a copy of the desk gave as well stands in the list once, and both are in the history', () => {
    const story = begin();
    const id = story.world.id();
    story.do('attached', file(id));
    story.do('attached', { ...file(id), blob: 'cd'.repeat(32) });
    expect(story.state.attachments).toMatchObject([{ id, blob: 'ab'.repeat(32) }]);
    expect(story.state.history.filter(({ type }) => type === 'attached')).toHaveLength(2);
    expect(project(madeUp, story.state).files).toHaveLength(1);
  });
  it('in the wrong case leaves the list and stays in the history', () => {
    const story = begin();
    const id = story.world.id();
    const moved = { id, to: story.world.id(), reason: '放错了' };
    expect(story.world.may(story.state, 'attachmentMoved').ok).toBe(false);
    story.do('attached', file(id));
    expect(story.refusal('attachmentMoved', { ...moved, id: story.world.id() })).toBe('attachment.unknown');
    story.do('attachmentMoved', moved);
    expect(story.state.attachments).toMatchObject([{ id, isMoved: true }]);
    expect(story.refusal('attachmentMoved', moved)).toBe('attachment.unknown');
    expect(story.world.may(story.state, 'attachmentMoved').ok).toBe(false);
  });
  it('and a note by two at once stand side by side', () => {
    const story = begin();
    const note = (text: string) => story.world.next(story.state, { type: 'note', data: { text } });
    const add = () => story.world.next(story.state, { type: 'attached', data: file(story.world.id()) });
    story.meet(note('甲'), note('乙'), add(), add());
    expect(story.state).toMatchObject({ notes: 2, marks: [] });
    expect(story.state.attachments).toHaveLength(2);
  });
});

describe('a paper', () => {
  it('is issued with the state it prints, under a number, and counts its copies', () => {
    const story = begin();
    const [paper] = story.state.papers;
    expect(paper).toMatchObject({ spec: 'receipt', status: 'valid', copies: 0, entry: story.entries[1]?.id });
    expect(paper?.shows).toEqual({ name: story.state.core.fields['name']?.setBy });
    for (const copy of [1, 2, 1])
      story.do('paperPrinted', { paper: paper?.id ?? '', copy, fate: 'printed', printer: '' });
    expect(story.state.papers[0]?.copies).toBe(2);
    expect(story.refusal('paperPrinted', { paper: story.world.id(), copy: 1, fate: 'printed', printer: '' })).toBe(
      'paper.unknown',
    );
    expect(story.do('paperVoided', { paper: paper?.id ?? '', reason: '污损' }).state.papers[0]?.status).toBe('void');
  });
  it('keeps what of its step it prints, so that its successor says it too', () => {
    const story = new Story(kindWorld(madeUp), { type: 'taken', data: { ...taken.data, remark: '加急' } });
    story.do('corrected', { set: { name: '李贵花' }, reason: '听错了' });
    const { body } = story.entries.at(-1) ?? {};
    expect(JSON.stringify(body?.data['blocks'])).toContain('加急');
  });
  it('is not issued by who may not issue papers; the step is not offered either', () => {
    const world = kindWorld(madeUp);
    const may = ['case.take'] as const;
    expect(world.begin(taken, { may })).toMatchObject({ ok: false, refusal: { code: 'permission.missing' } });
    const { state } = new Story(world, taken);
    const empty = { ...state, entries: 0, core: { ...state.core, status: '' } };
    expect(world.may(empty, 'taken', { may }).ok).toBe(false);
    expect(world.may(empty, 'taken').ok).toBe(true);
  });
  it('that a rare character would leave a hole in is refused, unless the blank is to be filled in by hand', () => {
    const world = kindWorld(madeUp);
    const rare = { type: 'taken', data: { set: { name: '李\u{2FFFF}' } } };
    expect(world.begin(rare)).toMatchObject({ ok: false, refusal: { code: 'paper.glyphMissing' } });
    expect(world.begin({ ...rare, isByHand: true })).toMatchObject({
      ok: true,
      value: { issued: [{ spec: 'receipt' }] },
    });
  });
});

describe('a kind’s declaration', () => {
  const rules = madeUpSpec.rulesets[1];
  const broken = (change: object, spec: object = {}) => {
    if (rules === undefined) throw new Error('no rules');
    return () => defineKind({ ...madeUpSpec, ...spec, rulesets: { 1: { ...rules, ...change } } });
  };
  const step = (change: object, name = 'priced') => ({
    steps: { ...rules?.steps, [name]: { ...(rules?.steps['priced'] ?? {}), ...change } },
  });
  it('stands as it is', () => {
    expect(broken({})).not.toThrow();
  });
  it.each([
    ['no step that begins', { steps: { begun: { v: 1, from: ['open'], permission: 'case.handle' } } }, {}],
    ['a step from no state', step({ from: ['nowhere'] }), {}],
    ['a step to no state', step({ to: 'nowhere' }), {}],
    ['a step that sets no field of the kind', step({ sets: ['colour'] }), {}],
    ['a step that sets toString', step({ sets: ['toString'] }), {}],
    ['a step that requires what it may not set', step({ requires: ['name'] }), {}],
    ['a step that issues no paper of the kind', step({ issues: ['withdrawal'] }), {}],
    ['a step that begins in no state', step({ from: [] }), {}],
    ['a step that asks nobody', step({ authority: { request: 'nobody' } }), {}],
    ['a hub-owned field set by anybody', step({ sets: ['assignee'] }), {}],
    ['a step with a name of the mechanism', step({}, 'corrected'), {}],
    ['a step whose name no header takes', step({}, 'Not-a-name'), {}],
    ['a second version that reads no first', step({ v: 2 }), {}],
    ['a form that takes the place of the fields', step({ form: { set: rules?.fields['name'] } }), {}],
    ['a state nothing leads to', { states: { ...rules?.states, limbo: 'open' } }, {}],
    ['a redo to no state', { redo: { done: { to: 'nowhere', reopens: [] } } }, {}],
    [
      'a redo whose other way leads to no state',
      { redo: { done: { to: 'working', reopens: [], or: { to: 'no', reopens: [] } } } },
      {},
    ],
    ['a redo from no state', { redo: { nowhere: { to: 'open', reopens: [] } } }, {}],
    ['a withdrawal from no state', { withdrawal: { from: ['nowhere'], to: 'gone' } }, {}],
    [
      'a withdrawal that issues no paper of the kind',
      { withdrawal: { from: ['open'], to: 'gone', issues: ['withdrawal'] } },
      {},
    ],
    [
      'a paper that the program has not',
      { papers: { ...rules?.papers, poster: { shows: [], facts: () => ({}) } } },
      {},
    ],
    ['a paper that shows no field', { papers: { receipt: { shows: ['colour'], facts: () => ({}) } } }, {}],
    [
      'papers and no number',
      { steps: { ...rules?.steps, taken: { ...(rules?.steps['taken'] ?? {}), numbered: undefined } } },
      {},
    ],
    ['rules that are not there', {}, { rules: 2 }],
    ['a case without a line', {}, { row: undefined }],
    ['a registry without a row', {}, { form: 'registry' }],
    ['a name no header takes', {}, { kind: 'Made up' }],
  ])('with %s does not start', (_what, change, spec) => {
    expect(broken(change, spec)).toThrow();
  });
});

describe('a doubt (存疑件)', () => {
  /** Finished elsewhere while it was being worked on here: kept, and nothing of it done. */
  function doubtful() {
    const story = begin().do('begun');
    const other = story.world.next(story.state, { type: 'finished', data: {} });
    story.do('withdrawn', { reason: '不办', handedBack: [], receivedBy: '本人' }).meet(other);
    const [mark] = story.state.marks;
    if (mark === undefined) throw new Error('no mark');
    return { story, settle: { entries: [mark.entry], reason: '问过了，没有办' } };
  }
  it('waits for a person until one says what became of it, and stays in the history', () => {
    const { story, settle } = doubtful();
    expect(project(madeUp, story.state).case).toMatchObject({ isUndecided: true });
    const before = story.state.history;
    story.do('doubtSettled', settle);
    expect(project(madeUp, story.state).case).toMatchObject({ isUndecided: false });
    expect(story.state.history.slice(0, -1)).toEqual(before);
    expect(story.world.may(story.state, 'doubtSettled').ok).toBe(false);
    expect(story.refusal('doubtSettled', settle)).toBe('choice.none');
  });
  it('needs a reason, the right and an entry that is one', () => {
    const { story, settle } = doubtful();
    expect(story.refusal('doubtSettled', { ...settle, reason: ' ' })).not.toBeNull();
    expect(story.refusal('doubtSettled', { ...settle, entries: [story.world.id()] })).toBe('choice.none');
    expect(story.refusal('doubtSettled', settle, { may: ['case.handle'] })).toBe('permission.missing');
    expect(begin().world.may(begin().state, 'doubtSettled').ok).toBe(false);
  });
  it('that two people settle apart from each other is no new one', () => {
    const { story, settle } = doubtful();
    const other = story.world.next(story.state, { type: 'doubtSettled', data: settle });
    story.do('doubtSettled', settle).meet(other);
    expect(story.state.marks).toEqual([]);
  });
});
