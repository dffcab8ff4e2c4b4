import { describe, expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, taken } from '../../../tests/support/made-up-case.ts';
import { openChoices, valueOf } from './state.ts';

const begin = () => new Story(kindWorld(madeUp), taken);
const correct = (set: Record<string, string | number>, reason = '听错了') => ({
  type: 'corrected',
  data: { set, reason },
});
const valuesOf = ({ state }: Story, field: string) => (state.core.fields[field]?.open ?? []).map(({ value }) => value);

/** Two people at two desks correct what both see; the first the hub orders holds. */
function split(first: string, second: string) {
  const story = begin();
  const { world, state } = story;
  const [one, two] = [world.next(state, correct({ name: first })), world.next(state, correct({ name: second }))];
  return story.meet(one, two);
}

describe('a guarded field', () => {
  it('is set by who saw what holds', () => {
    const story = begin()
      .do('corrected', correct({ name: '李贵花' }).data)
      .do('corrected', correct({ name: '李桂华' }).data);
    expect(valueOf(story.state, 'name')).toBe('李桂华');
    expect(openChoices(story.state)).toEqual([]);
  });

  it('keeps its value when it was set from an older view; the other value is an open choice, not a mark', () => {
    const story = split('李贵花', '李桂华');
    expect(valueOf(story.state, 'name')).toBe('李贵花');
    expect(valuesOf(story, 'name')).toEqual(['李桂华']);
    expect(openChoices(story.state)).toEqual(['name']);
    expect(story.marks).toEqual([]);
  });

  it('in conflict does not block the other fields of its entry', () => {
    const story = begin();
    const { world, state } = story;
    story.meet(world.next(state, correct({ name: '甲' })), world.next(state, correct({ name: '乙', amount: 7 })));
    expect(valueOf(story.state, 'name')).toBe('甲');
    expect(valueOf(story.state, 'amount')).toBe(7);
  });

  it('what somebody wrote on top of the value that lost joins the same choice in its place', () => {
    const story = begin();
    const { world, state } = story;
    const lost = world.next(state, correct({ name: '乙' }));
    if (!lost.ok) throw new Error(lost.refusal.code);
    const onTop = world.next(lost.value.state, correct({ name: '乙二' }));
    story.meet(world.next(state, correct({ name: '甲' })), lost, onTop);
    expect(valueOf(story.state, 'name')).toBe('甲');
    expect(valuesOf(story, 'name')).toEqual(['乙二']);
    // And a third who had seen none of it stands beside.
    story.meet(world.next(state, correct({ name: '丙' })));
    expect(valuesOf(story, 'name')).toEqual(['乙二', '丙']);
  });

  it('that was empty for both is a choice too', () => {
    const story = begin();
    const { world, state } = story;
    story.meet(world.next(state, correct({ limitDays: 3 })), world.next(state, correct({ limitDays: 9 })));
    expect(valueOf(story.state, 'limitDays')).toBe(3);
    expect(valuesOf(story, 'limitDays')).toEqual([9]);
  });

  it('set by a person who was shown an older state is refused before it is written', () => {
    const story = begin();
    const seen = { name: story.state.core.fields['name']?.setBy ?? '' };
    story.do('corrected', correct({ name: '甲' }).data);
    const late = story.world.next(story.state, { ...correct({ name: '乙' }), seen });
    expect(late).toMatchObject({ ok: false, refusal: { code: 'field.changedMeanwhile', field: 'name' } });
    const now = { name: story.state.core.fields['name']?.setBy ?? '' };
    expect(story.world.next(story.state, { ...correct({ name: '乙' }), seen: now }).ok).toBe(true);
  });
});

describe('the facts and dues of a value', () => {
  it('that was set aside do not take effect', () => {
    const story = begin();
    const { world, state } = story;
    story.meet(
      world.next(state, correct({ amount: 100, limitDays: 3 })),
      world.next(state, correct({ amount: 5000, limitDays: 30 })),
    );
    expect(story.state.core.learnt).toEqual({ amount: { isLarge: false } });
    expect(story.state.core.dues['answer']?.limit.amount).toBe(3);
  });

  it('are not put back by a correction of something else that saw the older ones', () => {
    const story = begin();
    const { world, state } = story;
    story.meet(world.next(state, correct({ limitDays: 15 })), world.next(state, correct({ name: '乙' })));
    expect(story.state.core.dues['answer']?.limit.amount).toBe(15);
  });
});

describe('a free field', () => {
  it('is what was set last, seen or not', () => {
    const story = begin();
    const { world, state } = story;
    const tag = (value: string) => world.next(state, { type: 'priced', data: { set: { tags: [value] } } });
    story.meet(tag('急'), tag('缓'));
    expect(valueOf(story.state, 'tags')).toEqual(['缓']);
    expect(openChoices(story.state)).toEqual([]);
  });
});

