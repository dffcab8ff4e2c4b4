/** 原件交接: each original has one holder at any moment or is 遗失, whoever does what, and the papers and the book say so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { rowsOf } from '../common/custody.ts';
import { originalsOf } from './custody.ts';
import { proxy } from './index.ts';

const petitioner = { name: '示例老人', phone: '13970700002' };
const set: JsonObject = {
  ...{ sort: 'help', channel: 'visit', petitioner, matters: [{ code: 'SAMPLE' }], because: 'old' },
};
const world = (): ReturnType<typeof kindWorld> => {
  const made = kindWorld(proxy);
  for (const id of ['wang', 'li']) made.records.set(`staff ${id}`, { name: `人员 ${id}`, isActive: true });
  return made;
};
const begun = (): Story => new Story(world(), { type: 'asked', data: { set } });
const booklet = { comes: [{ name: '户口簿', copies: 1 }], handedBy: '示例老人' };
const those = { originals: ['户口簿'] };
const chief = { by: 'chief' };
const [wang, li] = [{ by: 'wang' }, { by: 'li' }];
const taken = (): Story => begun().do('originalsTaken', { ...booklet, backBy: '2026-12-01' }, wang);
const rows = ({ state }: Story) => rowsOf(originalsOf(state));
const papersOf = ({ state }: Story) => state.papers.map(({ spec }) => spec);

describe('from hand to hand', () => {
  it('is taken in and given back against a signature each', () => {
    const story = taken();
    expect(rows(story)).toMatchObject([
      { material: '户口簿', holder: { at: 'staff', staff: 'wang' }, backBy: '2026-12-01' },
    ]);
    story.do('originalsReturned', { ...those, takenBy: '示例女儿', relation: '女儿' }, wang);
    expect(rows(story)).toMatchObject([{ holder: { at: 'owner', name: '示例女儿' }, returned: { to: '示例女儿' } }]);
    expect(papersOf(story)).toEqual(['originalsTaken', 'originalsReturn']);
  });

  it('stays with the giver till whoever it is for says that it came', () => {
    const story = taken();
    expect(story.refusal('originalsOffered', { ...those, receiver: 'wang' }, wang)).toBe('originals.toSelf');
    expect(story.refusal('originalsOffered', { ...those, receiver: 'chief' }, li)).toBe('originals.notYours');
    expect(story.refusal('originalsAccepted', those, li)).toBe('originals.notOffered');
    story.do('originalsOffered', { ...those, receiver: 'li' }, wang);
    expect(rows(story)).toMatchObject([{ holder: { staff: 'wang' }, offered: 'li' }]);
    expect(story.refusal('originalsAccepted', those, chief)).toBe('originals.notOffered');
    story.do('originalsAccepted', those, li);
    expect(rows(story)[0]).toMatchObject({ holder: { staff: 'li' } });
    expect(rows(story)[0]?.offered).toBeUndefined();
    expect(story.refusal('originalsReturned', { ...those, takenBy: '示例老人' }, wang)).toBe('originals.notYours');
    expect(papersOf(story)).toEqual(['originalsTaken', 'originalsHanded']);
  });

  it('goes to another office and is fetched; one that is ill is relieved by the person in charge', () => {
    const story = taken().do('originalsLeft', { ...those, unit: '县不动产登记中心' }, wang);
    expect(rows(story)).toMatchObject([{ holder: { at: 'outside', name: '县不动产登记中心' } }]);
    expect(story.refusal('originalsReturned', { ...those, takenBy: '示例老人' }, wang)).toBe('originals.notYours');
    story.do('originalsFetched', those, wang);
    expect(story.refusal('originalsTakenOver', { ...those, why: '住院' }, wang)).toBe('originals.notOthers');
    story.do('originalsTakenOver', { ...those, why: '住院' }, chief);
    expect(rows(story)).toMatchObject([{ holder: { staff: 'chief' } }]);
  });

  it('comes in once, and again when it was given back', () => {
    const story = taken();
    expect(story.refusal('originalsTaken', booklet, li)).toBe('originals.outAlready');
    expect(story.refusal('originalsReturned', { originals: ['房产证'], takenBy: '示例老人' }, wang)).toBe(
      'originals.none',
    );
    story.do('originalsReturned', { ...those, takenBy: '示例老人' }, wang).do('originalsTaken', booklet, li);
    expect(rows(story)).toMatchObject([{ material: '户口簿', holder: { staff: 'li' } }]);
  });

  it('an act taken back leaves it where it was', () => {
    const story = taken().do('originalsReturned', { ...those, takenBy: '示例老人' }, wang);
    story.do('undone', { act: story.state.undoable?.act ?? '', papersHere: 'notGiven' }, wang);
    expect(rows(story)).toMatchObject([{ holder: { staff: 'wang' } }]);
  });
});

describe('遗失', () => {
  it('keeps the last holder and what was looked for, holds up 归档, and ends when it is found or made good', () => {
    const story = taken().do('originalsLost', { ...those, search: '车上、家里都找过' }, li);
    expect(rows(story)).toMatchObject([
      { holder: { at: 'lost' }, lost: { by: 'li', lastHolder: { staff: 'wang' }, search: '车上、家里都找过' } },
    ]);
    story.do('accepted', { set: { agent: 'SAMPLE', agentPhone: '13970700000' } });
    story.do('delivered', {
      ...{ set: { outcome: 'done' }, way: 'home', receivedBy: '示例老人', receivedOn: '2026-11-23', found: '已送到' },
    });
    expect(story.refusal('filed', {})).toBe('originals.lostOpen');
    const found = begun();
    found.do('originalsTaken', booklet, wang).do('originalsLost', { ...those, search: '找过' }, wang);
    found.do('originalsFound', { ...those, where: '村部抽屉' }, li);
    expect(rows(found)).toMatchObject([{ holder: { staff: 'li' }, lost: { found: true } }]);
    story.do('lossSettled', { ...those, madeGood: 'reissued', remedy: '陪同到派出所补领，费用由中心出' }, chief);
    expect(rows(story)).toMatchObject([{ holder: { at: 'settled' }, lost: { settled: { how: 'reissued' } } }]);
    story.do('filed', {});
    expect(story.state.core.status).toBe('filed');
  });
});

/** Who does what to which of three papers; `who` and `whom` are three members of staff. */
const staff = ['wang', 'li', 'chief'] as const;
const papers = ['户口簿', '房产证', '残疾人证'] as const;
const act = fc.record({
  what: fc.constantFrom(
    ...['originalsTaken', 'originalsOffered', 'originalsAccepted', 'originalsLeft', 'originalsFetched'],
    ...['originalsTakenOver', 'originalsReturned', 'originalsLost', 'originalsFound', 'lossSettled'],
    'originalsOfferedFor',
  ),
  who: fc.constantFrom(...staff),
  whom: fc.constantFrom(...staff),
  which: fc.subarray([...papers], { minLength: 1 }),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const said = ({ what, which, whom }: Act): JsonObject => {
  const originals = [...which];
  const forms: Readonly<Record<string, JsonObject>> = {
    originalsTaken: { comes: originals.map((name) => ({ name, copies: 1 })), handedBy: '示例老人' },
    originalsOffered: { originals, receiver: whom },
    originalsOfferedFor: { originals, receiver: whom, why: '住院' },
    originalsLeft: { originals, unit: '县里' },
    originalsTakenOver: { originals, why: '住院' },
    originalsReturned: { originals, takenBy: '示例老人' },
    originalsLost: { originals, search: '找过' },
    originalsFound: { originals, where: '抽屉' },
    lossSettled: { originals, madeGood: 'other', remedy: '已说明' },
  };
  return forms[what] ?? { originals };
};

/** Where each paper must be, told by another hand than the one that is tested: a map from paper to place, and who may move it. */
class Ledger {
  readonly places = new Map<string, string>();
  readonly offers = new Map<string, string>();
  after({ what, who, whom, which }: Act): boolean {
    const at = (name: string): string => this.places.get(name) ?? 'owner';
    const fits: Readonly<Record<string, (name: string) => boolean>> = {
      originalsTaken: (name) => ['owner', 'settled'].includes(at(name)),
      originalsOffered: (name) => at(name) === who && whom !== who,
      originalsOfferedFor: (name) => staff.some((one) => one === at(name)) && at(name) !== who && at(name) !== whom,
      originalsAccepted: (name) => this.offers.get(name) === who,
      originalsLeft: (name) => at(name) === who,
      originalsFetched: (name) => at(name) === 'outside',
      originalsTakenOver: (name) => staff.some((one) => one === at(name)) && at(name) !== who,
      originalsReturned: (name) => at(name) === who,
      originalsLost: (name) => at(name) === 'outside' || staff.some((one) => one === at(name)),
      originalsFound: (name) => at(name) === 'lost',
      lossSettled: (name) => at(name) === 'lost',
    };
    const isDone = which.every((name) => fits[what]?.(name) === true);
    if (!isDone) return false;
    const to: Readonly<Record<string, string>> = {
      ...{ originalsLeft: 'outside', originalsReturned: 'owner', originalsLost: 'lost', lossSettled: 'settled' },
    };
    for (const name of which)
      if (what === 'originalsOffered' || what === 'originalsOfferedFor') this.offers.set(name, whom);
      else {
        this.offers.delete(name);
        this.places.set(name, to[what] ?? who);
      }
    return true;
  }
}

it('over random hand-overs: each original is in one hand or lost, as an independent book says', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const story = begun();
      const ledger = new Ledger();
      for (const one of acts) {
        const isDone = ledger.after(one);
        if (isDone) story.do(one.what, said(one), { by: one.who });
        else expect(story.refusal(one.what, said(one), { by: one.who })).toMatch(/^originals\./);
        const now = rows(story).map(({ material, holder }) => [material, holder?.staff ?? holder?.at]);
        expect(Object.fromEntries(now)).toEqual(Object.fromEntries(ledger.places));
      }
    }),
    { numRuns: 60 },
  );
});
