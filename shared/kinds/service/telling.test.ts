/** 待通知, 转村通知, 待领取 and 逾期未领: whose move it is once a case is decided, and that none of theirs is our 超期. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '../../../tests/support/calendar.ts';
import { kindWorld, minute, stagedMatter, Story, testMatter } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { getPlainDate } from '../../time/plain-date.ts';
import { standing } from '../../time/standing.ts';
import { namedDue } from '../mechanism/dues.ts';
import { project } from '../mechanism/project.ts';
import { service } from './index.ts';
import { sampleReceived } from './sample.ts';

const day = 24 * 60 * minute;
const granted = { set: { outcome: 'granted' }, result: '准予' };

/** Decided on Monday 23 November 2026. */
function decided(matter: JsonObject = testMatter('ONE', 5)): Story {
  const world = kindWorld(service);
  world.records.set('matter ONE', { ...matter, code: 'ONE' });
  return new Story(world, sampleReceived({ pick: makeWorld(3).pick }, 'ONE')).do('accepted').do('decided', granted);
}
const queue = ({ state }: Story) => {
  const row = project(service, state).case;
  return row && [row.queue, row.queueDay];
};
const tries = ({ state }: Story) => project(service, state).case?.tries;
const dueOf = ({ state }: Story, name: string) => state.core.dues[name];
const lightOn = ({ state }: Story, today: string) =>
  standing({
    dues: Object.values(state.core.dues).map(namedDue),
    today: getPlainDate(today),
    calendar: shippedCalendar,
  });

