/** trust.md row 21: silent bit rot is noticed when the file is read as a whole. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyInto } from '#desk/store/copy.ts';
import { storeName } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { seed } from '../support/seed.ts';
import { examine } from './examine.ts';
import { memoryFolder, scratchFolder, seeded } from './processes.ts';
import { openWorkload } from './workload.ts';

const flips = 200;

/** A desk after a short morning, closed. */
async function closedDesk(): Promise<{ dir: string; acked: string[] }> {
  const dir = scratchFolder();
  const running = unwrap(await openWorkload(dir));
  const acked = Array.from({ length: 40 }, (_, i) => running.act(i));
  // A page nobody uses holds nothing and is not read: a copy has none, so that every byte of the file counts.
  const copy = join(scratchFolder(), storeName);
  unwrap(copyInto(running.crashDesk.core.store.read, copy));
  await running.close();
  cpSync(copy, join(dir, storeName));
  return { dir, acked };
}

test('each of 200 single flipped bits in the encrypted file is noticed', async () => {
  const random = seeded(seed());
  const { dir, acked } = await closedDesk();
  const bytes = readFileSync(join(dir, storeName));
  const missed: string[] = [];
  const kept = memoryFolder();
  const check = async (content: Buffer): Promise<number> => {
    const place = join(kept, 'desk');
    cpSync(dir, place, { recursive: true, force: true });
    writeFileSync(join(place, storeName), content);
    return (await examine(place, acked)).corrupt;
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
