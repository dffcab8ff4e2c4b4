import { describe, expect, it } from 'vitest';
import { kindWorld, Story, testMatter, day } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { blocksSchema, leavesOf } from '../../documents/blocks.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { matterTypes } from '../matter/facts.ts';
import { service } from './index.ts';
import { onDemand } from './on-demand.ts';
import { sampleReceived } from './sample.ts';

const limit = (amount: number) => ({ amount, unit: 'workingDay' });

function take(matter: JsonObject): Story {
  const world = kindWorld(service);
  world.records.set('matter SAMPLE', { ...testMatter('SAMPLE', 5), ...matter });
  return new Story(world, sampleReceived({ pick: makeWorld(3).pick }));
}
const issued = (story: Story): readonly string[] => story.last.issued.map(({ spec }) => spec);

/** The words of the papers that the last act issued. */
function wordsOf(story: Story): string {
  const bodies = story.last.entries.filter(({ type }) => type === 'paperIssued');
  return JSON.stringify(bodies.flatMap(({ body }) => leavesOf(blocksSchema.parse(body?.data['blocks']))));
}
const decide = (story: Story, outcome: string, more: JsonObject = {}) =>
  story.do('decided', { set: { outcome }, result: '结论如此', ...more });

describe('by the legal type of the matter', () => {
  it.each(matterTypes)('%s: a permit has decisions of its own, all else the 办理结果告知单', (type) => {
    const isPermit = type === 'permit';
    expect(issued(take({ type }).do('accepted'))).toEqual(isPermit ? ['acceptanceNotice'] : []);
    expect(issued(decide(take({ type }).do('accepted'), 'granted'))).toEqual(isPermit ? ['permitGranted'] : []);
    expect(issued(decide(take({ type }).do('accepted'), 'rejected'))).toEqual([
      isPermit ? 'permitRefused' : 'resultNotice',
    ]);
    const asked = decide(take({ type }).do('accepted'), 'done', { notice: ['print'] });
    expect(issued(asked)).toEqual([isPermit ? 'permitGranted' : 'resultNotice']);
  });

  it('即办件 gets no 受理通知书', () => {
    expect(issued(take({ type: 'permit', isInstant: true }).do('accepted'))).toEqual([]);
  });

  it.each([
    ['permit', true],
    ['confirmation', true],
    ['publicService', false],
  ])('%s: a refusal tells what can be done against it: %s', (type, hasRemedy) => {
    const story = take({ type }).do('accepted');
    const words = wordsOf(decide(story, 'rejected'));
    expect(words.includes('申请行政复议')).toBe(hasRemedy);
    expect(words.includes('六十日内')).toBe(hasRemedy);
    expect(words.includes('六个月内')).toBe(hasRemedy);
    expect(words.includes('兴国县人民法院')).toBe(hasRemedy);
    const refused = take({ type }).do('refused', { reason: '不属职权', basis: '示例', whereTo: '' });
    expect(wordsOf(refused).includes('申请行政复议')).toBe(hasRemedy);
  });

  it('a decision says its reasons, its basis, its conditions and until when it holds', () => {
    const story = take({ type: 'permit', basis: '森林法第五十六条' }).do('accepted');
    const words = wordsOf(
      decide(story, 'granted', {
        conditions: '只许择伐',
        validUntil: '2027-05-22',
        documentNumber: '永府许〔2026〕7号',
      }),
    );
    for (const said of [
      '结论如此',
      '第三十八条第一款',
      '森林法第五十六条',
      '只许择伐',
      '2027年5月22日',
      '永府许〔2026〕7号',
    ])
      expect(words).toContain(said);
  });
});