describe('待通知', () => {
  it('a case that is decided waits to be told; calls on three different days that reach nobody ask for the village', () => {
    const story = decided();
    expect(queue(story)).toEqual(['toTell', '2026-11-23']);
    const call = (answer: string) => story.do('called', { answer });
    call('noAnswer');
    call('noAnswer');
    expect(tries(story)).toMatchObject({ count: 2, days: 1, last: 'noAnswer', isForVillage: false });
    story.world.advance(day);
    call('wrongNumber');
    story.world.advance(day);
    expect(tries(story)?.isForVillage).toBe(false);
    call('noAnswer');
    expect(tries(story)).toMatchObject({ count: 4, days: 3, isForVillage: true, village: '' });
    story.do('tellingHanded', { village: '凌源村', villagePerson: '陈主任' });
    expect(queue(story)?.[0]).toBe('toTell');
    expect(tries(story)?.village).toBe('凌源村 陈主任');
    story.do('told', { tellWay: 'village' });
    expect(queue(story)?.[0]).toBe('toFetch');
    expect(story.refusal('tellingHanded', { village: '凌源村', villagePerson: '陈主任' })).toBe('telling.notOpen');
  });

  it('a certificate that has not come is nothing to tell, and calls before it do not count', () => {
    const story = decided({ ...testMatter('ONE', 5), stages: [{ kind: 'certificate', name: '制证到件' }] });
    expect(queue(story)?.[0]).toBe('certificate');
    expect(story.refusal('told', { tellWay: 'sms' })).toBe('telling.notReady');
    // A call about something else is no telling.
    story.do('called', { answer: 'reached' }).do('called', { answer: 'noAnswer' });
    expect(queue(story)?.[0]).toBe('certificate');
    story.world.advance(2 * day);
    const arrived = {
      stage: '制证到件',
      result: '到件',
      responsible: '王芳',
      certificate: '1 号',
      arrivedOn: '2026-11-25',
    };
    story.do('stageDone', arrived);
    expect(queue(story)).toEqual(['toTell', '2026-11-25']);
    expect(tries(story)).toMatchObject({ count: 0, days: 0 });
  });

  it('what was rejected makes no certificate, and is told all the same', () => {
    const world = kindWorld(service);
    world.records.set('matter ONE', { ...stagedMatter('ONE', 'here'), code: 'ONE' });
    const story = new Story(world, sampleReceived({ pick: makeWorld(3).pick }, 'ONE')).do('accepted');
    story.do('decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
    expect(queue(story)?.[0]).toBe('toTell');
  });

  it('退回重办 makes all of it anew: told before, it is to be told again, with the calls since', () => {
    const story = decided().do('called', { answer: 'reached', fetchBy: '2026-12-04' });
    expect(queue(story)).toEqual(['toFetch', '2026-12-04']);
    story.do('returned', { reason: '写错' });
    expect(queue(story)).toEqual(['', '']);
    expect(dueOf(story, 'fetch')).toBeUndefined();
    story.do('decided', granted);
    expect(queue(story)?.[0]).toBe('toTell');
    expect(tries(story)).toMatchObject({ count: 0 });
    expect(dueOf(story, 'delivery')?.met).toBeUndefined();
  });

  it('a telling by mistake is taken back with everything it began', () => {
    const story = decided();
    const { dues } = story.state.core;
    story.do('told', { tellWay: 'wechat', fetchBy: '2026-12-04' });
    story.do('undone', { act: story.state.undoable?.act ?? '', papersHere: 'notGiven' });
    expect(queue(story)?.[0]).toBe('toTell');
    expect(story.state.core.dues).toEqual(dues);
  });
});

describe('逾期未领', () => {
  it('counts from the day that was said, else from the limit of the matter; it is theirs and shines in no light', () => {
    const said = decided().do('told', { tellWay: 'inPerson', fetchBy: '2026-12-02' });
    expect(dueOf(said, 'fetch')).toMatchObject({ due: '2026-12-02', lapse: 'waiting' });
    expect(dueOf(said, 'delivery')?.met).toBeDefined();
    const late = lightOn(said, '2027-01-10');
    expect(late.light).toBe('none');
    expect(late.dues.find(({ name }) => name === 'fetch')?.state).toBe('waitingLong');
    const byMatter = decided({ ...testMatter('ONE', 5), fetchWithin: { amount: 10, unit: 'calendarDay' } });
    expect(queue(byMatter.do('told', { tellWay: 'sms' }))).toEqual(['toFetch', '2026-12-03']);
    // Nothing was said of a day: it waits without one.
    expect(queue(decided().do('told', { tellWay: 'sms' }))).toEqual(['toFetch', '9999-12-31']);
  });

  it('not told, it is ours: the ten working days of 送达 run out', () => {
    const story = decided().do('called', { answer: 'noAnswer' });
    expect(lightOn(story, '2027-01-10').light).toBe('red');
  });

  it('更正 leaves the day that was said', () => {
    const story = decided().do('told', { tellWay: 'sms', fetchBy: '2026-12-02' });
    story.do('corrected', { set: { request: '改过的事由' }, reason: '写错' });
    expect(dueOf(story, 'fetch')).toMatchObject({ due: '2026-12-02', lapse: 'waiting' });
  });
});

describe('送达', () => {
  const agent = {
    way: 'agent',
    receivedBy: '王五',
    proof: 'idCard',
    idNumber: '示例',
    relation: '配偶',
    warrant: '户口簿',
  };

  it('代领 needs who, known how, and by which authority; 窗口领取 needs a name', () => {
    const story = decided();
    for (const lacking of ['proof', 'idNumber', 'relation', 'warrant']) {
      const { [lacking]: _left, ...data } = agent as JsonObject;
      expect(story.refusal('delivered', data), lacking).toBe('input.missing');
    }
    expect(story.refusal('delivered', agent)).toBeNull();
    expect(story.refusal('delivered', { way: 'direct', receivedBy: '本人' })).toBeNull();
  });

  it('prints a 送达回证 where it is asked for, and none else', () => {
    const plain = decided().do('delivered', agent);
    expect(plain.state.papers.map(({ spec }) => spec)).toEqual(['receipt']);
    const printed = decided().do('delivered', { ...agent, handed: ['批准书', '证书'], receiptPaper: ['print'] });
    expect(printed.state.papers.map(({ spec }) => spec)).toEqual(['receipt', 'deliveryReceipt']);
    const text = JSON.stringify(printed.last.entries);
    expect(text).toContain('批准书');
    expect(text).toContain('证书');
  });

  it('nobody receives by post or from a station what was not sent, and what is sent is neither late nor to be told', () => {
    const story = decided();
    const received = { receivedBy: '本人', receivedOn: '2026-11-27' };
    for (const way of ['post', 'village']) {
      expect(story.refusal('delivered', { way, ...received })).toBe('handing.notSent');
    }
    story.do('sentOut', { sendWay: 'village', station: '凌源村站', carriedBy: '陈主任' });
    expect(queue(story)).toEqual(['onTheWay', '2026-11-23']);
    expect(lightOn(story, '2027-01-10').light).toBe('none');
    expect(story.refusal('delivered', { way: 'post', ...received })).toBe('handing.notSent');
    expect(story.refusal('delivered', { way: 'village', receivedBy: '本人' })).toBe('input.missing');
    story.do('delivered', { way: 'village', ...received });
    expect(queue(story)).toEqual(['', '']);
  });
});
