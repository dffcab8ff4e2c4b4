/** A case that owes one paper, 户口簿, and was told so: what 欠缺材料 lists under 待补正. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { newcomer } from './cases.ts';
import { valueOf } from './station.ts';

const code = 'QJ-002';

async function ensureMatter(door: DeskClient): Promise<void> {
  const { rows } = valueOf(await door.registry.list({ kind: 'matter', search: code }));
  if (rows.some(({ key }) => key === code)) return;
  const materials = [{ name: '户口簿', form: 'copy', copies: 1, isNecessary: true, waysOut: ['comeBack'] }];
  const set = { code, name: '补正示例', category: '示例', type: 'grant', version: '1', materials };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
}

export async function owingCase(door: DeskClient, name: string): Promise<string> {
  await ensureMatter(door);
  const petitioner = { name, idType: 'residentId', idNumber: newcomer(name).idNumber, phone: '13900000022' };
  const data = { set: { petitioner, matter: { code } } };
  const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  const gaps = { gaps: [{ material: '户口簿', standard: '' }] };
  valueOf(await door.case.step({ act: v7(), stream, type: 'correctionNoticed', data: gaps }));
  return stream;
}
