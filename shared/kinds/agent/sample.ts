/** Made-up 代办员. */
import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';

export const sample = ({ pick }: SampleSeed): readonly SampleCommand[] => [
  {
    type: 'registered',
    data: {
      set: {
        ...{ name: '示例代办员', phone: '13970700000', sort: ['staff', 'village', 'volunteer'][pick(3)] ?? 'village' },
        ...{ villages: ['示例村'], languages: ['客家话'], skills: ['社保'], from: '2026-01-01', until: '2028-12-31' },
      },
    },
  },
  { type: 'changed', data: { set: { villages: ['示例村', '另一村'] } } },
  { type: 'wentAway', data: { why: '住院', backOn: '2026-12-15' } },
  { type: 'cameBack', data: {} },
  { type: 'ended', data: { why: '任期满' } },
  { type: 'renewed', data: { set: { from: '2026-06-01', until: '2029-12-31' } } },
];
