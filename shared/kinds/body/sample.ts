import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';

export const sample = ({ pick }: SampleSeed): readonly SampleCommand[] => [
  {
    type: 'met',
    data: {
      set: {
        name: `示例合作社${String(pick(1000))}`,
        form: pick(2) === 0 ? 'legalPerson' : 'otherBody',
        uscc: '91350100M000100Y43',
        phone: '0797-5000000',
      },
    },
  },
  { type: 'told', data: { set: { address: '示例镇示例路1号', representative: { name: '李示例' } } } },
];
