/** A content that is not here: asked for at the hub, as the first of all contents; the screen that waits asks again. */
import { refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { get, run, sql, transact } from '../store/handles.ts';
import { isLinked } from '../sync/link-state.ts';

interface Known {
  readonly here: number;
  readonly at_hub: number;
  readonly want: number;
  readonly ask_after: number | null;
}

/** Refusals: those of the blobs, attachment.coming and attachment.elsewhere, space.noAttachments where it has to be fetched. */
export function readContent(core: DeskCore, blob: string): Result<Uint8Array> {
  const read = core.blobs.read(blob);
  return read.ok ? read : askForContent(core, blob, read.refusal);
}

/**
 * `attachment.coming`: it is being fetched. `attachment.elsewhere`: whoever took it in has not sent it yet. Else as `refusal` says: it was
 * here and is lost, and there is nowhere to fetch it from.
 */
function askForContent(core: DeskCore, blob: string, refusal: Refusal): Result<never> {
  const { read, write } = core.store;
  const known = get(read, sql<Known>`SELECT here, at_hub, want, ask_after FROM blob_link WHERE blob = ${blob}`);
  const lasting = { ok: false, refusal } as const;
  if (known === undefined || !isLinked(read) || !isMendable(refusal, known)) return lasting;
  const tight = refuseBySpace(core.spaceLevel(), 'attachment');
  if (tight !== undefined) return { ok: false, refusal: tight };
  // Asked for, and the hub had nothing: it is asked again by itself, whenever something came to it.
  if (known.want === 2 && known.at_hub === 0 && known.ask_after !== 0) return refuse('attachment.elsewhere');
  if (known.want < 2) want(write, blob);
  return refuse('attachment.coming');
}

/** One that never was here, or is lost here and known to be at the hub. */
const isMendable = ({ code }: Refusal, { here, at_hub }: Known): boolean =>
  code === 'blob.missing' ? here === 0 || at_hub === 1 : code === 'blob.damaged' && at_hub === 1;

function want(write: DeskCore['store']['write'], blob: string): void {
  transact(write, function wantContent(transaction) {
    run(
      transaction,
      sql`UPDATE blob_link SET here = 0, want = 2, ask_after = CASE WHEN at_hub = 1 THEN NULL ELSE 0 END WHERE blob = ${blob}`,
    );
  });
}
