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
          otherSpellings: [{ where: '农商银行', name: 'ZHANG SHILI' }],
          otherPapers: [{ idType: 'passport', idNumber: 'E12345678', note: '护照' }],
          otherPhones: [{ phone: '0797-5000001', note: '家中' }],
          contacts: [{ name: '李示例', phone: '13900000003', relation: '子女' }],
          agents: [{ name: '王示例', relation: '村干部', authority: 'general', until: '2027-12-31' }],
          accounts: [{ holder: '张示例', bank: '示例农商银行', account: '178190121000123456' }],
          address: '示例村一组',
        },
      },
    },
  ];
}
