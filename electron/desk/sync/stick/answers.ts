/**
 * The hub's answers as they lie in a file, behind the same door as the line (`Carrier`): the steps of the link ask what they would ask now,
 * and get the answer where the file has one. A file may be old: the desk may have met its hub since it was asked for, over the line or by a
 * later stick. Then only what holds whenever it is heard is given: what became of entries, own entries back, and pages that begin exactly
 * where the desk stands and know no less of the hub's order than the desk does.
 */
import type { BlobSaid } from '#shared/sync/blob-messages.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import {
  helloAnswer,
  messages,
  pullAnswer,
  pushAnswer,
  type HelloAnswer,
  type PushAnswer,
} from '#shared/sync/messages.ts';
import { startsHere } from '#shared/sync/page.ts';
import {
  pushedRange,
  questionOf,
  stickNames,
  type AnswerHead,
  type StickCall,
  type StickReply,
} from '#shared/sync/stick.ts';
import type { DeskCore } from '../../core.ts';
import type { ReadHandle } from '../../store/handles.ts';
import type { Carrier } from '../call-hub.ts';
import { epochOf } from '../link-parts.ts';
import { hubHeadSetting, metSetting, readCursor, readSetting, scopesSetting } from '../link-state.ts';
import { contentSaid } from './contents.ts';

class NotInFile extends Error {}

export interface Answers extends Carrier {
  /** It says nothing that holds any more: the hub has another epoch since. */
  readonly isOld: boolean;
}

export function answersIn(
  { store: { read } }: DeskCore,
  { heard }: AnswerHead,
  replies: readonly StickReply[],
): Answers {
  const isFresh = heard.met === readSetting(read, metSetting) && heard.n === readSetting(read, hubHeadSetting).n;
  const left = isFresh ? [...replies] : replies.filter(({ status, name }) => status === 200 && name !== 'FETCH');
  const hello = helloAnswer.safeParse(left.find(({ name }) => name === 'HELLO')?.body);
  return {
    isOld: !isFresh && !(hello.success && hello.data.epoch === epochOf(read)),
    send: (call) => {
      const question = questionIn(call);
      if (question?.name === 'BLOB') return ofContent(contentSaid(left, question.request.ask));
      const found = find(read, left, question, isFresh);
      if (found === undefined) return Promise.reject(new NotInFile());
      // Once: what a step could not use it would ask for again and again.
      left.splice(left.indexOf(found.reply), 1);
      return Promise.resolve(replyOf(found.reply, found.body));
    },
  };
}

const ofContent = (said: BlobSaid | undefined): Promise<Reply> =>
  said === undefined
    ? Promise.reject(new NotInFile())
    : Promise.resolve({ status: 200, body: encoder.encode(JSON.stringify({ said })) });

const encoder = new TextEncoder();

const replyOf = ({ status }: StickReply, body: unknown): Reply => ({
  status,
  body: encoder.encode(JSON.stringify(body)),
});

function questionIn({ name, body }: Call): StickCall | undefined {
  const known = stickNames.find((one) => one === name);
  if (known === undefined) return undefined;
  const request = messages[known].request.parse(JSON.parse(new TextDecoder().decode(body)));
  return { name: known, request } as StickCall;
}

interface Found {
  readonly reply: StickReply;
  readonly body: unknown;
}

function find(
  read: ReadHandle,
  left: readonly StickReply[],
  question: StickCall | undefined,
  isFresh: boolean,
): Found | undefined {
  if (question === undefined) return undefined;
  const same = left.filter(({ name }) => name === question.name);
  if (question.name === 'PUSH') return first(same, (reply) => pushed(reply, question.request.entries[0]?.header));
  if (question.name === 'PULL') return first(same, (reply) => page(read, reply, isFresh));
  if (question.name === 'HELLO') return first(same, (reply) => hello(read, reply, isFresh));
  const of = questionOf(question);
  return first(same, (reply) => (reply.of === of ? reply.body : undefined));
}

function first(replies: readonly StickReply[], bodyFor: (reply: StickReply) => unknown): Found | undefined {
  for (const reply of replies) {
    const body = bodyFor(reply);
    if (body !== undefined) return { reply, body };
  }
  return undefined;
}

/** What was granted by then may have been taken since: what the desk knows of its scopes now goes on. */
function hello(read: ReadHandle, { status, body }: StickReply, isFresh: boolean): unknown {
  const said = helloAnswer.safeParse(body);
  if (status !== 200 || !said.success || isFresh) return body;
  return { ...said.data, scopes: readSetting(read, scopesSetting) } satisfies HelloAnswer;
}

interface Begins {
  readonly writer: string;
  readonly writerSeq: number;
}

/**
 * Asked from another entry on than then, because some are settled since or more wait now: what the answer says of those it speaks of holds.
 * Of entries that were not in that message it says nothing, however far the hub had come.
 */
function pushed({ status, of, body }: StickReply, begins: Begins | undefined): unknown {
  const { writer, first, last } = pushedRange(of);
  if (begins?.writer !== writer || begins.writerSeq < first || begins.writerSeq > last) return undefined;
  if (status !== 200) return begins.writerSeq === first ? body : undefined;
  const said = pushAnswer.safeParse(body);
  if (!said.success) return undefined;
  const { nextSeq, gap } = said.data;
  if (gap === true) return begins.writerSeq === first ? body : undefined;
  return nextSeq > begins.writerSeq
    ? ({ ...said.data, nextSeq: Math.min(nextSeq, last + 1) } satisfies PushAnswer)
    : undefined;
}

/** The page from where the desk stands, of the scopes it has. */
function page(read: ReadHandle, { status, body }: StickReply, isFresh: boolean): unknown {
  const said = pullAnswer.safeParse(body);
  if (status !== 200 || !said.success) return body;
  const { from, hubHead } = said.data;
  if (!startsHere(said.data, readCursor(read))) return undefined;
  if (isFresh) return body;
  const scopes = readSetting(read, scopesSetting);
  const isOfHere = Object.keys(from).length === scopes.length && scopes.every((scope) => scope in from);
  return isOfHere && hubHead.n >= readSetting(read, hubHeadSetting).n ? body : undefined;
}
