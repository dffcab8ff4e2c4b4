/**
 * Contents of attachments in a file on a stick: what the hub is asked, as much as there is room for of what it lacks, and what is wanted from
 * it. A large one goes in several files; each begins where the hub had come when it last said so. The steps of the line take the answers.
 */
import { blobAnswer, type BlobAsk, type BlobSaid } from '#shared/sync/blob-messages.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import { questionOf, type StickCall, type StickReply } from '#shared/sync/stick.ts';
import type { DeskCore } from '../../core.ts';
import { all, get, sql, type ReadHandle } from '../../store/handles.ts';
import { pieceToSend } from '../carry-contents.ts';
import { againAfter, partsEnd } from '../content-rows.ts';
import { epochOf } from '../link-parts.ts';

export interface ContentQuestions {
  readonly toHub: readonly string[];
  readonly fromHub: readonly string[];
}

/** `room`: bytes that the file has left. */
export function contentQuestions(core: DeskCore, room: number): ContentQuestions {
  const { read } = core.store;
  const line = (ask: BlobAsk): string =>
    JSON.stringify({ name: 'BLOB', request: { epoch: epochOf(read), ask } } satisfies StickCall);
  const unsure = all(
    read,
    sql<{ blob: string }>`SELECT blob FROM blob_link WHERE at_hub = 0 AND (here = 1 OR want > 0) ORDER BY blob`,
  );
  const asked: string[] = [];
  for (let from = 0; from < unsure.length; from += blobLimit.asked)
    asked.push(line({ is: 'has', blobs: unsure.slice(from, from + blobLimit.asked).map(({ blob }) => blob) }));
  const wanted = all(
    read,
    sql<{ blob: string }>`SELECT blob FROM blob_link WHERE here = 0 AND want > 0 ORDER BY want DESC, bytes, blob`,
  );
  const fromHub = wanted.map(({ blob }) => line({ is: 'get', blob, offset: partsEnd(read, blob) }));
  const taken = [...asked, ...fromHub].reduce((sum, text) => sum + text.length, 0);
  return { toHub: [...asked, ...pieces(core, room - taken, line)], fromHub };
}

/** What was begun is ended first, then the small ones: most of them come whole in one walk. */
function pieces(core: DeskCore, room: number, line: (ask: BlobAsk) => string): string[] {
  const lines: string[] = [];
  let left = room;
  for (const { blob, bytes, got } of contentsToSend(core.store.read)) {
    let offset = got;
    do {
      const ask = pieceToSend(core, blob, offset);
      if (ask === undefined) break;
      const text = line(ask);
      left -= text.length;
      if (left < 0) return lines;
      lines.push(text);
      offset += blobLimit.piece;
    } while (offset < bytes);
  }
  return lines;
}

const contentsToSend = (read: ReadHandle): { blob: string; bytes: number; got: number }[] =>
  all(
    read,
    sql<{ blob: string; bytes: number; got: number }>`SELECT blob, bytes, hub_got AS got FROM blob_link
      WHERE here = 1 AND at_hub = 0 ORDER BY hub_got = 0, bytes, blob`,
  );

export const countContentsToSend = (read: ReadHandle): number =>
  get(read, sql<{ n: number }>`SELECT count(*) AS n FROM blob_link WHERE here = 1 AND at_hub = 0`)?.n ?? 0;

/**
 * What the file says to a question about contents; `none` where it says nothing of this piece, so that the others go on. Undefined: it says
 * nothing of contents at all. What it says of a piece is taken off `left`: once is enough.
 */
export function contentSaid(left: StickReply[], ask: BlobAsk): BlobSaid | undefined {
  const held = heldIn(left);
  if (held === undefined) return undefined;
  if (ask.is === 'has') return { is: 'has', blobs: held.filter(({ blob }) => ask.blobs.includes(blob)) };
  const of = questionOf({ name: 'BLOB', request: { epoch: '', ask } });
  const at = left.findIndex((reply) => reply.name === 'BLOB' && reply.of === of);
  return saidIn(at < 0 ? [] : left.splice(at, 1))[0] ?? { is: 'none' };
}

const saidIn = (replies: readonly StickReply[]): BlobSaid[] =>
  replies.flatMap(({ name, status, body }) => {
    const said = name === 'BLOB' && status === 200 ? blobAnswer.safeParse(body) : undefined;
    return said?.success === true ? [said.data.said] : [];
  });

type Held = Extract<BlobSaid, { is: 'has' }>['blobs'];

/** What the hub held when it answered; undefined where it was not asked. */
function heldIn(replies: readonly StickReply[]): Held | undefined {
  const said = saidIn(replies).flatMap((one) => (one.is === 'has' ? [one.blobs] : []));
  return said.length === 0 ? undefined : said.flat();
}

/** After all was taken in: contents that the hub knows and that another file would carry on. */
export function areContentsLeft({ store: { read }, ports }: DeskCore, replies: readonly StickReply[]): boolean {
  const soon = ports.clock.now() + againAfter.unknown;
  const left = new Map(
    all(
      read,
      sql<{ blob: string; here: number }>`SELECT blob, here FROM blob_link
        WHERE (here = 0 AND want > 0) OR (here = 1 AND at_hub = 0 AND ask_after <= ${soon})`,
    ).map(({ blob, here }) => [blob, here]),
  );
  return (heldIn(replies) ?? []).some(({ blob, isWhole }) => left.get(blob) === (isWhole ? 0 : 1));
}
