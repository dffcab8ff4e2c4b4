import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';
import { samplePetitioner } from '../service/sample.ts';

/** A household comes with one member, and with another one the next time. */
export function sample(seed: SampleSeed): readonly SampleCommand[] {
  const head = samplePetitioner(seed);
  const spouse = { relation: '配偶', ...samplePetitioner(seed) };
  const { name } = samplePetitioner(seed);
  return [
    { type: 'met', data: { set: { head, members: [spouse] } } },
    {
      type: 'told',
      data: { set: { members: [spouse, { relation: '子', name }], number: '示例户0001', address: '示例村一组' } },
    },
  ];
}
