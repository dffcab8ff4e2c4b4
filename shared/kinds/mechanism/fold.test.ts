import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, madeUpRules, madeUpSpec, taken } from '../../../tests/support/made-up-case.ts';
import type { FoldEntry } from '../../journal/entry.ts';
import { matter } from '../matter/index.ts';
import { defineKind } from './define.ts';
import { apply } from './fold.ts';
import { unwrap } from '../../kernel/result.ts';
import { project } from './project.ts';
import { valueOf, type StreamState } from './state.ts';

const begin = () => new Story(kindWorld(madeUp), taken);
const forged = (story: Story, change: Partial<FoldEntry>): FoldEntry => {
  const last = story.entries.at(-1);
  if (last === undefined) throw new Error('no entries');
  return { ...last, id: story.world.id(), act: story.world.id(), ...change };
};
const also = ({ world, state }: Story, entry: FoldEntry): StreamState => apply(world.findKind, state, entry);

describe('an entry that is not allowed', () => {
  it.each([
    ['out of its state', { type: 'finished', body: { data: {}, facts: { may: 'case.decide' } } }, 'step.notNow'],
    ['without the permission', { type: 'begun', body: { data: {}, facts: {} } }, 'permission.missing'],
    [
      'with another permission',
      { type: 'begun', body: { data: {}, facts: { may: 'case.take' } } },
      'permission.missing',
    ],
    ['a second beginning', { type: 'taken', body: { data: taken.data, facts: { may: 'case.take' } } }, 'step.notNow'],
    [
      'with data that is none',
      { type: 'begun', body: { data: { more: 1 }, facts: { may: 'case.handle' } } },
      'entry.invalid',
    ],
    [
      'with facts that are none',
      { type: 'begun', body: { data: {}, facts: { may: 'case.handle', clock: 1 } } },
      'entry.invalid',
    ],
    [
      'of other rules than its stream',
      { type: 'begun', rules: 2, body: { data: {}, facts: { may: 'case.handle' } } },
      'entry.invalid',
    ],
    [
      'of another kind',
      { type: 'begun', kind: 'matter', body: { data: {}, facts: { may: 'case.handle' } } },
      'entry.invalid',
    ],
    [
      'of the authority, written elsewhere',
      {
        type: 'assigned',
        body: { data: { set: { assignee: '县' } }, facts: { may: 'dispatch.assign', isAuthority: false } },
      },
      'step.notAuthority',
    ],
  ] as const)('%s is kept, marked, and changes nothing else', (_what, change, code) => {
    const story = begin();
    const entry = forged(story, change);
    const after = also(story, entry);
    expect(after.marks).toEqual([{ entry: entry.id, code }]);
    expect(after.core).toEqual(story.state.core);
    expect(after.papers).toEqual(story.state.papers);
    expect(after.entries).toBe(story.state.entries + 1);
    expect(after.history.at(-1)).toMatchObject({ entry: entry.id, mark: code });
    expect(project(madeUp, after).case).toMatchObject({ isUndecided: true });
  });

  it('is seen though it is the first of its stream, and is no case of the day', () => {
    const story = begin();
    const first = forged(story, { type: 'finished', body: { data: {}, facts: { may: 'case.decide' } } });
    const state = story.world.fold([first]);
    expect(state).toMatchObject({ marks: [{ code: 'step.notNow' }], core: { status: '' } });
    expect(project(madeUp, state).case).toMatchObject({
      isUndecided: true,
      isOpen: false,
      isCounted: false,
      title: '示例',
    });
    const settle = { type: 'doubtSettled', data: { entries: [first.id], reason: '问过了' } };
    const settled = unwrap(story.world.next(state, settle)).state;
    expect(project(madeUp, settled).case).toMatchObject({ isUndecided: false, isOpen: false, isCounted: false });
  });

  it('does not stop what follows', () => {
    const story = begin();
    const after = also(story, forged(story, { type: 'finished', body: { data: {}, facts: { may: 'case.decide' } } }));
    const next = story.world.next(after, { type: 'begun', data: {} });
    expect(next).toMatchObject({ ok: true, value: { state: { core: { status: 'working' } } } });
  });
});

