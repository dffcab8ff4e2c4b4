/** The passphrase that a copy of the hub's root key is sealed under: from a file that only its owner reads, or typed. */
import { resolve } from 'node:path';
import { leastPassphrase } from '../backup/head.ts';
import { deny, type HubResult } from '../refusal.ts';
import { findSecret } from '../secret-file.ts';
import type { CommandCall, FlagSpec } from './command.ts';

export const passphraseFlag: FlagSpec = {
  name: 'passphrase-file',
  value: '<file>',
  about: ['口令存放的文件，默认在终端里输入', 'where the passphrase is; by default it is typed'],
};

/** `isNew`: typed twice, and long enough. */
export async function findPassphrase({ flags, program }: CommandCall, isNew: boolean): Promise<HubResult<string>> {
  const file = flags.get('passphrase-file');
  const said = file === undefined ? await type(program, isNew) : findSecret(resolve(program.folder, file));
  if (!said.ok) return said;
  if (said.value === undefined || said.value === '') return deny('passphrase.none');
  const isShort = isNew && [...said.value].length < leastPassphrase;
  return isShort ? deny('passphrase.short', { least: leastPassphrase }) : { ok: true, value: said.value };
}

async function type({ askSecret }: CommandCall['program'], isNew: boolean): Promise<HubResult<string | undefined>> {
  const first = await askSecret('口令 passphrase:');
  if (first === undefined || !isNew) return { ok: true, value: first };
  const second = await askSecret('再输入一次 once more:');
  return first === second ? { ok: true, value: first } : deny('passphrase.differ');
}
