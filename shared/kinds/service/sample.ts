/** Made-up 服务办件 for tests, demos and the simulator. IDs have valid check digits and belong to nobody. */
import { makeResidentId } from '../../identity/resident-id.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { addDays, getPlainDate } from '../../time/plain-date.ts';
import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';

const surnames = ['张', '李', '王', '刘', '陈', '欧阳', '单', '曾', '查', '仇', '解', '吕', '尉迟', '朴', '𠮷'];
const given = ['春', '文秀', '晓明', '建国', '小梅', '庆文', '志强', '红英', '文静', '正花', '䶮', '喆', '堃', '㛃'];

const from = <T>(seed: SampleSeed, list: readonly [T, ...T[]]): T => list[seed.pick(list.length)] ?? list[0];

export function samplePetitioner(seed: SampleSeed) {
  const birth = addDays(getPlainDate('1940-01-01'), seed.pick(25_000));
  return {
    name: from(seed, surnames as [string, ...string[]]) + from(seed, given as [string, ...string[]]),
    idType: 'residentId',
    idNumber: makeResidentId({ area: '360732', birth, sequence: 1 + seed.pick(998) }),
    phone: `139${String(seed.pick(10 ** 8)).padStart(8, '0')}`,
  } as const;
}

interface Way {
  /** A matter of that code must be in the registry; SAMPLE names neither stages nor who decides. */
  readonly matter?: 'PERMIT' | 'STAGED' | 'ABOVE' | 'COLLECT' | 'VILLAGE' | 'SIGNED' | 'PAPERS';
  /** Taken in there, where it is not the usual station. */
  readonly station?: string;
  /** What is said of missing papers at intake. */
  readonly missing?: readonly JsonObject[];
  readonly steps: readonly SampleCommand[];
}

/** A case of a matter comes in. */
export const sampleReceived = (seed: SampleSeed, matter = 'SAMPLE', petitioner = samplePetitioner(seed)) =>
  ({
    type: 'received',
    data: {
      set: {
        petitioner,
        matter: { code: matter },
        request: '示例：来窗口办理',
        materials: [{ name: '居民身份证', copies: 1, form: 'copy' }],
      },
    },
  }) satisfies SampleCommand;

/** One whole life of a case; which way it goes is drawn. */
export function sample(seed: SampleSeed): readonly SampleCommand[] {
  const petitioner = samplePetitioner(seed);
  const { matter, station, steps, missing } = from(seed, ways);
  const received = sampleReceived(seed, matter, petitioner);
  const first = station === undefined ? received : { ...received, station };
  if (missing === undefined) return [first, ...steps];
  return [{ ...first, data: { set: { ...received.data.set, materials: [] }, missing } }, ...steps];
}

const accepted: SampleCommand = { type: 'accepted', data: {} };
const delivered: SampleCommand = { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } };
const closed: SampleCommand = { type: 'closed', data: {} };

/** A test takes its time, and two days more are approved. */
const clocked: readonly SampleCommand[] = [
  {
    type: 'paused',
    data: { procedure: 'test', announced: { amount: 5, unit: 'workingDay' }, basis: '行政许可法第四十五条' },
  },
  { type: 'resumed', data: { result: '检测合格' } },
  {
    type: 'extended',
    data: {
      limits: ['promised'],
      amount: { amount: 2, unit: 'workingDay' },
      reason: '需要再次核实',
      approvedBy: '示例镇长',
    },
  },
];

const stage = (name: string, more: JsonObject = {}): SampleCommand => ({
  type: 'stageDone',
  data: { stage: name, result: '符合条件', responsible: '示例经办', ...more },
});
/** A file by its purpose. */
const photo = (drawn: number, purpose = { what: 'stage', name: '现场勘验' }): SampleCommand => ({
  type: 'attached',
  data: {
    id: `00000000-0000-7000-a000-${String(drawn).padStart(12, '0')}`,
    blob: 'ab'.repeat(32),
    name: '现场照片.jpg',
    bytes: 1,
    mime: 'image/jpeg',
    for: purpose,
  },
});
const scan = (drawn: number): SampleCommand => photo(drawn, { what: 'approval', name: '呈批单' });
const visited: readonly SampleCommand[] = [
  stage('初审'),
  photo(1),
  stage('现场勘验', { second: '示例同行', result: '与申报一致' }),
];
const published = stage('公示', { publicFrom: '2026-11-24', publicTo: '2026-11-30', objections: '无异议' });
const certificate = stage('制证到件', { certificate: '示例证第 1 号', arrivedOn: '2026-12-10' });
const decidedAbove: SampleCommand = {
  type: 'decidedAbove',
  data: { set: { outcome: 'granted' }, result: '上级批准' },
};
const inBatch: SampleCommand = {
  type: 'sentInBatch',
  data: { authority: '示例县民政局', batch: '00000000-0000-7000-b000-000000000001' },
};

