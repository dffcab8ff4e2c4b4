/** 今日巡回: whatever became of some 帮办代办, each that owes something is at one stop, and nothing else is at any. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isAwaited } from '../mechanism/signatures.ts';
import { proxy } from './index.ts';
import { roundOf, workOf, type Asked, type Errand } from './round.ts';

const today = '2026-11-23';
const agent = 'wang';
const asked: Asked = { agent, day: today, villages: ['白鹿村', '白鹿'] };
const stages = ['asked', 'entrusted', 'accepted', 'delivered', 'filed', 'reported', 'calledBack'] as const;

interface Life {
  readonly sort: 'help' | 'act';
  readonly stage: (typeof stages)[number];
  readonly isEnded: boolean;
  readonly holder: 'wang' | 'li' | '';
  readonly visitOn: string;
  readonly address: string;
  readonly isDecided: boolean;
  readonly missing: readonly string[];
}

const signed = { signedOn: '2026-01-01', power: 'general', signer: 'mark', witness: '示例村干部', until: '2099-06-30' };
const told: Readonly<Record<string, JsonObject>> = {
  entrusted: signed,
  accepted: { set: { agent, agentPhone: '13970700000' } },
  delivered: {
    ...{ set: { outcome: 'done' }, way: 'home', receivedBy: '示例老人', receivedOn: '2026-01-02', found: '送到' },
  },
  filed: {},
  reported: { upperUnit: '示例县局' },
  calledBack: {
    ...{ way: 'phone', spokenWith: '示例老人', isDone: 'yes', areBack: 'yes', wasCharged: 'no', content: 'very' },
  },
};

const reached = ({ stage }: Life): number => stages.indexOf(stage);
/** 归档 waits for originals. */
const keeps = (life: Life): boolean => life.holder !== '' && reached(life) <= stages.indexOf('delivered');
const ends = (life: Life): boolean => life.isEnded && reached(life) <= stages.indexOf('accepted');

function lived(life: Life): Errand {
  const world = kindWorld(proxy);
  for (const id of ['wang', 'li']) world.records.set(`staff ${id}`, { name: `人员 ${id}`, isActive: true });
  const petitioner = {
    name: '示例老人',
    phone: '13970700002',
    ...(life.address === '' ? {} : { address: life.address }),
  };
  const visit = life.visitOn === '' ? {} : { visitOn: life.visitOn };
  const set = {
    sort: life.sort,
    channel: 'visit',
    petitioner,
    matters: [{ code: 'SAMPLE' }],
    because: 'old',
    ...visit,
  };
  const story = new Story(world, { type: 'asked', data: { set } });
  for (const step of stages.slice(1, reached(life) + 1)) {
    if (step === 'entrusted' && life.sort === 'help') continue;
    story.do(step, told[step] ?? {}, { by: agent });
  }
  if (keeps(life))
    story.do('originalsTaken', { comes: [{ name: '户口簿', copies: 1 }], handedBy: '示例老人' }, { by: life.holder });
  if (ends(life)) story.do('ended', { cause: 'petitioner', why: '自己办' }, { by: agent });
  return { state: story.state, cases: [{ number: 'N1', isDecided: life.isDecided, missing: life.missing }] };
}

/** Said of the life, not of its state. */
function owes(life: Life, { state }: Errand): boolean {
  const isOver = ends(life) || reached(life) >= stages.indexOf('delivered');
  if (keeps(life) && life.holder === agent && isOver) return true;
  const inCharge = reached(life) >= stages.indexOf('accepted');
  if (!inCharge) return false;
  if (state.papers.some((paper) => isAwaited(paper) && paper.spec !== 'proxyAuthority')) return true;
  if (ends(life) || life.stage === 'calledBack') return false;
  if (life.stage !== 'accepted' || life.visitOn === today) return true;
  return life.isDecided || life.missing.length > 0;
}

const life: fc.Arbitrary<Life> = fc.record({
  sort: fc.constantFrom('help', 'act'),
  stage: fc.constantFrom(...stages),
  isEnded: fc.boolean(),
  holder: fc.constantFrom('wang', 'li', ''),
  visitOn: fc.constantFrom('', today, '2026-11-01', '2026-12-01'),
  address: fc.constantFrom('', '白鹿村 3 组 1 号', '白鹿村3组1号', '别处 5 号'),
  isDecided: fc.boolean(),
  missing: fc.constantFrom([], ['照片']),
});

it('has every one that owes something at exactly one stop, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 6 }), (lives) => {
      const errands = lives.map(lived);
      const stops = roundOf(errands, asked);
      const there = stops.flatMap((stop) => stop.errands.map(({ errand }) => errands.indexOf(errand)));
      const wanted = lives.flatMap((one, at) => (owes(one, errands[at] as Errand) ? [at] : []));
      expect(there.toSorted((one, other) => one - other)).toEqual(wanted);
      expect(stops.every((stop) => stop.errands.length > 0)).toBe(true);
      // One door is one stop, however its address was typed.
      const doors = stops.flatMap((stop) => (stop.village === '白鹿村' ? [stop] : []));
      expect(doors.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

const plain: Life = {
  ...{ sort: 'act', stage: 'asked', isEnded: false, holder: '', visitOn: '', address: '白鹿村3组' },
  ...{ isDecided: true, missing: ['照片'] },
};

it('brings the 委托书 to whoever asked, by the hand it is in till somebody accepts it', () => {
  const errand = lived(plain);
  expect(workOf(errand, asked)).toBeUndefined();
  const beginner = { ...asked, agent: errand.state.beganBy };
  expect(workOf(errand, beginner)).toMatchObject({ papers: ['proxyAuthority'], results: [], isVisit: false });
  expect(workOf(lived({ ...plain, stage: 'entrusted', missing: [] }), beginner)).toBeUndefined();
});

it('brings the result and asks for what is missing while it is worked on', () => {
  const work = workOf(lived({ ...plain, stage: 'accepted' }), asked);
  expect(work).toMatchObject({ results: ['N1'], missing: [{ number: 'N1', material: '照片' }], isCallBack: false });
});

it('asks for a longer 委托 when its term is over', () => {
  const work = workOf(lived({ ...plain, stage: 'accepted' }), { ...asked, day: '2100-01-01' });
  expect(work?.papers).toContain('proxyRenewal');
});

it('gives back what this agent holds when the work is over, and goes on till it is done', () => {
  const ended = lived({ ...plain, stage: 'accepted', isEnded: true, holder: 'wang' });
  expect(workOf(ended, asked)).toMatchObject({ giveBack: ['户口簿'], isCallBack: false, results: [], missing: [] });
  expect(workOf(lived({ ...plain, stage: 'delivered' }), asked)).toMatchObject({ isCallBack: true, giveBack: [] });
});
