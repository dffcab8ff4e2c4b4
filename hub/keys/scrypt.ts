/** scrypt (RFC 7914) to 32 bytes, computed beside the hub's own thread. */
import { scrypt as nodeScrypt } from 'node:crypto';

export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

export const scrypt = (secret: string, salt: Uint8Array, { n, r, p }: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // Node's own limit of 32 MiB is below what a passphrase takes.
    nodeScrypt(secret, salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