/** A village station, whose registry row must say that it is one. */
const village = '360732108215';
const done: SampleCommand = { type: 'decided', data: { set: { outcome: 'done' }, result: '已办好' } };
const granted: SampleCommand = { type: 'decided', data: { set: { outcome: 'granted' }, result: '准予' } };
const noAnswer: SampleCommand = { type: 'called', data: { answer: 'noAnswer' } };

/** Nobody answers, the village tells them, and its station hands it over. */
const byVillage: Way = {
  steps: [
    accepted,
    done,
    noAnswer,
    { type: 'tellingHanded', data: { village: '示例村', villagePerson: '示例主任' } },
    { type: 'told', data: { tellWay: 'village', toldWhom: '本人' } },
    { type: 'sentOut', data: { sendWay: 'village', station: '示例村便民服务站', carriedBy: '示例主任' } },
    {
      type: 'delivered',
      data: { way: 'village', receivedBy: '本人', receivedOn: '2026-12-01', handed: ['示例证'] },
    },
    closed,
  ],
};
/** The slip is lost; somebody else fetches it and signs. */
const byAgent: Way = {
  steps: [
    accepted,
    done,
    { type: 'called', data: { answer: 'reached', fetchBy: '2026-12-11' } },
    { type: 'slipLost', data: { cameBy: '示例亲属', proof: 'idCard' } },
    {
      type: 'delivered',
      data: {
        ...{ way: 'agent', receivedBy: '示例亲属', proof: 'idCard', idNumber: '示例证件', relation: '配偶' },
        ...{ warrant: '授权委托书', receiptPaper: ['print'] },
      },
    },
    closed,
  ],
};
const asked: SampleCommand = { type: 'approvalAsked', data: { about: 'granted', opinion: '符合条件，拟准予' } };
const keyed = (signWay: string, about = 'granted'): SampleCommand => ({
  type: 'approvalKeyed',
  data: {
    ...{ about, signWay, verdict: 'agree', approver: '示例镇长', second: '示例书记', signedOn: '2026-11-24' },
    approverOpinion: '同意',
  },
});
/** 呈批: signed on paper by two; by telephone and signed later; clicked. */
const signedWays: readonly Way[] = [
  { matter: 'SIGNED', steps: [accepted, asked, scan(2), keyed('signed'), granted, delivered, closed] },
  {
    matter: 'SIGNED',
    steps: [
      accepted,
      asked,
      keyed('phone'),
      granted,
      scan(3),
      { type: 'signedLater', data: { about: 'granted', signedOn: '2026-11-25' } },
      delivered,
    ],
  },
  {
    matter: 'SIGNED',
    steps: [
      { type: 'approved', data: { about: 'refused', verdict: 'agree' } },
      {
        type: 'refused',
        data: { reason: '不属于本镇职权', basis: '行政许可法第三十二条第一款第二项', whereTo: '县自然资源局' },
      },
    ],
  },
];
const decided = granted;
const pledged: SampleCommand = { type: 'pledged', data: { replaced: ['收入声明'], signedBy: '本人' } };
const tolerated: SampleCommand = {
  type: 'acceptedTolerant',
  data: { tolerated: [{ material: '房屋设计图', need: '原件 2 份' }], within: { amount: 3, unit: 'workingDay' } },
};
const called: SampleCommand = { type: 'called', data: { answer: 'reached', note: '说不办了' } };
const untrue: SampleCommand = { type: 'pledgeChecked', data: { truth: 'untrue', result: '与申报不一致' } };

