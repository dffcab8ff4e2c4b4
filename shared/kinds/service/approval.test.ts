/** 呈批: no decision that needs a word is made without it, whichever way the word came; and a word is used once. */
import { describe, expect, it } from 'vitest';
import { kindWorld, Story, testMatter, type As } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { project } from '../mechanism/project.ts';
import { approvalRows } from './approval.ts';
import { service } from './index.ts';
import { sampleReceived } from './sample.ts';

const granted = { set: { outcome: 'granted' }, result: '准予' };
const rejected = { set: { outcome: 'rejected' }, result: '不符合条件' };
const keyed = (more: JsonObject = {}): JsonObject => ({
  ...{ about: 'granted', signWay: 'phone', verdict: 'agree', approver: '刘镇长', signedOn: '2026-11-23' },
  ...more,
});
const click = (more: JsonObject = {}): JsonObject => ({ about: 'granted', verdict: 'agree', ...more });

function begun(approvals: readonly JsonObject[], more: JsonObject = {}): Story {
  const world = kindWorld(service);
  world.records.set('matter ONE', { ...testMatter('ONE', 5), ...more, code: 'ONE', approvals: [...approvals] });
  return new Story(world, sampleReceived({ pick: makeWorld(3).pick }, 'ONE'));
}
const byOne = [{ decision: 'granted', role: '主要领导' }];
const scan = (story: Story): Story =>
  story.do('attached', {
    ...{ id: story.world.id(), blob: 'ab'.repeat(32), name: '呈批单.jpg', bytes: 1, mime: 'image/jpeg' },
    for: { what: 'approval', name: '呈批单' },
  });
const states = ({ state }: Story) => approvalRows(state).map(({ about, state: is }) => [about, is]);