describe('an entry with a reason for coming late (补录)', () => {
  it('counts from the day it happened', () => {
    const world = kindWorld(madeUp);
    const story = new Story(world, taken, { late: { on: '2026-11-16T02:00:00.000Z', reason: '停电' } });
    expect(story.state.beganOn).toBe('2026-11-16T02:00:00.000Z');
    // Monday 16 November, five working days.
    expect(story.state.core.dues['answer']?.due).toBe('2026-11-23');
    expect(story.state.history.every(({ isLate }) => isLate)).toBe(true);
    story.do('begun');
    expect(story.state.history.at(-1)?.isLate).toBe(false);
    expect(story.state.lastOn > story.state.beganOn).toBe(true);
  });
});

describe('the day something happened', () => {
  const late = (on: string) => ({ late: { on: `${on}T02:00:00.000Z`, reason: '停电' } });

  it('is never before the day the case came in', () => {
    const story = begin();
    expect(story.world.next(story.state, { type: 'begun', data: {} }, late('2026-11-22'))).toMatchObject({
      ok: false,
      refusal: { code: 'date.beforeBegin', field: 'late.day' },
    });
    // Where another desk wrote it, it is kept and put before a person.
    const body = { data: {}, facts: { may: 'case.handle' }, late: { reason: '停电' } };
    const written = forged(story, { type: 'begun', on: '2026-11-20T02:00:00.000Z', body });
    expect(also(story, written).marks).toMatchObject([{ code: 'date.beforeBegin' }]);
  });

  it('as a clock says it is held against nothing: the case may have come in at a desk whose clock ran ahead', () => {
    const story = new Story(kindWorld(madeUp), taken);
    story.world.advance(-10 * 24 * 3_600_000);
    story.do('begun').do('finished');
    expect(story.state.marks).toEqual([]);
    expect(story.state.history.map(({ on }) => on.slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-13',
      '2026-11-13',
    ]);
    // The hybrid clock orders what is shown, so it does not go back.
    expect(story.state.history.every(({ at }, index, all) => index === 0 || at > (all[index - 1]?.at ?? ''))).toBe(
      true,
    );
  });

  it('may be any time of that day: the hour is seldom remembered', () => {
    const story = begin();
    const early = { late: { on: '2026-11-22T16:30:00.000Z', reason: '停电' } };
    expect(story.state.beganOn > early.late.on).toBe(true);
    expect(story.world.next(story.state, { type: 'begun', data: {} }, early).ok).toBe(true);
  });

  it('of what moves a case on is never before what moved it last; a note may be', () => {
    const story = new Story(kindWorld(madeUp), taken, late('2026-11-16')).do('begun', {}, late('2026-11-19'));
    const finish = { type: 'finished', data: {} };
    expect(story.world.next(story.state, finish, late('2026-11-18'))).toMatchObject({
      ok: false,
      refusal: { code: 'date.beforeLastStep', field: 'late.day', details: { on: '2026-11-19' } },
    });
    const note = { type: 'note', data: { text: '来过电话' } };
    expect(story.world.next(story.state, note, late('2026-11-18')).ok).toBe(true);
    expect(story.world.next(story.state, finish, late('2026-11-19')).ok).toBe(true);
    // Taken back, the step holds nobody to its day any more.
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(story.world.next(story.state, { type: 'begun', data: {} }, late('2026-11-17')).ok).toBe(true);
  });
});

describe('a stream this program does not understand (需要升级)', () => {
  const story = begin().do('corrected', { set: { name: '王五' }, reason: '听错了' });
  const number = story.state.number;

  it.each([
    ['an unknown type', { type: 'teleported' }],
    ['a newer version of a type', { type: 'begun', v: 2, body: { data: {}, facts: { may: 'case.handle' } } }],
  ])('for %s shows its number and headers, and no part of what it says', (_what, change) => {
    const unknown = forged(story, change);
    const after = also(story, unknown);
    expect(after.needsUpgrade).toContain(`${unknown.type} v${String(unknown.v)}`);
    expect(after).toMatchObject({ number, core: { status: '', fields: {} }, papers: [], marks: [] });
    expect(after.history).toHaveLength(story.entries.length + 1);
    expect(project(madeUp, after).case).toMatchObject({
      ...{ number, needsUpgrade: true, isUndecided: true, isOpen: false, isCounted: true, petitioner: '' },
    });
    // What comes after is not read either, and in one go it is the same.
    const later = forged(story, { type: 'begun', body: { data: {}, facts: { may: 'case.handle' } } });
    const longer = apply(story.world.findKind, after, later);
    expect(longer).toEqual({
      ...after,
      entries: after.entries + 1,
      history: [...after.history, longer.history.at(-1)],
    });
    expect(story.world.fold([...story.entries, unknown, later])).toEqual(longer);
    expect(story.world.next(longer, { type: 'begun', data: {} })).toMatchObject({
      refusal: { code: 'stream.needsUpgrade' },
    });
    expect(story.world.may(longer, 'begun').ok).toBe(false);
  });

  it('for its rules number is not folded from the first entry on', () => {
    const newer = story.entries.map((entry) => ({ ...entry, rules: 2 }));
    const state = story.world.fold(newer);
    expect(state.needsUpgrade).toContain('rules 2');
    expect(state.core.status).toBe('');
  });

  it('is no row of a registry', () => {
    const world = kindWorld(matter);
    const set = { code: 'A', name: '甲', category: '示例', type: 'publicService', version: '1' };
    const row = new Story(world, { type: 'published', data: { set } });
    expect(project(matter, row.state).records.map(({ key }) => key)).toEqual(['A']);
    expect(project(matter, also(row, forged(row, { type: 'revised', v: 9 }))).records).toEqual([]);
  });
});