describe('what moves the day', () => {
  it('延期: by whom, why, the day before and the new one', () => {
    const story = take({ type: 'permit', statutory: limit(20), promised: limit(5) }).do('accepted');
    const before = story.state.core.dues['statutory']?.due ?? '';
    const extended = { limits: ['statutory'], amount: limit(10), reason: '要再核实现场', approvedBy: '曾庆文' };
    const words = wordsOf(story.do('extended', extended));
    expect(issued(story)).toEqual(['extensionNotice']);
    const after = story.state.core.dues['statutory']?.due ?? '';
    expect(after > before).toBe(true);
    const written = (date: string) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
    for (const said of ['曾庆文', '要再核实现场', '10 个工作日', written(before), written(after)])
      expect(words).toContain(said);
    expect(written(before)).toBe('2026年12月21日');
  });

  it('a second extension tells the day that the first one gave', () => {
    const story = take({ type: 'permit', statutory: limit(20) }).do('accepted');
    const more = (amount: number) => ({ limits: ['statutory'], amount: limit(amount), reason: '再核实' });
    story.do('extended', more(4));
    const first = story.state.core.dues['statutory']?.due ?? '';
    expect(wordsOf(story.do('extended', more(6)))).toContain(first.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'));
  });

  it('特别程序: which, how long, and that the clock stands', () => {
    const story = take({ type: 'permit' }).do('accepted');
    const words = wordsOf(
      story.do('paused', { procedure: 'expertReview', announced: limit(7), basis: '示例条例第八条' }),
    );
    expect(issued(story)).toEqual(['specialNotice']);
    for (const said of ['专家评审', '7 个工作日', '示例条例第八条', '停止计算', '承诺时限、法定时限'])
      expect(words).toContain(said);
  });
});

describe('开具文书', () => {
  it('only what the case has come to', () => {
    const story = take({});
    const refusal = (paper: string) => story.refusal('papersMade', { papers: [paper] });
    const can = () => Object.keys(onDemand).filter((paper) => refusal(paper) === null);
    expect(can()).toEqual(['receiptLarge', 'progressSheet', 'authorization']);
    expect(refusal('resultNotice')).toBe('paper.notNow');
    story.do('accepted');
    expect(can()).toEqual(['receiptLarge', 'progressSheet', 'authorization', 'acceptanceNotice']);
    story.do('reported', { authority: '县民政局' });
    expect(can()).toContain('reportNotice');
    decideAbove(story);
    expect(can()).toEqual(['progressSheet', 'authorization', 'resultNotice']);
    expect(wordsOf(story.do('papersMade', { papers: ['resultNotice'] }))).toContain('县里批准了');
    expect(wordsOf(story)).toContain('由县民政局作出决定');
  });

  it('更正告知单: what was put right and which paper that makes wrong', () => {
    const story = take({});
    story.do('corrected', { set: { materials: [{ name: '户口簿', copies: 1, form: 'kept' }] }, reason: '登记错了' });
    const words = wordsOf(story.do('papersMade', { papers: ['correctionSlip', 'originalsTaken'] }));
    expect(issued(story)).toEqual(['originalsTaken', 'correctionSlip']);
    for (const said of ['材料', '收件凭证', '已重新开具（更正件）', '户口簿']) expect(words).toContain(said);
  });

  it('办件进度单 says what happened in the words of whoever asks, and what the house does among itself not', () => {
    const story = take({})
      .do('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] })
      .do('called', { answer: 'noAnswer', note: '内部备注' });
    const words = wordsOf(story.do('papersMade', { papers: ['progressSheet'] }));
    for (const said of ['收到您的申请', '一次告知缺少的材料', '待补正', '户口簿', '不用重新取号'])
      expect(words).toContain(said);
    expect(words).not.toContain('内部备注');
  });

  it('适老: what is missing, who gives it to you where, in large type; offered from sixty on', () => {
    const gaps = [{ material: '银行卡', standard: '复印件 1 份', from: '农商银行永丰支行' }];
    const story = take({}).do('correctionNoticed', { gaps });
    const words = wordsOf(story.do('papersMade', { papers: ['correctionLarge'] }));
    for (const told of ['银行卡', '复印件 1 份', '农商银行永丰支行', '单子丢了也不要紧，带身份证来'])
      expect(words).toContain(told);
    const known = (idNumber: string) => ({
      ...{ status: 'correcting', beganOn: '2026-11-23T01:00:00.000Z', fields: { petitioner: { idNumber } } },
      ...{ learnt: {}, stages: [], approvals: [], owed: [], originals: [] },
    });
    expect(service.suggest?.('papersMade', known('3607321966****0019'))).toEqual({ papers: ['correctionLarge'] });
    expect(service.suggest?.('papersMade', known('3607321967****0019'))).toEqual({});
    expect(service.suggest?.('papersMade', known(''))).toEqual({});
  });

  it('退件签收单 lists what goes back, by what ended it', () => {
    const story = take({}).do('refused', { reason: '不属职权', basis: '示例', whereTo: '' });
    const words = wordsOf(story.do('papersMade', { papers: ['materialsReturn'] }));
    for (const said of ['不予受理', '居民身份证', '如数领回']) expect(words).toContain(said);
  });
});

it('a paper of a step that was put right comes again as 更正件, with what the step said', () => {
  const story = take({ type: 'permit' }).do('accepted');
  story.world.advance(day);
  decide(story, 'rejected', { documentNumber: '永府不许〔2026〕2号' });
  const petitioner = story.state.core.fields['petitioner']?.value as JsonObject;
  story.do('corrected', { set: { petitioner: { ...petitioner, name: '张春花' } }, reason: '名字录错' });
  expect(issued(story)).toEqual(['receipt', 'acceptanceNotice', 'permitRefused']);
  const words = wordsOf(story);
  for (const said of ['更正件', '张春花', '永府不许〔2026〕2号', '结论如此']) expect(words).toContain(said);
});

function decideAbove(story: Story): void {
  story.do('decidedAbove', { set: { outcome: 'granted' }, result: '县里批准了' });
  expect(issued(story)).toEqual([]);
}
