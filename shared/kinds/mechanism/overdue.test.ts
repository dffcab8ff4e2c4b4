/** 超期说明: allowed of what is late and of nothing else, said of one limit, replaced when said again. */
import { describe, expect, it } from 'vitest';
import { day, kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { service } from '../service/index.ts';
import { overdueWhyOf } from './overdue.ts';
import { overdueWhyKind, project } from './project.ts';

const received = (code = 'SAMPLE') => ({
  type: 'received',
  data: { set: { petitioner: { name: '李桂花' }, matter: { code } } },
});
const why = (due: string, reason = '设备坏了', whose = 'system') => ({ due, whose, reason });
const begin = (code?: string) => new Story(kindWorld(service), received(code)).do('accepted');
const said = ({ state }: Story, name: string) => {
  const due = state.core.dues[name];
  return due && overdueWhyOf(state.core, due);
};

describe('超期说明', () => {
  it('is refused, and not offered, while everything is in time', () => {
    const story = begin();
    expect(story.refusal('overdueExplained', why('promised'))).toBe('overdue.none');
    expect(story.world.may(story.state, 'overdueExplained').ok).toBe(false);
  });

  it('is said of what is late, and of nothing that is not', () => {
    const story = begin();
    story.world.advance(60 * day);
    const names = Object.keys(story.state.core.dues);
    expect(names).toContain('promised');
    expect(story.world.may(story.state, 'overdueExplained').ok).toBe(true);
    // 补正 was met in time, and a limit that is not there is not late.
    for (const name of ['correction', 'delivery', 'constructor', 'nothing'])
      expect([name, story.refusal('overdueExplained', why(name))]).toEqual([name, 'overdue.none']);
    story.do('overdueExplained', why('promised'));
    expect(said(story, 'promised')).toMatchObject({ whose: 'system', reason: '设备坏了' });
  });

  it('stays when it is met too late, and said again it replaces what was said', () => {
    const story = begin();
    story.world.advance(60 * day);
    story.do('overdueExplained', why('promised'));
    story.do('decided', { set: { outcome: 'granted' }, result: '同意' });
    story.do('overdueExplained', why('promised', '等会办单位答复', 'partner'));
    expect(said(story, 'promised')).toMatchObject({ whose: 'partner', reason: '等会办单位答复' });
    expect(story.state.history.filter(({ type }) => type === 'overdueExplained')).toHaveLength(2);
    const rows = project(service, story.state).records.filter(({ kind }) => kind === overdueWhyKind);
    expect(rows).toMatchObject([{ key: `${story.state.stream} promised`, label: 'partner' }]);
  });

  it('is taken back by 撤回上一步: what was said before holds again', () => {
    const story = begin();
    story.world.advance(60 * day);
    story.do('overdueExplained', why('promised', '第一次'));
    story.do('overdueExplained', why('promised', '第二次'));
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(said(story, 'promised')?.reason).toBe('第一次');
  });

  it('of a stage does not go over to the next one, which has a limit of its own', () => {
    const story = begin('STAGED');
    const name = 'stage';
    story.world.advance(60 * day);
    const before = story.state.core.dues[name];
    expect(before).toBeDefined();
    story.do('overdueExplained', why(name));
    expect(said(story, name)).toBeDefined();
    story.do('stageDone', { stage: '初审', result: '符合条件', responsible: '示例经办' });
    const after = story.state.core.dues[name];
    expect(after?.from).not.toBe(before?.from);
    expect(said(story, name)).toBeUndefined();
  });

  it('is not said of what somebody else owes, nor of a case that was voided', () => {
    const story = begin('ABOVE');
    story.world.advance(200 * day);
    const waiting = Object.values(story.state.core.dues).filter(({ lapse }) => lapse !== 'overdue');
    for (const { name } of waiting) expect(story.refusal('overdueExplained', why(name))).toBe('overdue.none');
    story.do('voided', { cause: 'trial', reason: '试录' });
    expect(story.refusal('overdueExplained', why('promised'))).toBe('case.ended');
  });
});
