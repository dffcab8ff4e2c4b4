/**
 * BLOB: contents of attachments, in pieces, after everything else. A content is known by the name its desk gave it (`attached.blob`) and
 * told right from wrong by its size and the SM3 of its plain bytes. Whoever may not have one is answered as if there were none.
 */
import { z } from 'zod';
import { blobLimit } from './protocol.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const offset = z.int().min(0).max(blobLimit.whole);
const piece = z.base64().max(Math.ceil(blobLimit.piece / 3) * 4);

export const blobRequest = z.strictObject({
  epoch: z.string(),
  ask: z.discriminatedUnion('is', [
    /** Of which of these is how much there? */
    z.strictObject({ is: z.literal('has'), blobs: z.array(hex32).min(1).max(blobLimit.asked) }),
    /** The next piece of one; taken only where it begins at what the hub has already. */
    z.strictObject({
      ...{ is: z.literal('put'), blob: hex32, size: offset, offset, hash: hex32 },
      bytes: piece,
    }),
    z.strictObject({ is: z.literal('get'), blob: hex32, offset }),
  ]),
});
export type BlobRequest = z.infer<typeof blobRequest>;
export type BlobAsk = BlobRequest['ask'];

export const blobAnswer = z.strictObject({
  said: z.discriminatedUnion('is', [
    /** Those that are known and the desk's to know; the others are left out. */
    z.strictObject({
      is: z.literal('has'),
      blobs: z.array(z.strictObject({ blob: hex32, bytes: offset, isWhole: z.boolean() })).max(blobLimit.asked),
    }),
    /** `next`: where to go on. `wrong`: what came is not the content that was announced; all of it was thrown away. */
    z.strictObject({ is: z.literal('put'), next: offset, isWhole: z.boolean(), isWrong: z.boolean() }),
    z.strictObject({ is: z.literal('piece'), size: offset, offset, hash: hex32, bytes: piece }),
    z.strictObject({ is: z.literal('none') }),
  ]),
});
export type BlobAnswer = z.infer<typeof blobAnswer>;
export type BlobSaid = BlobAnswer['said'];
