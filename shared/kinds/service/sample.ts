/** Made-up 服务办件 for tests, demos and the simulator. IDs have valid check digits and belong to nobody. */
import { makeResidentId } from '../../identity/resident-id.ts';
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

/** One whole life of a case; which way it goes is drawn. `matterCode` must be in the registry. */
export function sample(seed: SampleSeed, matterCode = 'SAMPLE'): readonly SampleCommand[] {
  const received: SampleCommand = {
    type: 'received',
    data: {
      set: {
        petitioner: samplePetitioner(seed),
        matter: { code: matterCode },
        request: '示例：来窗口办理',
        materials: [{ name: '居民身份证', copies: 1, form: 'copy' }],
      },
    },
  };
  return [received, ...from(seed, ways)];
}

const accepted: SampleCommand = { type: 'accepted', data: {} };
const delivered: SampleCommand = { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } };
const closed: SampleCommand = { type: 'closed', data: {} };

const ways: readonly [readonly SampleCommand[], ...(readonly SampleCommand[])[]] = [
  [accepted, { type: 'decided', data: { set: { outcome: 'done' }, result: '已办好' } }, delivered, closed],
  [
    { type: 'correctionNoticed', data: { gaps: [{ material: '户口簿', standard: '原件' }] } },
    { type: 'supplemented', data: { set: { materials: [{ name: '户口簿', copies: 1, form: 'original' }] } } },
    accepted,
  ],
  [
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
  [
    {
      type: 'refused',
      data: { reason: '不属于本镇职权', basis: '行政许可法第三十二条第一款第二项', whereTo: '县自然资源局' },
    },
    { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } },
    closed,
  ],
  [{ type: 'withdrawn', data: { reason: '不办了', handedBack: ['居民身份证复印件'], receivedBy: '本人' } }, closed],
  [{ type: 'voided', data: { cause: 'trial', reason: '试录' } }],
];
