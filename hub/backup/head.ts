/**
 * The first line of a backup: how its key is found. Two ways lead to it: the hub's root key, which the hub has, and a passphrase, under
 * which a copy of the root key is sealed, so that a new machine can be set up from the file and a sheet of paper.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { scrypt } from '../keys/scrypt.ts';
import { z } from 'zod';
import type { Random } from '#shared/kernel/ports.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`));
const headSchema = z.strictObject({
  tongban: z.literal('hub backup 1'),
  salt: hex(32),
  /** The cost of a guess; bounded, so that a made-up file does not take the machine. */
  scrypt: z.strictObject({
    n: z
      .int()
      .min(2)
      .max(2 ** 20),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: hex(16),
  }),
  /** Nonce (12) ‖ the root key, sealed (32) ‖ tag (16). */
  key: hex(60),
});
export type BackupHead = z.infer<typeof headSchema>;

export interface Cost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}
export const passphraseCost: Cost = { n: 2 ** 17, r: 8, p: 1 };
export const leastPassphrase = 12;

const algorithm = 'aes-256-gcm';
const bound = Buffer.from('tongban hub backup root key 1');

const stretch = (passphrase: string, { salt, ...cost }: BackupHead['scrypt']): Promise<Buffer> =>
  scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), cost);

export async function makeHead(root: Uint8Array, passphrase: string, random: Random, cost: Cost): Promise<BackupHead> {
  const salt = Buffer.from(random.bytes(16)).toString('hex');
  const nonce = random.bytes(12);
  const cipher = createCipheriv(algorithm, await stretch(passphrase, { ...cost, salt }), nonce).setAAD(bound);
  const sealed = Buffer.concat([nonce, cipher.update(root), cipher.final(), cipher.getAuthTag()]);
  return {
    tongban: 'hub backup 1',
    salt: Buffer.from(random.bytes(32)).toString('hex'),
    scrypt: { ...cost, salt },
    key: sealed.toString('hex'),
  };
}

/** Undefined where the passphrase is another. */
export async function openHead({ scrypt: cost, key }: BackupHead, passphrase: string): Promise<Uint8Array | undefined> {
  const sealed = Buffer.from(key, 'hex');
  const decipher = createDecipheriv(algorithm, await stretch(passphrase, cost), sealed.subarray(0, 12), {
    authTagLength: 16,
  })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(-16));
  const root = decipher.update(sealed.subarray(12, -16));
  try {
    decipher.final();
    return new Uint8Array(root);
  } catch {
    return undefined;
  }
}

/** The key of the chunks: another for each file. */
export const chunkKey = (root: Uint8Array, { salt }: BackupHead): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', root, Buffer.from(salt, 'hex'), 'tongban hub backup 1', 32));

export const writeHead = (head: BackupHead): Buffer => Buffer.from(`${JSON.stringify(head)}\n`);

export function readHead(line: string): BackupHead | undefined {
  try {
    return headSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
