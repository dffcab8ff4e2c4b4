/**
 * One content from the hub, piece by piece. Pieces lie in the store, which is encrypted, until all are there; then they are compared with
 * what the entry announced, and only what is right gets the name by which it can be read.
 */
import type { BlobSaid } from '#shared/sync/blob-messages.ts';
import type { DeskCore } from '../core.ts';
import { transact } from '../store/handles.ts';
import type { Ask } from './carry-contents.ts';
import {
  againAfter,
  casesWith,
  dropParts,
  keepHere,
  keepNotThere,
  keepPart,
  partsEnd,
  partsOf,
  type ContentRow,
} from './content-rows.ts';
import { went, type Step } from './link-parts.ts';

type Piece = Extract<BlobSaid, { is: 'piece' }>;

/** `failed`: it cannot be kept on this disk now. */
export async function fetchPiece(core: DeskCore, row: ContentRow, ask: Ask): Promise<Step | 'failed'> {
  const offset = partsEnd(core.store.read, row.blob);
  const asked = await ask({ is: 'get', blob: row.blob, offset });
  if ('step' in asked) return asked.step;
  const { said } = asked;
  if (said.is !== 'piece') {
    keepNotThere(core, row.blob, againAfter.missing);
    return went(casesWith(core.store.read, row.blob));
  }
  const data = new Uint8Array(Buffer.from(said.bytes, 'base64'));
  if (!fits(row, said, offset, data)) return beginAnew(core, row.blob);
  if (data.byteLength > 0)
    transact(core.store.write, (transaction) => void keepPart(transaction, row.blob, offset, data));
  return offset + data.byteLength === row.bytes ? finish(core, row, said.hash) : went();
}

/** An empty piece only at the end: all came before, and the program ended before it was put together. */
const fits = ({ bytes, hash }: ContentRow, said: Piece, offset: number, data: Uint8Array): boolean =>
  said.offset === offset &&
  said.size === bytes &&
  (hash === '' || said.hash === hash) &&
  offset + data.byteLength <= bytes &&
  (data.byteLength > 0 || offset === bytes);

function beginAnew(core: DeskCore, blob: string): Step {
  transact(core.store.write, (transaction) => void dropParts(transaction, blob));
  keepNotThere(core, blob, againAfter.unknown);
  return went(casesWith(core.store.read, blob));
}

/** The file first, on the disk; then the row that says so. */
function finish(core: DeskCore, { blob, bytes }: ContentRow, hash: string): Step | 'failed' {
  const kept = core.blobs.putAs(blob, partsOf(core.store.read, blob), { bytes, hash });
  if (!kept.ok) return kept.refusal.code === 'blob.damaged' ? beginAnew(core, blob) : 'failed';
  transact(core.store.write, (transaction) => {
    keepHere(transaction, blob, hash);
  });
  return went(casesWith(core.store.read, blob));
}