describe('a hub-owned field', () => {
  it('is not a correction’s to set', () => {
    expect(begin().refusal('corrected', correct({ assignee: '县民政局' }).data)).toBe('input.unknownKey');
  });
  it('is set by the authority’s step alone; elsewhere the refusal names the request', () => {
    const story = begin();
    const assign = { type: 'assigned', data: { set: { assignee: '县民政局' } } };
    const away = story.world.next(story.state, assign, { isAuthority: false });
    expect(away).toMatchObject({
      ok: false,
      refusal: { code: 'step.notAuthority', details: { request: 'assignmentAsked' } },
    });
    story.do('assignmentAsked', { whom: '县民政局' }, { isAuthority: false });
    expect(valueOf(story.state, 'assignee')).toBeUndefined();
    expect(valueOf(story.do(assign.type, assign.data).state, 'assignee')).toBe('县民政局');
  });
});

const settlement = ({ state }: Story, value: string, field = 'name') => {
  const now = state.core.fields[field];
  return { field, entries: [now?.setBy ?? '', ...(now?.open ?? []).map(({ entry }) => entry)], value };
};

describe('settling a choice', () => {
  it('closes it with the value of either, or another', () => {
    for (const value of ['李贵花', '李桂华', '李桂花']) {
      const story = split('李贵花', '李桂华');
      story.do('settled', settlement(story, value));
      expect(valueOf(story.state, 'name')).toBe(value);
      expect(openChoices(story.state)).toEqual([]);
    }
  });

  it('twice, apart, is again a choice; and that one can be settled', () => {
    const story = split('甲', '乙');
    const { world, state } = story;
    const settle = (value: string) => world.next(state, { type: 'settled', data: settlement(story, value) });
    story.meet(settle('甲'), settle('乙'));
    expect(story.marks).toEqual([]);
    expect(valueOf(story.state, 'name')).toBe('甲');
    expect(valuesOf(story, 'name')).toEqual(['乙']);
    story.do('settled', settlement(story, '乙'));
    expect(valueOf(story.state, 'name')).toBe('乙');
    expect(openChoices(story.state)).toEqual([]);
  });

  it('leaves open what it did not know of', () => {
    const story = split('甲', '乙');
    const settled = story.world.next(story.state, { type: 'settled', data: settlement(story, '乙') });
    const third = story.world.next(story.world.fold(story.entries.slice(0, 2)), correct({ name: '丙' }));
    story.meet(third, settled);
    expect(valueOf(story.state, 'name')).toBe('乙');
    expect(valuesOf(story, 'name')).toEqual(['丙']);
  });

  it('is a choice itself when the value it was about was corrected meanwhile', () => {
    const story = split('甲', '乙');
    const settled = story.world.next(story.state, { type: 'settled', data: settlement(story, '乙') });
    const corrected = story.world.next(story.state, correct({ name: '丁' }));
    story.meet(corrected, settled);
    expect(valueOf(story.state, 'name')).toBe('丁');
    expect(valuesOf(story, 'name')).toEqual(['乙']);
  });

  it('is refused where there is no choice, where it was seen otherwise, and with a value that is none', () => {
    const story = begin();
    const id = story.world.id();
    expect(story.refusal('settled', { field: 'name', entries: [story.world.id(), id], value: '甲' })).toBe(
      'choice.none',
    );
    expect(story.refusal('settled', { field: 'toString', entries: [id, id], value: '甲' })).toBe('choice.none');
    expect(story.world.may(story.state, 'settled').ok).toBe(false);
    const open = split('甲', '乙');
    const [holds = '', loser = ''] = settlement(open, '').entries;
    expect(open.world.may(open.state, 'settled').ok).toBe(true);
    expect(open.refusal('settled', { field: 'name', entries: [loser, loser], value: '乙' })).toBe(
      'field.changedMeanwhile',
    );
    expect(open.refusal('settled', { field: 'name', entries: [holds, id], value: '乙' })).toBe(
      'field.changedMeanwhile',
    );
    expect(open.refusal('settled', { field: 'amount', entries: [holds, loser], value: 5 })).toBe('choice.none');
    expect(open.refusal('settled', { field: 'name', entries: [holds, loser], value: 5 })).toBe('entry.invalid');
    expect(open.refusal('settled', { field: 'name', entries: [holds, loser], value: '乙' })).toBeNull();
  });

  it('learns and recounts as a correction does, and replaces the papers that print the value given up', () => {
    const story = begin();
    const { world, state } = story;
    story.meet(
      world.next(state, correct({ amount: 5000, limitDays: 20 })),
      world.next(state, correct({ amount: 10, limitDays: 3 })),
    );
    expect(story.state.core.learnt).toEqual({ amount: { isLarge: true } });
    story.do('settled', { ...settlement(story, '', 'limitDays'), value: 3 });
    expect(story.state.core.dues['answer']?.limit.amount).toBe(3);
    story.do('settled', { ...settlement(story, '', 'amount'), value: 10 });
    expect(story.state.core.learnt).toEqual({ amount: { isLarge: false } });
    expect(story.last.issued).toEqual([]);

    const named = split('甲', '乙');
    named.do('settled', settlement(named, '乙'));
    expect(named.last.wrong.map(({ shows }) => shows)).toHaveLength(1);
    expect(named.last.issued).toHaveLength(1);
    expect(named.state.papers.filter(({ status }) => status === 'valid').map(({ id }) => id)).toContain(
      named.last.issued[0]?.id,
    );
  });
});
