/**
 * A file from a stick (`shared/sync/stick.ts`): opened, its writer proved, its messages served one after the other by the very handlers that
 * serve the line, and all answers sealed into one file. Where one of a sort is not served, those of that sort behind it are left for the next
 * file; whatever was served stays served, whether or not the answer ever reaches the desk.
 */
import type { Result } from '#shared/kernel/result.ts';
import { ok } from '#shared/kernel/result.ts';
import type { BlobAnswer, BlobRequest } from '#shared/sync/blob-messages.ts';
import type { StickRefusal } from '#shared/sync/carry.ts';
import type { HubRefusal, PullAnswer, PullRequest } from '#shared/sync/messages.ts';
import {
  questionOf,
  readCall,
  readText,
  requestHeadSchema,
  stickLimit,
  unwrap,
  wrap,
  writeText,
  type AnswerHead,
  type RequestHead,
  type StickCall,
  type StickName,
  type StickReply,
} from '#shared/sync/stick.ts';
import { sealFor } from '../keys/stick-key.ts';
import { DatabaseGone } from '../store/database.ts';
import { blob } from './blob.ts';
import { logFault } from './fault.ts';
import { fetchStreams } from './fetch.ts';
import { checkStick, refuseStick } from './gate.ts';
import { hello } from './hello.ts';
import { encodeKey, Fenced, nowOf, type Hub } from './hub.ts';
import { own } from './own.ts';
import { pull } from './pull.ts';
import { refusalOf, statuses } from './replies.ts';
import { no, type Served } from './served.ts';
import { pushInPieces } from './stick-push.ts';
import { takeBack } from './take-back.ts';
import { findSigner, type Signer } from './writers.ts';

/** A page was told to a desk. */
export type Told = (asked: PullRequest, page: PullAnswer) => void;

export interface ServedStick {
  /** The answer, for the stick. */
  readonly file: Uint8Array;
  /** Of the desk: its name in the register. */
  readonly desk: string;
  /** Entries it had sent, and rows it is told. */
  readonly sent: number;
  readonly told: number;
}

/** Throws `DatabaseGone` and `Fenced`; what was served until then is harmless when it comes again. */
export async function serveStick(hub: Hub, file: Uint8Array, told: Told): Promise<Result<ServedStick, StickRefusal>> {
  const opened = await openRequest(hub, file);
  if (!opened.ok) return opened;
  const { head, lines, signer } = opened.value;
  const answering: Answering = { hub, told, head, replies: [], bytes: 0, ended: new Set(), sent: 0, rows: 0 };
  for (const line of lines) {
    const call = readCall(line);
    if (call === undefined) {
      hub.log.warn({ writer: head.writer }, 'a message on a stick cannot be read');
      break;
    }
    if (answering.bytes > stickLimit.answers || !(await answerOne(answering, call))) break;
  }
  hub.log.info({ writer: head.writer, sent: answering.sent, told: answering.rows }, 'a stick was served');
  const answer = await writeAnswer(answering);
  return ok({ file: answer, desk: signer.desk.name, sent: answering.sent, told: answering.rows });
}

interface Opened {
  readonly head: RequestHead;
  readonly lines: readonly string[];
  readonly signer: Signer;
}

async function openRequest(hub: Hub, file: Uint8Array): Promise<Result<Opened, StickRefusal>> {
  const outer = unwrap(file);
  if (outer.is === 'back') return refuseStick('wrongWay');
  if (outer.is !== 'out') return refuseStick(outer.is);
  const plain = await hub.keys.stick.open(outer.sealed);
  const text = plain && readText(plain);
  if (text === undefined) return refuseStick('notForHere');
  // It opened, so it is whole: what cannot be read now was written by a newer program.
  const head = requestHeadSchema.safeParse(text.head);
  const first = readCall(text.lines[0] ?? '');
  if (!head.success || first?.name !== 'HELLO') return refuseStick('newer');
  if (head.data.hub !== encodeKey(hub.keys.publicKey)) return refuseStick('notForHere');
  const signer = await checkStick(hub, head.data.writer, first.request, text);
  return signer.ok ? ok({ head: head.data, lines: text.lines, signer: signer.value }) : signer;
}

interface Answering {
  readonly hub: Hub;
  readonly told: Told;
  readonly head: RequestHead;
  readonly replies: string[];
  bytes: number;
  /** Sorts of messages of which no more is served. */
  readonly ended: Set<StickName>;
  sent: number;
  rows: number;
}

