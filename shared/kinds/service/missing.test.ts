/** 欠缺材料: what a matter allows, what is owed till when, what nobody is asked for twice, and what only a person decides. */
import { describe, expect, it } from 'vitest';
import { day, kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { unwrap } from '../../kernel/result.ts';
import { textOf } from '../common/fields.ts';
import { project } from '../mechanism/project.ts';
import { originalsOf } from './custody.ts';
import { service } from './index.ts';
import { openBy, openOwed, owedView } from './owed.ts';
import { sampleReceived } from './sample.ts';

const limit = (amount: number, unit = 'workingDay'): JsonObject => ({ amount, unit });
const drawing = [{ material: '房屋设计图', need: '原件 2 份' }];
const copy = (name: string): JsonObject => ({ name, copies: 1, form: 'copy' });

/** Monday 23 November 2026, at nine. */
function begun(missing: readonly JsonObject[] = [], materials: readonly JsonObject[] = [copy('银行卡')]): Story {
  const world = kindWorld(service);
  const { type, data } = sampleReceived({ pick: makeWorld(5).pick }, 'PAPERS');
  // Of what is 先交照片 the photograph comes with it.
  const files = missing.map(({ material = '' }) => ({
    mime: 'image/jpeg',
    for: { what: 'material' as const, name: textOf(material) },
  }));
  return new Story(world, { type, data: { set: { ...data.set, materials }, missing }, files });
}
const pass = (story: Story, days: number): Story => {
  story.world.advance(days * day);
  return story;
};
const dueOf = ({ state }: Story, name: string) => state.core.dues[name];

describe('容缺受理', () => {
  it('is never open for a necessary paper, one that was received, or a matter that does not allow it', () => {
    const world = kindWorld(service);
    const { type, data } = sampleReceived({ pick: makeWorld(5).pick }, 'PAPERS');
    const refused = (missing: JsonObject[]): string => {
      const result = world.begin({ type, data: { set: { ...data.set, materials: [copy('户口簿')] }, missing } });
      return result.ok ? '' : result.refusal.code;
    };
    expect(refused([{ material: '居民身份证', way: 'tolerate' }])).toBe('missing.wayNotAllowed');
    expect(refused([{ material: '银行卡', way: 'check' }])).toBe('missing.wayNotAllowed');
    expect(refused([{ material: '户口簿', way: 'fetch' }])).toBe('missing.received');
    expect(refused([{ material: '房屋设计图', way: 'tolerate' }])).toBe('');
  });

  it('has a due of its own by working days, within what the matter tolerates, that stands still and is lengthened like others', () => {
    const story = begun([{ material: '房屋设计图', way: 'tolerate' }]);
    expect(story.refusal('accepted')).toBe('tolerance.needsPromise');
    expect(story.refusal('acceptedTolerant', { tolerated: drawing, within: limit(6) })).toBe('tolerance.tooLong');
    expect(story.refusal('acceptedTolerant', { tolerated: drawing, within: limit(5, 'calendarDay') })).toBe(
      'tolerance.tooLong',
    );
    story.do('acceptedTolerant', { tolerated: drawing, within: limit(5) });
    expect(story.last.issued.map(({ spec }) => spec)).toEqual(['tolerancePledge', 'toleranceNotice']);
    expect(dueOf(story, 'tolerance')).toMatchObject({ due: '2026-11-30', lapse: 'waiting' });
    pass(story, 1).do('paused', { procedure: 'test', announced: limit(2), basis: '第四十五条' });
    pass(story, 2).do('resumed', { result: '合格' });
    expect(dueOf(story, 'tolerance')?.due).toBe('2026-12-02');
    story.do('toleranceMoved', { more: limit(2), reason: '设计单位周五出图' });
    expect(dueOf(story, 'tolerance')?.due).toBe('2026-12-04');
    expect(story.refusal('toleranceMoved', { more: limit(20), reason: '再等' })).toBe('tolerance.beyondPromised');
    // Other than a promise of ours its passing presses in no list of 超期.
    expect(project(service, story.state).case?.nextDue).toBe(dueOf(story, 'promised')?.due);
    story.do('papersCame', { came: [{ name: '房屋设计图', copies: 2, form: 'original' }] });
    expect(dueOf(story, 'tolerance')?.met).toBeDefined();
  });

  it('after its day nothing happens until a person who may decides, having called', () => {
    const story = begun().do('acceptedTolerant', { tolerated: drawing, within: limit(3) });
    expect(story.refusal('terminated', { reason: '没来' })).toBe('lapse.tooEarly');
    pass(story, 10);
    expect(story.state.core.status).toBe('accepted');
    expect(story.refusal('terminated', { reason: '没来' })).toBe('lapse.notCalled');
    story.do('called', { answer: 'noAnswer' });
    expect(story.refusal('terminated', { reason: '没来' }, { may: ['case.handle', 'paper.issue'] })).toBe(
      'permission.missing',
    );
    story.do('terminated', { reason: '没来' });
    expect(Object.values(story.state.core.dues).filter(({ met }) => met === undefined)).toEqual([]);
    expect(openOwed(story.state).map(({ material }) => material)).toEqual(['房屋设计图']);
    expect(owedView(story.state).every(({ isOpen }) => !isOpen)).toBe(true);
  });
});

describe('what is owed', () => {
  it('is by when, and who; nothing is granted before it is there, and a photograph’s original is seen on collection', () => {
    const story = begun([
      { material: '居民身份证', way: 'check' },
      { material: '户口簿', way: 'photo' },
    ]).do('accepted');
    expect(owedView(story.state)).toMatchObject([
      { material: '居民身份证', until: '2026-11-30', isOpen: true },
      { material: '户口簿', isOpen: true },
    ]);
    const granted = { set: { outcome: 'granted' }, result: '准予' };
    const refused = story.world.next(story.state, { type: 'decided', data: granted });
    expect(refused.ok ? undefined : refused.refusal).toEqual({ code: 'owed.open', details: { names: '居民身份证' } });
    story.do('checked', { material: '居民身份证', how: '人口信息系统', found: 'confirmed' });
    story.do('decided', granted);
    expect(story.refusal('delivered', { way: 'direct', receivedBy: '本人' })).toBe('owed.original');
    story.do('delivered', { way: 'direct', receivedBy: '本人', shown: ['户口簿'] });
    expect(openOwed(story.state)).toEqual([]);
  });

  it('keeps the photograph it rests on until the original was seen, another hangs there or another way is taken', () => {
    const hang = (story: Story): string => {
      const id = story.world.id();
      const file = { id, blob: 'ab'.repeat(32), name: '户口簿.jpg', bytes: 1, mime: 'image/jpeg' };
      story.do('attached', { ...file, for: { what: 'material', name: '户口簿' } });
      return id;
    };
    const away = (story: Story, id: string) => ({ id, to: story.world.id(), reason: '放错了' });
    const photographed = () => begun([{ material: '户口簿', way: 'photo' }]);
    const story = photographed();
    const first = hang(story);
    expect(story.refusal('attachmentMoved', away(story, first))).toBe('owed.photoBacks');
    expect(story.world.may(story.state, 'attachmentMoved')).toMatchObject({ refusal: { code: 'owed.photoBacks' } });
    const second = hang(story);
    story.do('attachmentMoved', away(story, first));
    expect(story.refusal('attachmentMoved', away(story, second))).toBe('owed.photoBacks');
    story.do('wayChosen', { missing: [{ material: '户口簿', way: 'comeBack' }] });
    story.do('attachmentMoved', away(story, second));

    const seen = photographed();
    const shown = hang(seen);
    seen.do('accepted').do('decided', { set: { outcome: 'granted' }, result: '准予' });
    seen.do('delivered', { way: 'direct', receivedBy: '本人', shown: ['户口簿'] });
    seen.do('attachmentMoved', away(seen, shown));
    // A case that is withdrawn asks for no original any more.
    const ended = photographed();
    const left = hang(ended);
    ended.do('withdrawn', { reason: '不办了', handedBack: ['银行卡'], receivedBy: '本人' });
    ended.do('attachmentMoved', away(ended, left));
  });

  it('two desks apart move one each of two photographs: the second stays with the case and waits for a person', () => {
    const story = begun([{ material: '户口簿', way: 'photo' }]);
    const ids = [story.world.id(), story.world.id()];
    for (const id of ids)
      story.do('attached', {
        ...{ id, blob: 'ab'.repeat(32), name: '户口簿.jpg', bytes: 1, mime: 'image/jpeg' },
        for: { what: 'material', name: '户口簿' },
      });
    const before = story.state;
    const entries = ids.map((id) => {
      const data = { id, to: story.world.id(), reason: '放错了' };
      return unwrap(story.world.next(before, { type: 'attachmentMoved', data })).entries;
    });
    const after = story.world.fold(entries.flat(), before);
    expect(after.attachments.map(({ isMoved }) => isMoved === true)).toEqual([true, false]);
    expect(after.marks).toMatchObject([{ code: 'owed.photoBacks' }]);
  });

  it('what could not be confirmed has to be brought after all', () => {
    const story = begun([{ material: '居民身份证', way: 'check' }]);
    story.do('checked', { material: '居民身份证', how: '人口信息系统', found: 'notConfirmed' });
    expect(openBy(story.state, 'check', 'comeBack')).toEqual(['居民身份证']);
    expect(story.refusal('checked', { material: '居民身份证', how: '再问', found: 'confirmed' })).toBe('check.none');
  });

  it('is met by what anybody brings with the notice, and by a correction that enters the paper', () => {
    const story = begun().do('correctionNoticed', {
      gaps: ['居民身份证', '户口簿'].map((material) => ({ material, standard: '' })),
    });
    story.do('supplemented', { came: [copy('户口簿')], broughtBy: '邻居' });
    expect(openBy(story.state, 'comeBack')).toEqual(['居民身份证']);
    const materials = [...(story.state.core.fields['materials']?.value as JsonObject[]), copy('居民身份证')];
    story.do('corrected', { set: { materials }, reason: '漏记' });
    expect(openOwed(story.state)).toEqual([]);
  });

  it('a second notice asks for nothing that was handed in or that the first did not name', () => {
    const story = begun().do('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] });
    story.do('supplemented', { came: [copy('户口簿')] });
    const notice = (material: string, standard: string) =>
      story.refusal('correctionNoticed', { gaps: [{ material, standard }] });
    expect(notice('户口簿', '')).toBe('gaps.received');
    expect(notice('居民身份证', '')).toBe('gaps.notTold');
    expect(notice('户口簿', '少了本人页')).toBeNull();
    story.do('correctionNoticed', { gaps: [{ material: '户口簿', standard: '少了本人页' }] });
    expect(openBy(story.state, 'comeBack')).toEqual(['户口簿']);
    story.do('supplemented', { came: [{ ...copy('户口簿'), copies: 2 }] });
    expect(story.state.core.fields['materials']?.value).toMatchObject([
      { name: '银行卡' },
      { name: '户口簿', copies: 2 },
    ]);
    expect(openOwed(story.state)).toEqual([]);
  });
});

describe('视为撤回', () => {
  it('needs the local rule, its days, a call since, and a person; never happens by itself', () => {
    const story = begun().do('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] });
    expect(dueOf(story, 'comeBack')).toMatchObject({ due: '2026-12-07', lapse: 'waiting' });
    const data = { reason: '没来', basis: '本地条例' };
    story.do('called', { answer: 'reached' });
    expect(story.refusal('deemedWithdrawn', data)).toBe('lapse.tooEarly');
    pass(story, 20);
    expect(story.state.core.status).toBe('correcting');
    story.do('deemedWithdrawn', data);
    expect(story.last.issued.map(({ spec }) => spec)).toEqual(['deemedWithdrawal']);
    const world = kindWorld(service);
    const ruleless = new Story(world, sampleReceived({ pick: makeWorld(5).pick }));
    ruleless
      .do('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] })
      .do('called', { answer: 'reached' });
    expect(pass(ruleless, 100).refusal('deemedWithdrawn', data)).toBe('lapse.noRule');
  });
});

describe('告知承诺', () => {
  it('is taken back till the decision, checked after it, and an untrue one keeps the file open', () => {
    const promise = { replaced: ['收入声明'], signedBy: '本人' };
    const story = begun([{ material: '收入声明', way: 'pledge' }]);
    expect(story.refusal('accepted')).toBe('pledge.needsPromise');
    story.do('pledged', promise);
    expect(openOwed(story.state)).toEqual([]);
    story.do('pledgeWithdrawn', { reason: '交材料' });
    expect(openBy(story.state, 'comeBack')).toEqual(['收入声明']);
    story.do('pledged', promise).do('accepted');
    story.do('decided', { set: { outcome: 'granted' }, result: '准予' });
    expect(story.refusal('pledgeWithdrawn', { reason: '晚了' })).toBe('step.notNow');
    expect(dueOf(story, 'pledgeCheck')).toMatchObject({ due: '2026-12-23', lapse: 'overdue' });
    story.do('delivered', { way: 'direct', receivedBy: '本人' });
    expect(story.refusal('closed')).toBe('pledge.unsettled');
    story.do('pledgeChecked', { truth: 'untrue', result: '不一致' });
    expect(story.refusal('closed')).toBe('pledge.unsettled');
    story.do('pledgeRevoked', { reason: '不实', basis: '条例' });
    expect(story.refusal('closed')).toBeNull();
  });
});

describe('原件保管', () => {
  const kept: JsonObject = { name: '户口簿', copies: 1, form: 'kept', place: '2 号柜' };
  it('an original is in the book from the entry that took it in, and the file stays open till it is back', () => {
    const story = begun([], [kept]);
    expect(originalsOf(story.state)).toEqual([
      { material: '户口簿', copies: 1, since: '2026-11-23T01:00:00.000Z', place: '2 号柜' },
    ]);
    story.do('refused', { reason: '不属于本镇', basis: '第三十二条' });
    const closing = story.world.next(story.state, { type: 'closed', data: {} });
    expect(closing.ok ? undefined : closing.refusal).toEqual({ code: 'originals.here', details: { names: '户口簿' } });
    story.do('originalsReturned', { originals: ['户口簿'], takenBy: '本人' });
    expect(story.last.issued.map(({ spec }) => spec)).toEqual(['originalsReturn']);
    expect(story.refusal('originalsReturned', { originals: ['户口簿'], takenBy: '本人' })).toBe('originals.none');
    story.do('closed');
  });

  it('one that is missing is 遗失 till it is found or made good, and holds up the file', () => {
    const those = { originals: ['户口簿'] };
    const story = begun([], [kept]).do('originalsLost', { ...those, search: '2 号柜里没有' });
    expect(originalsOf(story.state)).toMatchObject([
      { holder: { at: 'lost' }, lost: { by: 'clerk', search: '2 号柜里没有', lastHolder: { at: 'here' } } },
    ]);
    expect(story.refusal('originalsLost', { ...those, search: '又找' })).toBe('originals.none');
    expect(story.refusal('originalsReturned', { ...those, takenBy: '本人' })).toBe('originals.none');
    story.do('refused', { reason: '不属于本镇', basis: '第三十二条' });
    expect(story.refusal('closed')).toBe('originals.lostOpen');
    const found = begun([], [kept]).do('originalsLost', { ...those, search: '没有' });
    found.do('originalsFound', { ...those, where: '夹在另一件里' });
    expect(found.refusal('originalsFound', { ...those, where: '又一次' })).toBe('originals.notLost');
    found.do('originalsReturned', { ...those, takenBy: '本人' });
    expect(originalsOf(found.state)).toMatchObject([{ returned: { to: '本人' }, lost: { found: true } }]);
    story.do('lossSettled', { ...those, madeGood: 'reissued', remedy: '陪同补领' }, { by: 'chief' });
    expect(originalsOf(story.state)).toMatchObject([
      { holder: { at: 'settled' }, lost: { settled: { how: 'reissued' } } },
    ]);
    story.do('closed');
  });

  it('since when it lies here stays as it was, whatever is corrected or comes to it afterwards', () => {
    const story = begun([], [kept]);
    const since = originalsOf(story.state)[0]?.since;
    const second: JsonObject = { name: '土地证', copies: 1, form: 'kept', place: '3 号柜' };
    pass(story, 1).do('corrected', { set: { materials: [{ ...kept, place: '4 号柜' }, second] }, reason: '换了柜子' });
    const [first, later] = originalsOf(story.state);
    expect(first).toEqual({ material: '户口簿', copies: 1, since, place: '4 号柜' });
    expect(later?.material).toBe('土地证');
    expect((later?.since ?? '') > (since ?? '')).toBe(true);
  });

  it('what is handed back with a withdrawal is back; a correction puts one in or takes it out', () => {
    const story = begun([], [kept]);
    story.do('withdrawn', { reason: '不办了', handedBack: ['户口簿'], receivedBy: '本人' });
    expect(story.refusal('closed')).toBeNull();
    const other = begun([], [copy('户口簿')]);
    other.do('corrected', { set: { materials: [kept] }, reason: '其实留了原件' });
    expect(originalsOf(other.state)).toHaveLength(1);
    other.do('corrected', { set: { materials: [copy('户口簿')] }, reason: '还是复印件' });
    expect(originalsOf(other.state)).toEqual([]);
  });
});
