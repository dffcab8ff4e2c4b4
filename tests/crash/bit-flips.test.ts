/** trust.md row 21: silent bit rot is noticed when the file is read as a whole. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { get, sql } from '#desk/store/handles.ts';
import { storeName } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { seed } from '../support/seed.ts';
import { memoryFolder, scratchFolder, seeded } from './processes.ts';
import { openSmallStore, workload } from './workload.ts';

const flips = 200;

async function closedFile(): Promise<{ bytes: Buffer; acked: string[] }> {
  const dir = scratchFolder();
  const running = unwrap(await workload.open(dir));
  const acked = Array.from({ length: 150 }, (_, i) => running.act(i));
  running.close();
  // A page nobody uses holds nothing and is not read: without any, every byte of the file counts.
  const store = unwrap(await openSmallStore(dir));
  expect(get(store.read, sql`PRAGMA freelist_count`)).toEqual({ freelist_count: 0 });
  store.close();
  return { bytes: readFileSync(join(dir, storeName)), acked };
}

test('each of 200 single flipped bits in the encrypted file is noticed', async () => {
  const random = seeded(seed());
  const { bytes, acked } = await closedFile();
  const place = memoryFolder();
  mkdirSync(place, { recursive: true });
  const missed: string[] = [];
  const check = async (content: Buffer): Promise<number> => {
    writeFileSync(join(place, storeName), content);
    return (await workload.check(place, acked)).corrupt;
  };
  expect(await check(bytes)).toBe(0);
  for (let flip = 0; flip < flips; flip += 1) {
    const at = Math.floor(random() * bytes.byteLength);
    const bit = Math.floor(random() * 8);
    const rotten = Buffer.from(bytes);
    rotten.writeUInt8(rotten.readUInt8(at) ^ (1 << bit), at);
    if ((await check(rotten)) === 0) missed.push(`byte ${String(at)} bit ${String(bit)}`);
  }
  console.log(`bit flips: ${String(flips - missed.length)} of ${String(flips)} noticed`);
  expect(missed).toEqual([]);
});
