/** 销毁 as the fold knows it: the same whether the bodies before it are there or not, and void where something came in between. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLife } from '../../../tests/support/kind-lives.ts';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { madeUp, taken } from '../../../tests/support/made-up-case.ts';
import { seed } from '../../../tests/support/seed.ts';
import type { FoldEntry } from '../../journal/entry.ts';
import { kinds } from '../registry.ts';
import type { Kind } from './define.ts';
import { isKeptOn } from './disposal.ts';
import { project } from './project.ts';

const list = '00000000-0000-7000-8000-00000000bbbb';
const destroying = (entries: readonly Pick<FoldEntry, 'id'>[]) => ({
  ...{ list, listNumber: 'DJ20381122-A7-01', number: '108201A72611220001K', officialNumber: '' },
  ...{
    status: 'done',
    title: '示例事项',
    matter: 'SAMPLE',
    closed: '2027-11-22',
    entries: entries.map(({ id }) => id),
  },
});
const bodiless = (entry: FoldEntry): FoldEntry => ({ ...entry, body: null });
const begin = () => new Story(kindWorld(madeUp), taken).do('begun').do('finished');
const destroyed = () => {
  const story = begin();
  return story.do('fileDestroyed', destroying(story.entries));
};

describe('a destroyed case', () => {
  it.each(kinds.filter(({ form }) => form === 'case').map((kind): [string, Kind] => [kind.kind, kind]))(
    '%s folds and shows the same with any of its bodies gone',
    (_name, kind) => {
      fc.assert(
        fc.property(fc.nat(10_000), fc.infiniteStream(fc.boolean()), (chance, gone) => {
          const world = kindWorld(kind);
          const life = drawLife(kind, chance, 12).filter(({ type }) => type !== 'fileDestroyed');
          const [first] = life;
          const before = world.fold(life);
          const decided = world.next(before, { type: 'fileDestroyed', data: destroying(life) });
          if (first === undefined || !decided.ok) throw new Error('refused');
          const whole = world.fold([...life, ...decided.value.entries]);
          const some = life.map((entry) => (gone.next().value === true ? bodiless(entry) : entry));
          expect(world.fold([...some, ...decided.value.entries])).toEqual(whole);
          expect(world.fold([...life.map(bodiless), ...decided.value.entries])).toEqual(whole);
          expect(project(kind, whole)).toMatchObject({
            ...{ people: [], papers: [], dues: [], files: [], trips: [], ledgers: [] },
            case: { petitioner: '', title: '示例事项', matter: 'SAMPLE', number: '108201A72611220001K' },
            words: { names: [], digits: ['108201A72611220001K'], text: '示例事项' },
          });
        }),
        { seed: seed(), numRuns: 40 },
      );
    },
  );

  it('takes nothing more, and what comes late is kept and put before a person', () => {
    const story = destroyed();
    expect(story.refusal('note', { text: '再记' })).toBe('file.destroyed');
    const note = story.entries[1];
    if (note === undefined) throw new Error('no entries');
    const late = { ...note, id: story.world.id(), type: 'note' };
    expect(story.world.fold([...story.entries, late]).marks).toEqual([{ entry: late.id, code: 'file.destroyed' }]);
    expect(story.refusal('fileDestroyed', destroying(story.entries))).toBe('file.destroyed');
  });

  it('is not destroyed where somebody had written something that was not appraised', () => {
    const story = begin();
    const apart = story.world.next(story.state, { type: 'fileDestroyed', data: destroying(story.entries) });
    story.do('note', { text: '同一天，另一台电脑' }).meet(apart);
    expect(story.marks).toEqual(['file.changedMeanwhile']);
    expect(story.state.destroyed).toBeUndefined();
    expect(story.state.notes).toBe(1);
  });

  it('which was kept longer on another desk meanwhile is not destroyed either', () => {
    const story = begin();
    const apart = story.world.next(story.state, { type: 'fileDestroyed', data: destroying(story.entries) });
    const kept = { list, listNumber: 'DJ-02', until: '2050-12-31', reason: '有查考价值' };
    story.do('fileKept', kept).meet(apart);
    expect(story.marks).toEqual(['file.changedMeanwhile']);
    expect(isKeptOn(story.state, '2050-12-31')).toBe(true);
    expect(isKeptOn(story.state, '2051-01-01')).toBe(false);
  });
});
