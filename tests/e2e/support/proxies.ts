/** 帮办代办 for the tests of its screens. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { doorOf, matter, newcomer } from './cases.ts';
import type { Host } from './host.ts';
import { valueOf } from './station.ts';

/** As the 站点 page does. */
export async function switchOn(host: Host): Promise<void> {
  const door = await doorOf(host);
  const { rows } = valueOf(await door.registry.list({ kind: 'station', search: '永丰' }));
  const [own] = rows;
  const data = { set: { faculties: ['proxy'], supervisionPhone: '0797-5350012' } };
  valueOf(await door.registry.step({ act: v7(), stream: own?.stream ?? '', type: 'changed', data }));
}

/** Somebody is helped with the matter of these tests. */
export async function helped(door: DeskClient, name: string): Promise<string> {
  const set = {
    sort: 'help',
    channel: 'visit',
    petitioner: newcomer(name),
    matters: [{ code: matter.code }],
    because: 'old',
  };
  return valueOf(await door.case.begin({ act: v7(), kind: 'proxy', type: 'asked', data: { set } })).stream;
}
