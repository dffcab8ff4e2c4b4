import { scrypt as nodeScrypt } from 'node:crypto';
import { z } from 'zod';

/** What a guess costs (RFC 7914): memory 128·N·r bytes, time in proportion to N·r·p. */
export const scryptCostSchema = z
  .strictObject({
    // The upper bounds keep a tampered file from taking all memory: at most 1 GiB.
    n: z
      .int()
      .min(2)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n)), 'a power of two'),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
  })
  .refine(({ n, r }) => 128 * n * r <= 2 ** 30, 'at most 1 GiB');

export type ScryptCost = z.infer<typeof scryptCostSchema>;

/** 32 bytes, computed in Node's thread pool: the desk's thread goes on serving. */
export type Scrypt = (secret: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>;

/** The least that may be used for real: passwords at each login (32 MiB), the recovery phrase once in years (128 MiB). */
export const passwordCost: ScryptCost = { n: 2 ** 15, r: 8, p: 1 };
export const recoveryCost: ScryptCost = { n: 2 ** 17, r: 8, p: 1 };

export const isSameCost = (a: ScryptCost, b: ScryptCost): boolean => a.n === b.n && a.r === b.r && a.p === b.p;

/** Whether a guess at `cost` is cheaper than one at `wanted` should be: then the secret is to be stored anew when next typed. */
export const isCheaper = (cost: ScryptCost, wanted: ScryptCost): boolean =>
  cost.n * cost.r < wanted.n * wanted.r || cost.n * cost.r * cost.p < wanted.n * wanted.r * wanted.p;

export const scrypt: Scrypt = (secret, salt, { n, r, p }) =>
  new Promise((resolve, reject) => {
    // Node's own limit is 32 MiB, just below what N=2^15 takes.
    const maxmem = 128 * r * (n + p + 2) + 2 ** 20;
    nodeScrypt(secret, salt, 32, { N: n, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