describe('呈批', () => {
  it('a matter that says nothing of it decides as before, and offers none of its steps', () => {
    const story = begun([]).do('accepted');
    expect(approvalRows(story.state)).toEqual([]);
    expect(story.refusal('approvalAsked', { about: 'granted', opinion: '拟准予' })).toBe('approval.notNeeded');
    expect(story.world.may(story.state, 'approvalKeyed').ok).toBe(false);
    expect(story.refusal('decided', granted)).toBeNull();
  });

  it('only the decisions that are named need it', () => {
    const story = begun(byOne).do('accepted');
    expect(story.refusal('decided', granted)).toBe('approval.missing');
    expect(story.refusal('decided', { set: { outcome: 'done' }, result: '办好' })).toBe('approval.missing');
    expect(story.refusal('decided', rejected)).toBeNull();
    expect(story.refusal('approvalKeyed', keyed({ about: 'rejected' }))).toBe('approval.notNeeded');
  });

  it('signed on paper it needs the scan of this signature, and counts as a click does', () => {
    const story = begun(byOne).do('accepted').do('approvalAsked', { about: 'granted', opinion: '拟准予' });
    expect(story.state.papers.map(({ spec }) => spec)).toEqual(['receipt', 'approvalSheet']);
    expect(states(story)).toEqual([['granted', 'asked']]);
    const paper = keyed({ signWay: 'signed' });
    expect(story.refusal('approvalKeyed', paper)).toBe('approval.needsScan');
    scan(story).do('approvalKeyed', paper);
    expect(states(story)).toEqual([['granted', 'given']]);
    // One scan shows one signature.
    expect(story.refusal('approvalKeyed', paper)).toBe('approval.needsScan');
    expect(begun(byOne).do('accepted').do('approved', click()).refusal('decided', granted)).toBeNull();
    expect(story.refusal('decided', granted)).toBeNull();
  });

  it('whoever may not approve cannot click, and may key in what was signed', () => {
    const story = begun(byOne).do('accepted');
    const clerk: As = { by: 'clerk', may: ['case.handle', 'case.read', 'paper.issue'] };
    expect(story.refusal('approved', click(), clerk)).toBe('permission.missing');
    expect(story.refusal('approvalKeyed', keyed(), clerk)).toBeNull();
  });

  it('by telephone it is decided at once, stays 待补签, and is not filed before somebody signed', () => {
    const story = begun(byOne).do('accepted').do('approvalKeyed', keyed()).do('decided', granted);
    const since = () => project(service, story.state).case?.unsignedDay;
    expect(since()).toBe('2026-11-23');
    story.do('delivered', { way: 'direct', receivedBy: '本人' });
    expect(story.refusal('closed')).toBe('approval.unsigned');
    const later = { about: 'granted', signedOn: '2026-11-24' };
    expect(story.refusal('signedLater', later)).toBe('approval.needsScan');
    scan(story).do('signedLater', later);
    expect(since()).toBe('');
    expect(approvalRows(story.state)).toMatchObject([{ by: ['刘镇长'], way: 'phone', signedOn: '2026-11-24' }]);
    expect(story.refusal('signedLater', later)).toBe('approval.noneUnsigned');
    expect(story.refusal('closed')).toBeNull();
  });

  it('a word against granting is a word for rejecting', () => {
    const story = begun([...byOne, { decision: 'rejected', role: '分管领导' }]).do('accepted');
    expect(story.refusal('decided', rejected)).toBe('approval.missing');
    expect(story.world.may(story.state, 'decided').ok).toBe(false);
    story.do('approved', click({ verdict: 'disagree' }));
    expect(story.refusal('decided', granted)).toBe('approval.missing');
    expect(story.refusal('decided', rejected)).toBeNull();
  });

  it('a word is used by its decision: 退回重办 asks for another', () => {
    const story = begun(byOne).do('accepted').do('approved', click()).do('decided', granted);
    expect(states(story)).toEqual([['granted', 'used']]);
    story.do('returned', { reason: '写错' });
    expect(story.refusal('decided', granted)).toBe('approval.missing');
    expect(states(story)).toEqual([
      ['granted', 'used'],
      ['granted', 'toAsk'],
    ]);
    story.do('approved', click());
    expect(story.refusal('decided', granted)).toBeNull();
  });

  it('two people: by name, and by clicks; neither twice', () => {
    const byTwo = [{ decision: 'granted', role: '主要领导', needsTwo: true }];
    const story = begun(byTwo).do('accepted');
    expect(story.refusal('approvalKeyed', keyed())).toBe('approval.needsTwo');
    expect(story.refusal('approvalKeyed', keyed({ second: '刘 镇长' }))).toBe('approval.needsTwo');
    expect(story.refusal('approvalKeyed', keyed({ second: '陈书记' }))).toBeNull();
    story.do('approved', click(), { by: 'mayor' });
    expect(states(story)).toEqual([['granted', 'half']]);
    expect(story.refusal('decided', granted)).toBe('approval.missing');
    expect(story.refusal('approved', click(), { by: 'mayor' })).toBe('approval.needsTwo');
    story.do('approved', click(), { by: 'secretary' });
    expect(approvalRows(story.state)).toMatchObject([{ by: ['mayor', 'secretary'], byStaff: true, state: 'given' }]);
    expect(story.refusal('decided', granted)).toBeNull();
  });

  it('不予受理 and 上报 are signed for where the matter says so', () => {
    const refusal = { reason: '不属于本镇职权', basis: '行政许可法第三十二条', whereTo: '县局' };
    const story = begun([{ decision: 'refused', role: '分管领导' }]);
    expect(story.refusal('refused', refusal)).toBe('approval.missing');
    expect(story.do('approved', click({ about: 'refused' })).refusal('refused', refusal)).toBeNull();
    const upward = begun([{ decision: 'reported', role: '分管领导' }], { decides: 'above', authority: '县民政局' });
    upward.do('accepted');
    const up = { authority: '县民政局' };
    const batch = { ...up, batch: upward.world.id() };
    expect(upward.refusal('reported', up)).toBe('approval.missing');
    expect(upward.refusal('sentInBatch', batch)).toBe('approval.missing');
    upward.do('approvalKeyed', keyed({ about: 'reported' }));
    expect(upward.refusal('sentInBatch', batch)).toBeNull();
    upward.do('reported', up).do('sentBack', { reason: '缺章' });
    expect(upward.refusal('reported', up)).toBe('approval.missing');
  });
});
