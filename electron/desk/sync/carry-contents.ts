/**
 * BLOB, the desk's side: contents of attachments, one piece a step, only when nothing else is to be sent or received, and after each piece
 * the link looks again whether there is. Whatever is wrong with one content stops neither the others nor the link.
 *
 *     has (what does the hub lack?) → what a person waits for → pieces to the hub → pieces from the hub
 */
import { toHex } from '#shared/journal/entry.ts';
import type { BlobAsk, BlobSaid } from '#shared/sync/blob-messages.ts';
import { blobLimit } from '#shared/sync/protocol.ts';
import type { DeskCore } from '../core.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { run, sql, transact } from '../store/handles.ts';
import {
  againAfter,
  askAt,
  casesWith,
  keepAtHub,
  keepGot,
  keepHas,
  nextToFetch,
  rowOf,
  rowsToAsk,
} from './content-rows.ts';
import { fetchPiece } from './fetch-content.ts';
import { call, epochOf, failing, went, type LinkParts, type Memory, type Step } from './link-parts.ts';

/** Undefined: nothing is to be carried now. */
export async function carryContents(parts: LinkParts, memory: Memory, signal?: AbortSignal): Promise<Step | undefined> {
  const now = parts.core.ports.clock.now();
  if (parts.isWithoutContents === true || memory.isBehind || now < memory.contentsAfter) return undefined;
  const ask = async (request: BlobAsk): Promise<Asked> => askHub(parts, memory, request, signal);
  return (await lookAtHub(parts, memory, ask)) ?? (await carryOne(parts, memory, ask));
}

/** The answer, or the step that follows from there being none. */
export type Asked = { readonly said: BlobSaid } | { readonly step: Step };
export type Ask = (request: BlobAsk) => Promise<Asked>;

/** What a hub says that cannot serve contents, or fails at one: the link itself is well. */
const ofContents: ReadonlySet<string> = new Set(['fault', 'tooLarge', 'malformed', 'scope']);

async function askHub(parts: LinkParts, memory: Memory, ask: BlobAsk, signal?: AbortSignal): Promise<Asked> {
  const { core } = parts;
  const answered = await call(parts, 'BLOB', { epoch: epochOf(core.store.read), ask }, signal);
  if (answered.is === 'answer') {
    memory.failures = 0;
    return { said: answered.value.said };
  }
  // Called away, because something is to be sent: the piece goes on where the hub says.
  if (answered.is === 'unreached' && signal?.aborted === true) return { step: went() };
  if (answered.is === 'refused' && ofContents.has(answered.refused)) return { step: pause(parts, memory) };
  return { step: failing(parts, memory, answered) ?? went() };
}

function pause({ core }: LinkParts, memory: Memory): Step {
  memory.contentsAfter = core.ports.clock.now() + againAfter.lacking;
  return went();
}

async function lookAtHub({ core }: LinkParts, memory: Memory, ask: Ask): Promise<Step | undefined> {
  const rows = rowsToAsk(core.store.read, core.ports.clock.now());
  if (rows.length === 0) return undefined;
  const asked = await ask({ is: 'has', blobs: rows.map(({ blob }) => blob) });
  if ('step' in asked) return asked.step;
  if (asked.said.is !== 'has') return went();
  const { whole, lacking } = keepHas(core, rows, asked.said);
  memory.sending = [...memory.sending, ...lacking];
  return went(whole.flatMap((blob) => casesWith(core.store.read, blob)));
}

async function carryOne(parts: LinkParts, memory: Memory, ask: Ask): Promise<Step | undefined> {
  const { core } = parts;
  const hasRoom = refuseBySpace(core.spaceLevel(), 'attachment') === undefined;
  const urgent = hasRoom ? nextToFetch(core.store.read, 2) : undefined;
  if (urgent === undefined && memory.sending.length > 0) return sendPiece(parts, memory, ask);
  const next = urgent ?? (hasRoom ? nextToFetch(core.store.read, 1) : undefined);
  if (next === undefined) return undefined;
  const step = await fetchPiece(core, next, ask);
  memory.isBehind = true;
  return step === 'failed' ? pause(parts, memory) : step;
}

async function sendPiece({ core }: LinkParts, memory: Memory, ask: Ask): Promise<Step> {
  const [first, ...others] = memory.sending;
  if (first === undefined) return went();
  const { blob, offset } = first;
  // Forgotten here, found again by asking.
  const leave = (after: number): Step => {
    memory.sending = others;
    transact(core.store.write, (transaction) => void askAt(transaction, blob, core.ports.clock.now() + after));
    return went();
  };
  const piece = pieceToSend(core, blob, offset);
  // Lost or damaged here: the others go on. Whoever opens it is told, and `verify` names it.
  if (piece === undefined) return leave(againAfter.wrong);
  const asked = await ask(piece);
  if ('step' in asked) return asked.step;
  memory.isBehind = true;
  const { said } = asked;
  if (said.is !== 'put') return leave(againAfter.unknown);
  transact(core.store.write, (transaction) => void keepGot(transaction, blob, said.next));
  if (said.isWrong) return leave(againAfter.wrong);
  if (!said.isWhole) {
    memory.sending = said.next === offset ? others : [{ blob, offset: said.next }, ...others];
    return went();
  }
  memory.sending = others;
  transact(core.store.write, (transaction) => void keepAtHub(transaction, blob));
  return went(casesWith(core.store.read, blob));
}

/** Undefined: it is not here, or not what its entry says. */
export function pieceToSend(core: DeskCore, blob: string, offset: number): Extract<BlobAsk, { is: 'put' }> | undefined {
  const row = rowOf(core.store.read, blob);
  const piece = core.blobs.readPiece(blob, offset, blobLimit.piece);
  const hash = row === undefined ? undefined : hashOf(core, row.blob, row.hash);
  if (row === undefined || hash === undefined || !piece.ok || isShort(piece.value, row.bytes, offset)) return undefined;
  return { is: 'put', blob, size: row.bytes, offset, hash, bytes: Buffer.from(piece.value).toString('base64') };
}

/** The file is not as long as its entry says. */
const isShort = (piece: Uint8Array, bytes: number, offset: number): boolean =>
  piece.byteLength < Math.min(blobLimit.piece, bytes - offset) || offset + piece.byteLength > bytes;

/** Entries of before did not tell it: found once, and kept. */
function hashOf(core: DeskCore, blob: string, known: string): string | undefined {
  if (known !== '') return known;
  const whole = core.blobs.read(blob);
  if (!whole.ok) return undefined;
  const hash = toHex(core.ports.sm3(whole.value));
  transact(core.store.write, (transaction) => {
    run(transaction, sql`UPDATE blob_link SET hash = ${hash} WHERE blob = ${blob}`);
  });
  return hash;
}
