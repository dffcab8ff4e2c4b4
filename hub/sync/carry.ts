/** CARRY: a desk with a line hands on the file of one without. What it asks for is sealed for the other; nothing of it stays. */
import type { CarryAnswer, CarryRequest } from '#shared/sync/carry.ts';
import type { Hub } from './hub.ts';
import { serveStick, type Told } from './stick.ts';

export async function carry(hub: Hub, { file }: CarryRequest, told: Told): Promise<CarryAnswer> {
  const served = await serveStick(hub, new Uint8Array(Buffer.from(file, 'base64')), told);
  if (!served.ok) return { state: 'refused', why: served.refusal, file: '' };
  return { state: 'answered', file: Buffer.from(served.value.file).toString('base64') };
}
