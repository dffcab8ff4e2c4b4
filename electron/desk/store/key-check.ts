/**
 * Tells a wrong key from a damaged first page: both look the same to the cipher. `desk.check` holds a MAC of a constant under
 * the file key, which says nothing about the key. It is asked only after the file could not be read, so a lost or rotten check
 * never keeps anybody out; and a data file that vanished while its check is there is not taken for a first start.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable.ts';

export const checkName = 'desk.check';

const macOf = (key: Uint8Array): Buffer => createHmac('sha256', key).update('tongban desk.check 1').digest();

/** 'absent' where there is no check. */
export function compareKey(dir: string, key: Uint8Array): 'fits' | 'differs' | 'absent' {
  let kept: Buffer;
  try {
    kept = Buffer.from(readFileSync(join(dir, checkName), 'latin1').trim(), 'hex');
  } catch {
    return 'absent';
  }
  const mac = macOf(key);
  return kept.byteLength === mac.byteLength && timingSafeEqual(kept, mac) ? 'fits' : 'differs';
}

/** Written once the file was opened with this key. */
export function keepKeyCheck(dir: string, key: Uint8Array): void {
  if (compareKey(dir, key) === 'fits') return;
  writeDurably(join(dir, checkName), Buffer.from(`${macOf(key).toString('hex')}\n`, 'latin1'));
}
