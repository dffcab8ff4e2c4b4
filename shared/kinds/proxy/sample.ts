/** Made-up 帮办代办. IDs have valid check digits and belong to nobody. */
import { isRecord, textOf } from '../common/fields.ts';
import { setOf } from '../mechanism/fields.ts';
import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';
import { samplePetitioner } from '../service/sample.ts';

/** A member of staff of that id must be in the registry. */
const agent = { agent: 'SAMPLE', agentPhone: '13970700000' };

const asked = (seed: SampleSeed, sort: string): SampleCommand => ({
  type: 'asked',
  data: {
    set: {
      sort,
      channel: ['hall', 'station', 'visit', 'phone'][seed.pick(4)] ?? 'hall',
      petitioner: samplePetitioner(seed),
      matters: [{ code: 'SAMPLE' }],
      because: 'ill',
      need: '父亲卧床，来不了大厅',
      ...(seed.pick(2) === 0 ? { asker: '示例女儿', askerRelation: '女儿', askerPhone: '13970700001' } : {}),
    },
  },
});

const signed = { signedOn: '2026-01-01', power: 'general', signer: 'mark', witness: '示例村干部' };
const entrusted: SampleCommand = { type: 'entrusted', data: { ...signed, until: '2099-06-30' } };
const renewed: SampleCommand = { type: 'renewed', data: { ...signed, until: '2099-12-31' } };
const accepted: SampleCommand = { type: 'accepted', data: { set: agent } };
const worked: SampleCommand = {
  type: 'worked',
  data: { what: '到镇便民服务中心交材料', where: '综合窗口', found: '已收件' },
};
const suspended: SampleCommand = { type: 'suspended', data: { why: '等医院出具证明' } };
const delivered: SampleCommand = {
  type: 'delivered',
  data: {
    ...{ set: { outcome: 'done' }, way: 'home', receivedBy: '示例老人', receivedOn: '2026-11-30' },
    found: '证件已送到家',
  },
};
const calledBack: SampleCommand = {
  type: 'calledBack',
  data: {
    ...{ way: 'phone', spokenWith: '示例老人', isDone: 'yes', areBack: 'yes', wasCharged: 'no', content: 'very' },
  },
};
const after: readonly SampleCommand[] = [
  delivered,
  { type: 'filed', data: {} },
  { type: 'reported', data: { upperUnit: '示例县政务服务管理局' } },
  calledBack,
];

const those = { originals: ['示例户口簿'] };
const booklet: SampleCommand = {
  type: 'originalsTaken',
  data: { comes: [{ name: '示例户口簿', copies: 1 }], handedBy: '示例老人', backBy: '2099-01-31' },
};
/** Another pair of hands, whose id must be in the registry. */
const colleague = 'chief';
const handed: readonly SampleCommand[] = [
  booklet,
  { type: 'originalsOffered', data: { ...those, receiver: colleague } },
  { type: 'originalsAccepted', by: colleague, data: those },
  { type: 'originalsLeft', by: colleague, data: { ...those, unit: '示例县不动产登记中心', receipt: '收据 12 号' } },
  { type: 'originalsFetched', by: colleague, data: those },
  { type: 'originalsReturned', by: colleague, data: { ...those, takenBy: '示例女儿', relation: '女儿' } },
];
const missed: readonly SampleCommand[] = [
  booklet,
  { type: 'originalsOfferedFor', by: colleague, data: { ...those, receiver: colleague, why: '代办员住院' } },
  { type: 'originalsTakenOver', by: colleague, data: { ...those, why: '代办员住院' } },
  { type: 'originalsLost', data: { ...those, search: '车上、抽屉里都找过' } },
  { type: 'originalsFound', data: { ...those, where: '村部抽屉' } },
  { type: 'originalsLost', data: { ...those, search: '又不见了，村部和车上都找过' } },
  { type: 'lossSettled', by: colleague, data: { ...those, madeGood: 'reissued', remedy: '陪同到派出所补领' } },
];
/** A made-up case of theirs, of the matter SAMPLE: its stream is made of their number, so that whoever is asked of it can say whose it is. */
export function sampleCase(idNumber: string, nth: number): string {
  const hex = idNumber.replace('X', 'a');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${String(nth).padStart(12, '0')}`;
}
/** Whose case that is; undefined of any other stream. */
export function ofSampleCase(stream: string): string | undefined {
  const [, one, two, three, four] = /^(\d{8})-(\d{4})-8(\d{3})-8(\d{2}[\da])-0{9}\d{3}$/.exec(stream) ?? [];
  return one && two && three && four && `${one}${two}${three}${four.replace('a', 'X')}`;
}
const bound = ({ data }: SampleCommand, nth: number): SampleCommand => {
  const { petitioner } = setOf(data);
  const idNumber = isRecord(petitioner) ? textOf(petitioner['idNumber']) : '';
  return { type: 'bound', data: { case: sampleCase(idNumber, nth) } };
};

/** One whole life; which way it goes is drawn. */
export function sample(seed: SampleSeed): readonly SampleCommand[] {
  const way = seed.pick(6);
  if (way === 0) return [asked(seed, 'help'), accepted, ...handed, worked, ...after];
  const first = asked(seed, 'act');
  const begun = [first, entrusted];
  if (way === 1) return [...begun, { type: 'ended', data: { cause: 'petitioner', why: '家人回来了，自己办' } }];
  if (way === 2) return [...begun, accepted, { type: 'revoked', data: { how: 'phone' } }, renewed, worked];
  if (way === 3) {
    const changed: SampleCommand = { type: 'agentChanged', data: { set: agent, why: '原代办员生病' } };
    const [one, two] = [bound(first, 1), bound(first, 2)];
    const unbound: SampleCommand = { type: 'unbound', data: { ...one.data, why: '选错了' } };
    return [...begun, one, accepted, changed, two, unbound, worked, suspended];
  }
  if (way === 4) {
    const made: SampleCommand = { type: 'renewalMade', data: { until: '2099-12-31' } };
    return [...begun, accepted, suspended, made, renewed, { type: 'resumed', data: {} }, worked];
  }
  return [...begun, accepted, worked, ...missed, ...after];
}
