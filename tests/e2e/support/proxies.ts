/** 帮办代办 for the tests of its screens. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { matter, newcomer } from './cases.ts';
import { valueOf } from './station.ts';

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
