import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentValue } from './index.ts';
import { rankAgents, type Candidate, type Wanted } from './rank.ts';

const villages = ['东坑村', '西江村', '凌源村'];
const day = '2026-11-24';

const value = fc.record({
  name: fc.constantFrom('刘小红', '曾春生', '温秀英'),
  phone: fc.constant('13970700000'),
  sort: fc.constantFrom('staff' as const, 'village' as const, 'volunteer' as const),
  villages: fc.subarray(villages),
  languages: fc.subarray(['客家话', '手语']),
  skills: fc.subarray(['社保', '残疾']),
  partner: fc.constantFrom('a0', 'a1', 'a2', 'none'),
  from: fc.constantFrom('2026-01-01', '2026-11-24', '2026-11-25'),
  until: fc.constantFrom('2026-11-23', '2026-11-24', '2027-12-31'),
  status: fc.constantFrom('active' as const, 'away' as const, 'ended' as const),
});
const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .array(fc.record({ value, load: fc.nat(9) }), { minLength: 1, maxLength: 8 })
  .map((list) =>
    list.map((one, at) => ({
      ...{ key: `a${String(at)}`, load: one.load },
      value: { ...one.value, isActive: one.value.status === 'active' } satisfies AgentValue,
    })),
  );
const wanted: fc.Arbitrary<Wanted> = fc.record({
  place: fc.constantFrom('兴国县永丰镇东坑村 3 组', '西江村便民服务站', ''),
  need: fc.constantFrom('只会说客家话', ''),
  matters: fc.constantFrom(['社保卡挂失'], ['残疾人证换领', '社保卡挂失'], ['建房']),
  day: fc.constant(day),
});

const one = (key: string, said: Partial<AgentValue>, load = 0): Candidate => ({
  ...{ key, load },
  value: {
    ...{ name: key, phone: '13970700000', sort: 'village', villages: [], languages: [], skills: [] },
    ...{ from: '2026-01-01', status: 'active', isActive: true, ...said },
  },
});

describe('who might be asked', () => {
  it('is everybody once, in one order however they come', () => {
    fc.assert(
      fc.property(candidates, wanted, (all, asked) => {
        const ranked = rankAgents(all, asked);
        expect(ranked.map(({ key }) => key).toSorted()).toEqual(all.map(({ key }) => key).toSorted());
        expect(rankAgents(all.toReversed(), asked)).toEqual(ranked);
      }),
    );
  });

  it('names nobody who is away, gone or out of term before one who may', () => {
    fc.assert(
      fc.property(candidates, wanted, (all, asked) => {
        const may = rankAgents(all, asked).map(({ key, refusal }) => {
          const { value: said } = all.find((other) => other.key === key) ?? one('', {});
          const until = said.until ?? '';
          const isIn = said.status === 'active' && said.from <= day && (until === '' || until >= day);
          expect(refusal === null).toBe(isIn);
          return isIn;
        });
        expect(may).toEqual(may.toSorted((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  it('a village that fits never puts anybody further back, one more in hand never further forward', () => {
    fc.assert(
      fc.property(candidates, wanted, fc.nat(7), (all, asked, at) => {
        const who = all[at % all.length] ?? one('', {});
        const placeOf = (list: readonly Candidate[]) => rankAgents(list, asked).findIndex(({ key }) => key === who.key);
        const put = (changed: Candidate) => all.map((other) => (other.key === who.key ? changed : other));
        const serves = { ...who, value: { ...who.value, villages } };
        expect(placeOf(put(serves))).toBeLessThanOrEqual(placeOf(all));
        expect(placeOf(put({ ...who, load: who.load + 1 }))).toBeGreaterThanOrEqual(placeOf(all));
      }),
    );
  });

  it('says why: village before language before skill before stand-in, then who has less in hand', () => {
    const asked = { place: '永丰镇东坑村', need: '只会说客家话', matters: ['社保卡挂失'], day };
    const all = [
      one('busy', {}, 5),
      one('free', {}, 1),
      one('stood', { partner: 'ill' }),
      one('ill', { status: 'away', villages: ['东坑村'] }),
      one('safe', { partner: 'free' }),
      one('knows', { skills: ['社保'] }),
      one('speaks', { languages: ['客家话'] }, 9),
      one('lives', { villages: ['东坑村'] }, 9),
    ];
    const ranked = rankAgents(all, asked);
    expect(ranked.map(({ key }) => key)).toEqual([
      ...['lives', 'speaks', 'knows', 'safe', 'stood', 'free', 'busy', 'ill'],
    ]);
    expect(ranked[0]?.reasons).toEqual([
      { why: 'village', what: '东坑村' },
      { why: 'load', what: '9' },
    ]);
    expect(ranked[4]?.reasons).toContainEqual({ why: 'partnerAway', what: 'ill' });
    expect(ranked[7]?.refusal).toBe('agent.away');
  });
});
