/** 帮办代办: what a 代办 rests on, on which day it holds, and what nobody may do for somebody else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindWorld, Story, testMatter, day } from '../../../tests/support/kind-world.ts';
import { makeResidentId } from '../../identity/resident-id.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { addDays, getPlainDate } from '../../time/plain-date.ts';
import { authorityOf, authorityOn } from './authority.ts';
import { proxy } from './index.ts';

const born = (birth: string): string => makeResidentId({ area: '360732', birth: getPlainDate(birth), sequence: 12 });
const petitioner = { name: '示例老人', idNumber: born('1941-03-05'), phone: '13970700002' };
const child = { name: '示例少年', idNumber: born('2011-05-04') };

const said = (more: JsonObject = {}): JsonObject => ({
  ...{ sort: 'act', channel: 'phone', petitioner, matters: [{ code: 'SAMPLE' }], because: 'ill' },
  ...more,
});
const signed = (more: JsonObject = {}): JsonObject => ({
  ...{ signedOn: '2026-11-23', until: '2026-12-23', power: 'general', signer: 'self' },
  ...more,
});
const agent: JsonObject = { set: { agent: 'SAMPLE', agentPhone: '13970700000' } };
const work: JsonObject = { what: '到窗口交材料', found: '已收件' };

const begun = (more: JsonObject = {}): Story =>
  new Story(kindWorld(proxy), { type: 'asked', data: { set: said(more) } });
const underWay = (): Story => begun().do('entrusted', signed()).do('accepted', agent);
/** Everything that was printed, as it was issued. */
const printed = ({ entries }: Story): string =>
  JSON.stringify(entries.filter(({ type }) => type === 'paperIssued').map(({ body }) => body?.data));
/** Papers by name, whatever became of them. */
const papersOf = ({ state }: Story) => state.papers.map(({ spec }) => spec);

describe('登记', () => {
  it('by phone: nothing needs a signature yet, and the sheet to be signed is printed with what is known', () => {
    const story = begun({ asker: '示例女儿', askerRelation: '女儿', askerPhone: '13970700001' });
    expect(story.state.core.status).toBe('asked');
    expect(papersOf(story)).toEqual(['proxyAuthority']);
    expect(Object.keys(story.state.core.dues)).toEqual(['accept']);
  });

  it('帮办 prints no 委托书, needs none, and takes none', () => {
    const story = begun({ sort: 'help' });
    expect(papersOf(story)).toEqual([]);
    expect(story.refusal('entrusted', signed())).toBe('proxy.helpOnly');
    story.do('accepted', agent).do('worked', work);
    expect(papersOf(story)).toEqual(['proxySlip']);
  });

  it('what law wants done in person is helped with, and never done for them', () => {
    const world = kindWorld(proxy);
    world.records.set('matter ONLY', { ...testMatter('ONLY', 5), isInPerson: true });
    const matters = [{ code: 'SAMPLE' }, { code: 'ONLY' }];
    const refused = world.begin({ type: 'asked', data: { set: said({ matters }) } });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'proxy.inPerson', field: 'matters' } });
    expect(world.begin({ type: 'asked', data: { set: said({ matters, sort: 'help' }) } }).ok).toBe(true);
  });

  it('a case that was help becomes a 代办 by 更正 only where its matters may be delegated', () => {
    const world = kindWorld(proxy);
    world.records.set('matter ONLY', { ...testMatter('ONLY', 5), isInPerson: true });
    const set = said({ matters: [{ code: 'ONLY' }], sort: 'help' });
    const story = new Story(world, { type: 'asked', data: { set } });
    expect(story.refusal('corrected', { set: { sort: 'act' }, reason: '本人来不了' })).toBe('proxy.inPerson');
  });
});

