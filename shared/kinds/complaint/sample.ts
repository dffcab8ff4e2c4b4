/** Made-up 投诉 / 办不成事. IDs have valid check digits and belong to nobody. */
import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';
import { samplePetitioner } from '../service/sample.ts';

/** A member of staff of that id must be in the registry. */
const handler = 'SAMPLE';

const lookedInto: SampleCommand = {
  type: 'lookedInto',
  data: { found: '调看录像并询问当事人', spokenWith: '窗口人员' },
};
const closed: SampleCommand = { type: 'closed', data: {} };
const assigned: SampleCommand = { type: 'assigned', data: { set: { handler } } };

const complained = (seed: SampleSeed, isAnonymous: boolean): SampleCommand => ({
  type: 'received',
  data: {
    set: {
      sort: 'complaint',
      ...(isAnonymous ? {} : { petitioner: samplePetitioner(seed) }),
      place: '示例窗口 2 号',
      request: '排到号以后没有人接待，等了一个小时',
    },
  },
});

const stuck = (seed: SampleSeed): SampleCommand => ({
  type: 'received',
  data: {
    set: {
      sort: 'stuck',
      petitioner: samplePetitioner(seed),
      matter: { code: 'SAMPLE' },
      request: '系统里查不到参保记录，跑了三次没有办成',
      saidNo: '系统提示：查无此人',
    },
  },
});

/** One whole life; which way it goes is drawn. */
export function sample(seed: SampleSeed): readonly SampleCommand[] {
  const way = seed.pick(5);
  if (way === 0) {
    const outcome = ['founded', 'partly', 'unfounded'][seed.pick(3)] ?? 'founded';
    const answered = { type: 'answered', data: { set: { outcome }, reason: '当日窗口缺岗，已批评并补上值班' } };
    const told = { type: 'told', data: { way: 'phone', content: 'content' } };
    return [complained(seed, false), assigned, lookedInto, answered, told, closed];
  }
  if (way === 1) return [complained(seed, true), assigned];
  if (way === 2) {
    const handedUp = { upperUnit: '示例县政务服务管理局', why: '被反映人是本单位负责人，本单位没有其他人能交办' };
    return [
      complained(seed, false),
      { type: 'handedUp', data: handedUp },
      { type: 'told', data: { way: 'direct' } },
      closed,
    ];
  }
  const isSolved = seed.pick(2) === 0;
  const answered = isSolved
    ? { type: 'answered', data: { set: { outcome: 'solved' }, reason: '已请县医保局更正身份信息，参保办成' } }
    : {
        type: 'answered',
        data: {
          set: { outcome: 'unsolved' },
          reason: '户籍信息须先由派出所更正',
          whereTo: '示例镇派出所户籍窗口，电话 0797-5000002',
        },
      };
  return [stuck(seed), assigned, lookedInto, answered, { type: 'told', data: { way: 'direct' } }, closed];
}