/** What is missing at intake, and everything that can become of it. */
const withPapersMissing: readonly Way[] = [
  {
    matter: 'PAPERS',
    missing: [
      { material: '居民身份证', way: 'check' },
      { material: '收入声明', way: 'pledge' },
      { material: '房屋设计图', way: 'tolerate' },
    ],
    steps: [
      photo(4, { what: 'material', name: '户口簿' }),
      { type: 'wayChosen', data: { missing: [{ material: '户口簿', way: 'photo' }] } },
      pledged,
      tolerated,
      {
        type: 'toleranceMoved',
        data: { more: { amount: 1, unit: 'workingDay' }, reason: '设计单位周五才出图' },
      },
      { type: 'checked', data: { material: '居民身份证', how: '人口信息系统', found: 'confirmed' } },
      { type: 'papersCame', data: { came: [{ name: '房屋设计图', copies: 2, form: 'kept', place: '2 号柜' }] } },
      decided,
      { type: 'pledgeChecked', data: { truth: 'true', result: '与申报一致', verifiedBy: '示例同行' } },
      { type: 'originalsLost', data: { originals: ['房屋设计图'], search: '2 号柜里没有' } },
      { type: 'originalsFound', data: { originals: ['房屋设计图'], where: '夹在另一件里' } },
      { type: 'originalsReturned', data: { originals: ['房屋设计图'], takenBy: '本人' } },
      { type: 'delivered', data: { way: 'direct', receivedBy: '本人', shown: ['户口簿'] } },
      closed,
    ],
  },
  {
    matter: 'PAPERS',
    missing: [{ material: '居民身份证', way: 'check' }],
    steps: [
      { type: 'wayChosen', data: { missing: [{ material: '户口簿', way: 'fetch', who: '豪溪村代办员' }] } },
      { type: 'checked', data: { material: '居民身份证', how: '人口信息系统', found: 'notConfirmed' } },
      pledged,
      { type: 'pledgeWithdrawn', data: { reason: '还是交材料' } },
      { type: 'correctionNoticed', data: { gaps: [{ material: '居民身份证', standard: '' }] } },
      called,
      { type: 'deemedWithdrawn', data: { reason: '联系后表示不办', basis: '示例条例' }, after: 30 },
      closed,
    ],
  },
  {
    matter: 'PAPERS',
    missing: [],
    steps: [tolerated, called, { type: 'terminated', data: { reason: '逾期没有补齐' }, after: 12 }, closed],
  },
  {
    matter: 'PAPERS',
    missing: [],
    steps: [
      pledged,
      accepted,
      decided,
      untrue,
      { type: 'rectifyOrdered', data: { within: { amount: 10, unit: 'workingDay' }, what: '补交真实的收入材料' } },
      { type: 'rectified', data: { result: '已补交' } },
      delivered,
      closed,
    ],
  },
  {
    matter: 'PAPERS',
    missing: [],
    steps: [
      pledged,
      accepted,
      decided,
      untrue,
      { type: 'pledgeRevoked', data: { reason: '承诺不实', basis: '示例条例' } },
      delivered,
      closed,
    ],
  },
];

const papersMade = (...papers: readonly string[]): SampleCommand => ({ type: 'papersMade', data: { papers } });
const ofPermit = { documentNumber: '示例许〔2026〕1号', basis: '示例法第一条' };

/** A permit with its own papers, and what can be had at the counter at any time. */
const withPapersMade: readonly Way[] = [
  {
    matter: 'PERMIT',
    steps: [
      papersMade('authorization', 'progressSheet', 'receiptLarge'),
      accepted,
      {
        type: 'decided',
        data: {
          ...{ set: { outcome: 'granted' }, result: '准予', conditions: '示例条件', validUntil: '2027-11-23' },
          ...ofPermit,
        },
      },
      {
        type: 'delivered',
        data: { way: 'direct', receivedBy: '本人', proof: 'idCard', handed: ['示例证'], receiptPaper: ['handOut'] },
      },
      closed,
    ],
  },
  {
    matter: 'PERMIT',
    steps: [
      accepted,
      { type: 'decided', data: { set: { outcome: 'rejected' }, result: '不符合条件', ...ofPermit } },
      {
        type: 'delivered',
        data: {
          ...{ way: 'leave', receivedBy: '本人', wentBy: '示例人员', refusedWhy: '不愿签字', witness: '示例见证人' },
          receiptPaper: ['print'],
        },
      },
    ],
  },
  {
    steps: [
      {
        type: 'corrected',
        data: { set: { materials: [{ name: '户口簿', copies: 1, form: 'kept' }] }, reason: '登记错了一份' },
      },
      papersMade('originalsTaken', 'correctionSlip'),
      { type: 'originalsLost', data: { originals: ['户口簿'], search: '窗口、档案室都找过' } },
      {
        type: 'lossSettled',
        by: 'chief',
        data: { originals: ['户口簿'], madeGood: 'reissued', remedy: '陪同到派出所补领' },
      },
      accepted,
      papersMade('acceptanceNotice'),
      { type: 'reported', data: { authority: '示例县民政局', notice: ['print'] } },
      papersMade('reportNotice'),
      { type: 'decidedAbove', data: { set: { outcome: 'rejected' }, result: '上级不予批准', notice: ['print'] } },
      papersMade('resultNotice'),
    ],
  },
  {
    steps: [
      {
        type: 'refused',
        data: { reason: '不属于本镇职权', basis: '行政许可法第三十二条第一款第二项', whereTo: '县自然资源局' },
      },
      papersMade('materialsReturn'),
      closed,
    ],
  },
];