describe('an older version of a type', () => {
  const { begun } = madeUpRules.steps;
  if (begun === undefined) throw new Error('no step');
  const twice = defineKind({
    ...madeUpSpec,
    rulesets: {
      1: {
        ...madeUpRules,
        steps: {
          ...madeUpRules.steps,
          begun: {
            ...begun,
            v: 3,
            form: { why: { class: 'guarded', input: 'text', schema: z.string().min(1) } },
            guard: (_state, _by, data) => (data !== null && data['why'] === 'no' ? 'step.notNow' : null),
            upgrade: (data, from) => ({ why: from === 1 ? 'unknown' : (data['reason'] ?? '') }),
          },
        },
      },
    },
  });

  it('is brought up to the present one before it is read; its bytes stay as they are', () => {
    const story = begin().do('begun');
    const world = kindWorld(twice);
    expect(world.fold(story.entries)).toMatchObject({ marks: [], core: { status: 'working' } });
    const old = (data: Record<string, string>, v: number): FoldEntry => ({
      ...forged(story, { type: 'begun', v }),
      body: { data, facts: { may: 'case.handle' } },
    });
    const first = story.entries.slice(0, 2);
    expect(world.fold([...first, old({ reason: '急' }, 2)])).toMatchObject({ marks: [], core: { status: 'working' } });
    expect(world.fold([...first, old({ reason: 'no' }, 2)]).marks).toMatchObject([{ code: 'step.notNow' }]);
    expect(world.fold([...first, old({ reason: '' }, 2)]).marks).toMatchObject([{ code: 'entry.invalid' }]);
  });
});

describe('a destroyed body (鉴定销毁)', () => {
  it('leaves the state its header tells, so what followed stands, and nothing of what it said', () => {
    const story = begin().do('begun').do('note', { text: '来过' }).do('finished');
    const erased = story.world.fold(story.entries.map((entry) => ({ ...entry, body: null })));
    expect(erased).toMatchObject({ marks: [], notes: 0, papers: [], core: { status: 'done', fields: {}, dues: {} } });
    expect(erased.history.every(({ isErased }) => isErased === true)).toBe(true);
    const [first, ...rest] = story.entries;
    if (first === undefined) throw new Error('no entries');
    const mixed = story.world.fold([{ ...first, body: null }, ...rest]);
    expect(valueOf(mixed, 'name')).toBeUndefined();
    expect(mixed).toMatchObject({ core: { status: 'done' }, notes: 1 });
    // The paper of a case without a number is the only thing that cannot stand.
    expect(mixed.marks.map(({ code }) => code)).toEqual(['step.notNow']);
  });

  it('is said by an entry that is itself never marked', () => {
    const story = begin();
    const [first, ...rest] = story.do('erased', { entry: story.entries[0]?.id ?? '', why: '到期鉴定' }).entries;
    if (first === undefined) throw new Error('no entries');
    const after = story.world.fold(
      [first, ...rest].map((entry) => (entry.type === 'erased' ? entry : { ...entry, body: null })),
    );
    expect(after.marks).toEqual([]);
    expect(story.world.begin({ type: 'erased', data: { entry: story.world.id(), why: '没有' } }).ok).toBe(false);
  });
});
