import { describe, expect, it } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import { intake, setUpDesk } from '../../../tests/support/desk.ts';

const textOf = (html: string): string => html.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]*>/g, ' ');

describe('办件全程单', () => {
  it('has every step, paper, print, look and call of the case, in order, and what is not of it nowhere', async () => {
    const desk = await setUpDesk({ seed: 151 });
    const { chief } = desk;
    const taken = await chief.ask<ActAnswer>('case.begin', { ...intake(desk.newId()), print: '80mm' });
    const other = await chief.ask<ActAnswer>('case.begin', intake(desk.newId()));
    const step = (type: string, data = {}) =>
      chief.ask<ActAnswer>('case.step', { act: desk.newId(), stream: taken.stream, type, data });
    const [job] = taken.jobs;
    await chief.ask('paper.sent', { job: job?.id });
    await chief.ask('paper.settle', { act: desk.newId(), job: job?.id, fate: 'printed', printer: '' });
    const again = { act: desk.newId(), stream: taken.stream, paper: taken.issued[0]?.id, size: '80mm' };
    await chief.ask('paper.print', again);
    await step('called', { answer: 'noAnswer', note: '响了很久' });
    await chief.ask('case.page', { stream: taken.stream, reveal: true });
    await chief.ask('case.page', { stream: other.stream, reveal: true });
    await step('accepted');
    await chief.ask('case.step', {
      act: desk.newId(),
      stream: taken.stream,
      type: 'undone',
      data: { act: (await chief.ask<CasePage>('case.page', { stream: taken.stream, reveal: false })).undoableAct },
    });
    const { html } = await chief.ask<{ html: string }>('paper.wholeCourse', { stream: taken.stream });
    const text = textOf(html);
    const inOrder = [
      '收件',
      '出具凭证',
      '打印',
      '第 1 份',
      '等待打印',
      '电话告知',
      '无人接听',
      '响了很久',
      '查看完整信息',
    ];
    const places = inOrder.map((said) => text.indexOf(said, text.indexOf('做了什么')));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(text.match(/查看完整信息/g)).toHaveLength(1);
    expect(text).toContain('受理（已撤回）');
    // The print of the whole is a look of its own: it stands in the next one.
    const next = await chief.ask<{ html: string }>('paper.wholeCourse', { stream: taken.stream });
    expect(textOf(next.html).match(/查看完整信息/g)).toHaveLength(2);
  });
});

describe('日结单', () => {
  it('numbers of this desk and day by what was done, each once; what does not come out; originals that stay', async () => {
    const desk = await setUpDesk({ seed: 152 });
    const { chief } = desk;
    const kept = { materials: [{ name: '户口簿', copies: 2, form: 'kept' }] };
    const first = await chief.ask<ActAnswer>('case.begin', { ...intake(desk.newId(), {}, kept), print: '80mm' });
    const second = await chief.ask<ActAnswer>('case.begin', intake(desk.newId()));
    for (const type of ['accepted', 'decided']) {
      const data = type === 'decided' ? { set: { outcome: 'done' }, result: '办好' } : {};
      await chief.ask('case.step', { act: desk.newId(), stream: second.stream, type, data });
    }
    const sheet = async (day: string) => textOf((await chief.ask<{ html: string }>('paper.daySheet', { day })).html);
    const shown = (number: string) => number.slice(-4);
    const text = await sheet('2026-11-22');
    const row = (name: string) =>
      text
        .slice(text.indexOf(` ${name} `))
        .split(/\s{2,}/)
        .slice(0, 3)
        .join(' ');
    expect(row('收件')).toMatch(/收件 2/);
    expect(row('收件')).toContain(shown(second.number));
    expect(row('受理')).toMatch(/受理 1/);
    expect(row('办结')).toMatch(/办结 1/);
    expect(row('作废')).toMatch(/作废 0 无/);
    expect(text).toContain('1 件办件，共 2 份');
    expect(text).toContain('等待打印');
    expect(first.jobs).toHaveLength(1);
    expect(await sheet('2026-11-21')).toMatch(/收件\s+0\s+无/);
  });
});
