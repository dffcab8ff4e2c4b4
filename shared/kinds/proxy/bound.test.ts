/** 所办的事: which cases a 帮办代办 may carry, each only once, and what another desk did meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { formReceiptNumber, displayReceiptNumber } from '../../documents/receipt-number.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { CaseFacts } from '../mechanism/learnt.ts';
import { carriedKind, project } from '../mechanism/project.ts';
import { getPlainDate } from '../../time/plain-date.ts';
import { areSame, carriedOf } from './bound.ts';
import { proxy } from './index.ts';

const father = { name: '示例老人', idType: 'residentId', idNumber: '360732198512310019', phone: '13970700002' };
const { idNumber: _number, ...unnumbered } = father;
const number = formReceiptNumber({
  ...{ area: '108201', writerCode: 'A7', serial: 7 },
  date: getPlainDate('2026-11-23'),
});
const one = '00000000-0000-7000-8000-00000000aaaa';
const two = '00000000-0000-7000-8000-00000000bbbb';

const caseOf = (fields: JsonObject = {}, kind = 'service'): CaseFacts => ({
  ...{ kind, number },
  fields: { petitioner: father, matter: { code: 'SAMPLE' }, ...fields },
});

function begun(more: JsonObject = {}): Story {
  const world = kindWorld(proxy);
  world.cases.set(one, caseOf());
  world.cases.set(two, caseOf({ matter: { code: 'LONG' } }));
  const set = { sort: 'help', channel: 'phone', petitioner: father, because: 'ill' };
  const matters = [{ code: 'SAMPLE' }, { code: 'LONG' }];
  return new Story(world, { type: 'asked', data: { set: { ...set, matters, ...more } } });
}
const bind = (stream: string): JsonObject => ({ case: stream });
const streamsOf = (story: Story) => carriedOf(story.state).map(({ stream }) => stream);

describe('关联办件', () => {
  it('carries several cases, each from the day on which it was bound, before and after 受理', () => {
    const story = begun().do('bound', bind(one));
    story.do('accepted', { set: { agent: 'SAMPLE', agentPhone: '13970700000' } }).do('bound', bind(two));
    expect(carriedOf(story.state)).toMatchObject([
      { stream: one, number, matter: 'SAMPLE' },
      { stream: two, number, matter: 'LONG' },
    ]);
    expect(story.marks).toEqual([]);
    const rows = project(proxy, story.state).records.filter(({ kind }) => kind === carriedKind);
    expect(rows.map(({ key, label, value }) => ({ key, label, value }))).toEqual(
      [one, two].map((stream) => ({
        key: `${stream} ${story.state.stream}`,
        label: '示例人员',
        value: { phone: '13970700000' },
      })),
    );
  });

  it.each<[string, CaseFacts | undefined]>([
    ['proxy.noSuchCase', undefined],
    ['proxy.noSuchCase', caseOf({}, 'complaint')],
    ['proxy.otherMatter', caseOf({ matter: { code: 'STAGED' } })],
    ['proxy.otherPetitioner', caseOf({ petitioner: { ...father, idNumber: '360732198512310027' } })],
    ['proxy.otherPetitioner', caseOf({ petitioner: { ...unnumbered, phone: '13970700003' } })],
    ['proxy.otherPetitioner', caseOf({ petitioner: { name: father.name } })],
  ])('%s, for 帮办 and 代办 alike', (code, found) => {
    for (const sort of ['help', 'act']) {
      const story = begun({ sort });
      story.world.cases.delete(one);
      if (found !== undefined) story.world.cases.set(one, found);
      expect(story.refusal('bound', bind(one))).toBe(code);
    }
  });

  it('takes somebody whose number one side does not have by name and telephone', () => {
    const story = begun();
    story.world.cases.set(one, caseOf({ petitioner: unnumbered }));
    expect(story.refusal('bound', bind(one))).toBeNull();
  });

  it('says the same of two people whichever is asked first', () => {
    const person = fc.record(
      {
        form: fc.constant('person' as const),
        name: fc.constantFrom('甲', '乙'),
        idNumber: fc.constantFrom('1', '2'),
        phone: fc.constantFrom('13970700002', '13970700003'),
      },
      { requiredKeys: ['form', 'name'] },
    );
    fc.assert(
      fc.property(person, person, (some, other) => {
        expect(areSame(some, other)).toBe(areSame(other, some));
      }),
    );
  });

  it('writes nothing of the person into the entry', () => {
    const story = begun().do('bound', bind(one));
    const body = JSON.stringify(story.entries.find(({ type }) => type === 'bound')?.body);
    expect(body).toContain(number);
    for (const value of Object.values(father)) expect(body).not.toContain(value);
  });

  it('is named once; taken off by mistake or on purpose it may be named again', () => {
    const story = begun().do('bound', bind(one));
    expect(story.refusal('bound', bind(one))).toBe('proxy.alreadyBound');
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(streamsOf(story)).toEqual([]);
    story.do('bound', bind(one)).do('bound', bind(two)).do('unbound', { case: one, why: '他自己去办了' });
    expect(streamsOf(story)).toEqual([two]);
    expect(story.refusal('unbound', { case: one, why: '再取消一次' })).toBe('proxy.notBound');
    story.do('bound', bind(one));
    expect(streamsOf(story)).toEqual([two, one]);
  });

  it('offers no 取消关联 while it carries none', () => {
    const story = begun();
    expect(story.world.may(story.state, 'unbound')).toMatchObject({ refusal: { code: 'proxy.notBound' } });
    expect(story.world.may(story.state, 'bound').ok).toBe(true);
  });

  it('bound on two desks apart is carried once, and the second is put before a person', () => {
    const story = begun();
    const apart = [1, 2].map(() => story.world.next(story.state, { type: 'bound', data: bind(one) }));
    story.meet(...apart);
    expect(streamsOf(story)).toEqual([one]);
    expect(story.marks).toEqual(['proxy.alreadyBound']);
  });

  it('of a matter that was taken out on another desk meanwhile is put before a person', () => {
    const story = begun();
    const without = { set: { matters: [{ code: 'LONG' }] }, reason: '不办了' };
    const taken = story.world.next(story.state, { type: 'corrected', data: without });
    story.meet(taken, story.world.next(story.state, { type: 'bound', data: bind(one) }));
    expect(streamsOf(story)).toEqual([]);
    expect(story.marks).toEqual(['proxy.otherMatter']);
  });

  it('ended by 作废 it carries nothing', () => {
    const story = begun()
      .do('bound', bind(one))
      .do('voided', { cause: 'mistake', reason: '登记错了' }, { by: 'chief' });
    expect(project(proxy, story.state).records.filter(({ kind }) => kind === carriedKind)).toEqual([]);
  });

  it('stands with its number on the slip that is issued after it', () => {
    const story = begun().do('bound', bind(one));
    story.do('accepted', { set: { agent: 'SAMPLE', agentPhone: '13970700000' } });
    const paper = story.entries.findLast(({ type }) => type === 'paperIssued');
    expect(JSON.stringify(paper?.body?.data)).toContain(displayReceiptNumber(number));
  });
});