describe('委托', () => {
  it('is asked for before anything is done in their name, and stands on the slip', () => {
    const story = begun();
    expect(story.refusal('accepted', agent)).toBe('proxy.noAuthority');
    expect(story.world.may(story.state, 'accepted')).toMatchObject({ refusal: { code: 'proxy.noAuthority' } });
    story.do('entrusted', signed()).do('accepted', agent).do('worked', work);
    expect(papersOf(story)).toEqual(['proxyAuthority', 'proxySlip']);
    expect(printed(story)).toContain('2026年12月23日');
  });

  it('that ran out stops the next step, until a new one is signed; a day of its term entered later is still covered', () => {
    const story = underWay();
    story.world.advance(31 * day);
    const { world, state } = story;
    expect(story.refusal('worked', work)).toBe('proxy.expired');
    const late = { on: '2026-12-20T02:00:00.000Z', reason: '下村，没有网络' };
    expect(world.next(state, { type: 'worked', data: work }, { late }).ok).toBe(true);
    story.do('renewalMade', { until: '2027-06-30' });
    expect(story.refusal('worked', work)).toBe('proxy.expired');
    story.do('renewed', signed({ signedOn: '2026-12-24', until: '2027-06-30' })).do('worked', work);
    expect(authorityOf(story.state)).toMatchObject({ until: '2027-06-30', renewals: 1 });
  });

  it('holds on every day of its term and on no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 }), (term, passed) => {
        const until = addDays(getPlainDate('2026-11-23'), term);
        const story = begun().do('entrusted', signed({ until })).do('accepted', agent);
        story.world.advance(passed * day);
        expect(story.refusal('worked', work)).toBe(passed <= term ? null : 'proxy.expired');
      }),
      { numRuns: 60 },
    );
  });

  it('stands on the page as it is today, with what was read off the sheet; 帮办 has none', () => {
    const story = begun();
    const { state } = story;
    expect(authorityOn(state, '2026-11-23')).toEqual({ standing: 'none', renewals: 0 });
    story.do('entrusted', signed({ signer: 'mark', witness: '示例村干部' }));
    const on = (today: string) => authorityOn(story.state, today)?.standing;
    expect(['2026-11-22', '2026-11-23', '2026-12-23', '2026-12-24'].map(on)).toEqual([
      ...['notYet', 'valid', 'valid', 'expired'],
    ]);
    expect(authorityOn(story.state, '2026-11-23')).toMatchObject({ witness: '示例村干部', until: '2026-12-23' });
    story.do('revoked', { how: 'inPerson' });
    expect(on('2026-11-23')).toBe('revoked');
    expect(authorityOn(begun({ sort: 'help' }).state, '2026-11-23')).toBeNull();
  });

  it('taken back by the person ends at once; what was done before stays done', () => {
    const story = underWay().do('worked', work).do('revoked', { how: 'phone' });
    expect(story.refusal('worked', work)).toBe('proxy.revoked');
    expect(story.refusal('revoked', { how: 'phone' })).toBe('proxy.revoked');
    expect(story.marks).toEqual([]);
    story.do('ended', { cause: 'petitioner', why: '家人回来了' });
    expect(story.state.core.status).toBe('ended');
  });

  it.each([
    [signed({ signedOn: '2026-11-24' }), 'proxy.signedLater'],
    [signed({ until: '2026-11-22' }), 'proxy.termBackwards'],
    [signed({ signer: 'guardian' }), 'proxy.noGuardian'],
    [signed({ signer: 'mark' }), 'input.missing'],
    [signed({ signer: 'mark', witness: '示例村干部' }), null],
  ])('is read off the sheet as it was signed: %j', (sheet, code) => {
    expect(begun().refusal('entrusted', sheet)).toBe(code);
  });

  it('of somebody under eighteen is signed by the 法定代理人, or by one of sixteen who earns', () => {
    const guardian = { name: '示例母亲', relation: '母亲' };
    const alone = begun({ petitioner: child });
    expect(alone.refusal('entrusted', signed())).toBe('proxy.guardianSigns');
    expect(alone.refusal('entrusted', signed({ signer: 'earner' }))).toBe('proxy.guardianSigns');
    const older = begun({ petitioner: { ...child, idNumber: born('2010-11-23') } });
    expect(older.refusal('entrusted', signed({ signer: 'earner' }))).toBeNull();
    const accompanied = begun({ petitioner: { ...child, guardian } });
    expect(accompanied.refusal('entrusted', signed())).toBe('proxy.guardianSigns');
    expect(accompanied.refusal('entrusted', signed({ signer: 'guardian' }))).toBeNull();
  });

  it('written on another desk while it was taken back here is kept and put before a person', () => {
    const story = underWay();
    const back = story.world.next(story.state, { type: 'revoked', data: { how: 'phone' } });
    const apart = story.world.next(story.state, { type: 'worked', data: work });
    story.meet(back, apart);
    expect(story.marks).toEqual(['proxy.revoked']);
  });
});

describe('办理', () => {
  it('goes on after 中止 only when it is taken up again, and ends with what was asked on the telephone', () => {
    const story = underWay().do('suspended', { why: '等医院证明' });
    expect(story.refusal('worked', work)).toBe('step.notNow');
    story.do('resumed', {}).do('worked', work);
    const brought = { way: 'home', receivedBy: '示例老人', receivedOn: '2026-11-23', found: '送到家了' };
    story
      .do('delivered', { set: { outcome: 'done' }, ...brought })
      .do('filed', {})
      .do('reported', { upperUnit: '县局' });
    const asked = { isDone: 'yes', areBack: 'none', wasCharged: 'no', content: 'very' };
    story.do('calledBack', { way: 'phone', spokenWith: '示例老人', ...asked });
    expect(story.state.core.status).toBe('calledBack');
    expect(papersOf(story)).toEqual(['proxyAuthority', 'proxySlip', 'proxySuspension', 'proxyClosing']);
  });

  it('somebody else does it from now on, by name and telephone, on a slip of their own', () => {
    const story = underWay();
    story.world.records.set('staff OTHER', { name: '示例另一人', isActive: true });
    story.do('agentChanged', { set: { agent: 'OTHER', agentPhone: '13970700009' }, why: '生病' });
    expect(printed(story)).toContain('示例另一人　13970700009');
    expect(story.refusal('agentChanged', { set: { agent: 'NOBODY', agentPhone: '13970700009' }, why: '生病' })).toBe(
      'agent.unknown',
    );
  });

  it.each([
    ['agent.away', { status: 'away' }],
    ['agent.ended', { status: 'ended' }],
    ['agent.outOfTerm', { until: '2020-12-31' }],
    ['agent.outOfTerm', { from: '2099-01-01' }],
  ])('%s: nobody is given it who may not take it that day, and before they were, it is theirs', (code, said) => {
    const story = underWay();
    const row = { name: '示例代办员', phone: '13970700009', status: 'active', from: '2020-01-01' };
    story.world.records.set('agent A1', { ...row, ...said });
    const given = { set: { agent: 'A1', agentPhone: '13970700009' }, why: '生病' };
    expect(story.refusal('agentChanged', given)).toBe(code);
    story.world.records.set('agent A1', row);
    story.do('agentChanged', given);
    expect(printed(story)).toContain('示例代办员　13970700009');
  });

  it('nothing that is said of it stands on the slip with a whole number', () => {
    const text = printed(underWay());
    expect(text).toContain('3607321941****');
    expect(text).not.toContain(petitioner.idNumber);
  });
});
