import type { SampleCommand, SampleSeed } from '../mechanism/spec.ts';
import { samplePetitioner } from '../service/sample.ts';

/** Somebody comes, and comes again with another telephone and the way the bank writes the name. */
export function sample(seed: SampleSeed): readonly SampleCommand[] {
  const { name, idType, idNumber, phone } = samplePetitioner(seed);
  return [
    { type: 'met', data: { set: { name, paper: { idType, idNumber }, phone } } },
    {
      type: 'told',
      data: {
        set: {
          phone: samplePetitioner(seed).phone,
          formerNames: ['张示例'],
          otherSpellings: [{ where: '农商银行', name: '张示例' }],
          address: '示例村一组',
        },
      },
    },
  ];
}