/** False: nothing more is to be served. */
async function answerOne(answering: Answering, call: StickCall): Promise<boolean> {
  const { hub, head, ended } = answering;
  if (ended.has(call.name)) return true;
  // As a call over the line would find it: an answer before may have changed what the hub knows of the desk.
  const signer = await hub.database.transact((transaction) => findSigner(transaction, head.writer));
  if (signer?.desk.state !== 'active') return false;
  if (call.name === 'PULL') return answerPages(answering, signer, call.request);
  if (call.name === 'BLOB' && call.request.ask.is === 'get') return answerContent(answering, signer, call.request);
  const served = await serveOne(hub, signer, call);
  if (!served.ok) ended.add(call.name);
  if (served.ok && call.name === 'PUSH') answering.sent += call.request.entries.length;
  keepReply(answering, call, served);
  return served.ok || call.name !== 'HELLO';
}

/** Page after page, as long as they fit. */
async function answerPages(answering: Answering, signer: Signer, first: PullRequest): Promise<boolean> {
  const { hub } = answering;
  let request: PullRequest = { epoch: first.epoch, cursor: first.cursor, limit: first.limit };
  for (;;) {
    const served = await serveOne(hub, signer, { name: 'PULL', request });
    keepReply(answering, { name: 'PULL', request }, served);
    if (!served.ok) return true;
    const page = served.value as PullAnswer;
    answering.told(request, page);
    answering.rows += page.rows.length;
    if (!page.more || answering.bytes > stickLimit.answers) return true;
    request = { ...request, cursor: page.cursor };
  }
}

/** Piece after piece, as long as they fit. */
async function answerContent(answering: Answering, signer: Signer, first: BlobRequest): Promise<boolean> {
  let request = first;
  for (;;) {
    const served = await serveOne(answering.hub, signer, { name: 'BLOB', request });
    keepReply(answering, { name: 'BLOB', request }, served);
    if (!served.ok) answering.ended.add('BLOB');
    const said = served.ok ? (served.value as BlobAnswer).said : undefined;
    if (said?.is !== 'piece') return true;
    const offset = said.offset + Buffer.from(said.bytes, 'base64').length;
    if (offset === said.offset || offset >= said.size || answering.bytes > stickLimit.answers) return true;
    request = { ...request, ask: { is: 'get', blob: first.ask.is === 'get' ? first.ask.blob : '', offset } };
  }
}

async function serveOne(hub: Hub, signer: Signer, call: StickCall): Promise<Served<unknown>> {
  try {
    return await handle(hub, signer, call);
  } catch (error) {
    if (error instanceof DatabaseGone || error instanceof Fenced) throw error;
    logFault(hub, { call: call.name, writer: signer.writer.id }, error);
    return no('fault');
  }
}

function handle(hub: Hub, signer: Signer, { name, request }: StickCall): Promise<Served<unknown>> {
  if (name === 'HELLO') return hello(hub, signer, request);
  if (name === 'RETURN') return takeBack(hub, signer, request);
  if (name === 'OWN') return own(hub, signer, request);
  if (name === 'PUSH') return pushInPieces(hub, signer, request);
  if (name === 'FETCH') return fetchStreams(hub, signer, request);
  if (name === 'BLOB') return blob(hub, signer, request);
  return pull(hub, signer, request);
}

function keepReply(answering: Answering, call: StickCall, served: Served<unknown>): void {
  const reply: StickReply = {
    name: call.name,
    of: questionOf(call),
    ...(served.ok ? { status: 200, body: served.value } : noFor(answering.hub, served.refusal)),
  };
  const line = JSON.stringify(reply);
  answering.replies.push(line);
  answering.bytes += Buffer.byteLength(line);
}

const noFor = (hub: Hub, refused: HubRefusal) => ({ status: statuses[refused], body: refusalOf(hub, refused) });

async function writeAnswer({ hub, head, replies }: Answering): Promise<Uint8Array> {
  const { answerTo, is: _is, ...asked } = head;
  const answer: AnswerHead = { ...asked, is: 'answer', at: nowOf(hub) };
  const sign = (bytes: Uint8Array): string => Buffer.from(hub.keys.sign(bytes)).toString('base64');
  return wrap('back', await sealFor(answerTo, writeText(answer, replies, sign)));
}