const ways: readonly [Way, ...Way[]] = [
  { steps: [accepted, { type: 'decided', data: { set: { outcome: 'done' }, result: '已办好' } }, delivered, closed] },
  {
    steps: [
      { type: 'correctionNoticed', data: { gaps: [{ material: '户口簿', standard: '原件' }] } },
      { type: 'papersMade', data: { papers: ['correctionLarge'] } },
      { type: 'called', data: { answer: 'noAnswer', note: '响了很久' } },
      { type: 'supplemented', data: { came: [{ name: '户口簿', copies: 1, form: 'original' }], broughtBy: '邻居' } },
      accepted,
      ...clocked,
    ],
  },
  {
    steps: [
      {
        type: 'correctedOnSpot',
        data: { set: { materials: [{ name: '居民身份证', copies: 2, form: 'copy' }] }, what: '复印件当场补了一份' },
      },
      accepted,
      { type: 'reported', data: { authority: '县民政局' } },
      { type: 'sentBack', data: { reason: '缺一份证明' } },
      { type: 'stepDone', data: { step: '补齐证明' } },
      { type: 'reported', data: { authority: '县民政局', theirNumber: '示例-1' } },
      { type: 'decidedAbove', data: { set: { outcome: 'granted' }, result: '上级批准' } },
      delivered,
    ],
  },
  {
    steps: [
      {
        type: 'refused',
        data: { reason: '不属于本镇职权', basis: '行政许可法第三十二条第一款第二项', whereTo: '县自然资源局' },
      },
      { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } },
      closed,
    ],
  },
  {
    steps: [
      { type: 'withdrawn', data: { reason: '不办了', handedBack: ['居民身份证复印件'], receivedBy: '本人' } },
      closed,
    ],
  },
  { steps: [{ type: 'voided', data: { cause: 'trial', reason: '试录' } }] },
  {
    matter: 'STAGED',
    steps: [
      accepted,
      ...visited,
      published,
      { type: 'decided', data: { set: { outcome: 'granted' }, result: '准予' } },
      certificate,
      delivered,
      closed,
    ],
  },
  {
    matter: 'ABOVE',
    steps: [
      accepted,
      ...visited,
      published,
      { type: 'reported', data: { authority: '示例县民政局', theirNumber: '示例-2' } },
      { type: 'gapsAbove', data: { gaps: [{ material: '收入证明', standard: '近三个月' }] } },
      { type: 'gapsFilled', data: { came: [{ name: '收入证明', copies: 1, form: 'original' }] } },
      inBatch,
      decidedAbove,
      certificate,
      delivered,
    ],
  },
  {
    matter: 'VILLAGE',
    station: village,
    steps: [
      {
        type: 'sentToTownship',
        data: { list: '00000000-0000-7000-b000-000000000002', bearer: '示例代办员' },
        station: village,
      },
      { type: 'arrivedAtTownship', data: { counted: '少一张照片' } },
      accepted,
    ],
  },
  ...withPapersMissing,
  ...withPapersMade,
  { matter: 'COLLECT', steps: [accepted, inBatch, { type: 'passedOn', data: { result: '县级已接收，由其直接答复' } }] },
  byVillage,
  byAgent,
  ...signedWays,
];
