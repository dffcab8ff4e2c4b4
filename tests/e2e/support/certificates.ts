/** Cases that are decided and wait for their certificate: what 到证登记 lists. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { newcomer } from './cases.ts';
import { valueOf } from './station.ts';

const code = 'DZ-002';

async function ensureMatter(door: DeskClient): Promise<void> {
  const { rows } = valueOf(await door.registry.list({ kind: 'matter', search: code }));
  if (rows.some(({ key }) => key === code)) return;
  const set = {
    ...{ code, name: '示例证补办', category: '示例', type: 'grant', version: '1' },
    stages: [{ kind: 'certificate', name: '制证到件' }],
  };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
}

export interface Awaited {
  readonly stream: string;
  readonly number: string;
}

/** Taken in, accepted and granted, without the screen. */
export async function awaitCertificate(door: DeskClient, name: string): Promise<Awaited> {
  await ensureMatter(door);
  const petitioner = { name, idType: 'residentId', idNumber: newcomer(name).idNumber, phone: '13900000021' };
  const data = { set: { petitioner, matter: { code } } };
  const { stream, number } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  valueOf(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
  const decided = { set: { outcome: 'granted' }, result: '准予' };
  valueOf(await door.case.step({ act: v7(), stream, type: 'decided', data: decided }));
  return { stream, number };
}
