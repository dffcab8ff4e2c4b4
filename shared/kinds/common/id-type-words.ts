/** What kinds of papers are called on paper and in lists, whatever language the screen speaks. */
import type { IdType } from '../../identity/id-paper.ts';

export const idTypeWords: Readonly<Record<IdType, string>> = {
  residentId: '居民身份证',
  residencePermit: '港澳台居民居住证',
  permanentResident: '外国人永久居留身份证',
  hkMacaoPass: '港澳居民来往内地通行证',
  taiwanPass: '台湾居民来往大陆通行证',
  passport: '护照',
  household: '户口簿',
  military: '军人证件',
  birthCertificate: '出生医学证明',
  other: '其他证件',
};
