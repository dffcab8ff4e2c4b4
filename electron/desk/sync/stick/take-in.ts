/**
 * 取回: the hub's answer from a stick, proved and opened, and then taken by the very steps that take what comes over the line, each in its
 * own transaction. Cut off at any point it can be taken in once more; what it has said already is passed over.
 */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import {
  answerHeadSchema,
  readReply,
  readText,
  stickLimit,
  unwrap,
  type AnswerHead,
  type StickReply,
} from '#shared/sync/stick.ts';
import type { DeskCore } from '../../core.ts';
import { refoldSome } from '../../journal/refold-later.ts';
import { get, sql, transact, type ReadHandle } from '../../store/handles.ts';
import { returningOf } from '../give-back.ts';
import { helloOf, meet } from '../greet.ts';
import { carryContents } from '../carry-contents.ts';
import { giveBack, mend, newMemory, receive, recover, send } from '../link.ts';
import { call, failing, went, type LinkParts, type Step } from '../link-parts.ts';
import { hubKeysSetting, offsetSetting, readSetting, stopSetting, writeSetting, type Stop } from '../link-state.ts';
import { metAtSetting } from '../met.ts';
import { lostOwn } from '../recover.ts';
import { streamsToFetch } from '../take-page.ts';
import { answersIn } from './answers.ts';
import { areContentsLeft } from './contents.ts';
import { stickSetting, type StickParts } from './parts.ts';

export interface TakenIn {
  /** Acts that were waiting and are answered now. */
  readonly acts: number;
  /** Streams that changed by what came in. */
  readonly streams: readonly string[];
  /** Another round is needed: something waits here, or there is more at the hub. */
  readonly isMore: boolean;
  /** The hub was put back from a backup, and takes nothing new before every desk has returned what it holds. */
  readonly isCollecting: boolean;
  /** It stands still until a person has looked; '' = no. */
  readonly stop: Stop;
}

/** Refusals: stick.notYet, stick.stopped, stick.tooLarge, stick.notOne, stick.newer, stick.wrongWay, stick.notForHere, stick.forged, stick.otherDesk, stick.old. */
export async function takeIn(parts: StickParts, bytes: Uint8Array): Promise<Result<TakenIn>> {
  const { core } = parts;
  const { read } = core.store;
  if (readSetting(read, stopSetting) !== '') return refuse('stick.stopped');
  const opened = await openAnswer(parts, bytes);
  if (!opened.ok) return opened;
  const { head, replies } = opened.value;
  const answers = answersIn(core, head, replies);
  if (answers.isOld) return refuse('stick.old');
  const waited = countWaiting(read);
  const taking = {
    parts: { ...parts, carrier: answers, saidAt: saidAt(core, head) },
    streams: new Set<string>(),
    stop: '' as Stop,
    isCollecting: false,
  };
  await takeAll(taking);
  if (taking.stop === '') keepTaken(parts, head);
  const waits = countWaiting(read);
  return ok({
    acts: Math.max(0, waited - waits),
    streams: [...taking.streams],
    isMore:
      waits > 0 ||
      returningOf(read) !== null ||
      streamsToFetch(read).length > 0 ||
      endsBefore(replies) ||
      areContentsLeft(core, replies),
    isCollecting: taking.isCollecting,
    stop: taking.stop,
  });
}

/**
 * When the hub said it, by this desk's clock: a file that is kept and taken in again and again is no meeting each time. What was heard since
 * stays heard, unless it was at a time that has not come yet.
 */
function saidAt({ store: { read }, ports }: DeskCore, head: AnswerHead): number {
  const now = ports.clock.now();
  const at = Math.min(now, Date.parse(head.at) - readSetting(read, offsetSetting));
  const met = Date.parse(readSetting(read, metAtSetting));
  return met > at && met <= now ? met : at;
}

interface OpenedAnswer {
  readonly head: AnswerHead;
  readonly replies: readonly StickReply[];
}

async function openAnswer({ core, ed25519, key }: StickParts, bytes: Uint8Array): Promise<Result<OpenedAnswer>> {
  const hub = readSetting(core.store.read, hubKeysSetting);
  if (hub === null) return refuse('stick.notYet');
  if (bytes.length > stickLimit.file) return refuse('stick.tooLarge');
  const outer = unwrap(bytes);
  if (outer.is === 'out') return refuse('stick.wrongWay');
  if (outer.is !== 'back') return refuse(outer.is === 'newer' ? 'stick.newer' : 'stick.notOne');
  const plain = await key.open(outer.sealed);
  const text = plain && readText(plain);
  if (text === undefined) return refuse('stick.notForHere');
  const signature = new Uint8Array(Buffer.from(text.signature, 'base64'));
  if (!ed25519.verify(new Uint8Array(Buffer.from(hub.sign, 'base64url')), text.signed, signature))
    return refuse('stick.forged');
  const head = answerHeadSchema.safeParse(text.head);
  const replies = text.lines.map(readReply);
  // The hub signed it: what cannot be read here is of a newer program.
  if (!head.success || !replies.every((reply) => reply !== undefined)) return refuse('stick.newer');
  if (head.data.writer !== core.writer.id) return refuse('stick.otherDesk');
  return ok({ head: head.data, replies });
}

interface Taking {
  readonly parts: LinkParts;
  readonly streams: Set<string>;
  stop: Stop;
  isCollecting: boolean;
}

/** In the order of the link; what the file has no answer to is passed over. */
async function takeAll(taking: Taking): Promise<void> {
  const { parts } = taking;
  const { core } = parts;
  const { read } = core.store;
  const memory = newMemory();
  const answered = await call(parts, 'HELLO', helloOf(core, parts.app));
  if (answered.is !== 'answer') {
    look(taking, failing(parts, memory, answered));
    return;
  }
  const hello = answered.value;
  taking.isCollecting = hello.state === 'collecting';
  // The answer is days old: it says nothing of this computer's clock.
  if (!look(taking, meet(parts, memory, hello, readSetting(read, offsetSetting)))) return;
  if (returningOf(read) !== null) {
    await whileAnswered(taking, () => (returningOf(read) === null ? undefined : giveBack(parts, memory, hello)));
    return;
  }
  const steps = [
    () => {
      const lost = lostOwn(read, core.writer.id, hello.writers);
      return lost === undefined ? undefined : recover(parts, memory, lost);
    },
    () => send(parts, memory),
    () => mend(parts, memory),
    () => receive(parts, memory),
  ];
  for (const step of steps) if (!(await whileAnswered(taking, step))) break;
  await whileAnswered(taking, () => {
    // What a piece may have brought about at the hub, this file does not say.
    memory.isBehind = false;
    return carryContents(parts, memory);
  });
  await whileAnswered(taking, async () => {
    const listed = await refoldSome(core);
    return listed.length > 0 ? went(listed) : undefined;
  });
}

/** False: it stands still. */
async function whileAnswered(taking: Taking, step: () => Promise<Step | undefined> | undefined): Promise<boolean> {
  for (;;) {
    const done = await step();
    if (!look(taking, done)) return false;
    if (done?.is !== 'went') return true;
  }
}

function look(taking: Taking, step: Step | undefined): boolean {
  if (step?.is === 'went') for (const stream of step.streams) taking.streams.add(stream);
  if (step?.is === 'waits' && step.why === 'collecting') taking.isCollecting = true;
  if (step?.is === 'stopped') taking.stop = step.stop;
  return step?.is !== 'stopped';
}

const countWaiting = (read: ReadHandle): number =>
  get(read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n ?? 0;

/** Its last page says that there is more, or none fitted any more. */
function endsBefore(replies: readonly StickReply[]): boolean {
  const last = replies.findLast(({ name }) => name === 'PULL')?.body as { more?: unknown } | undefined;
  return last === undefined || last.more === true;
}

function keepTaken({ core }: StickParts, { file }: AnswerHead): void {
  const at = new Date(core.ports.clock.now()).toISOString();
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, stickSetting, { ...readSetting(transaction, stickSetting), back: { file, at } });
  });
}
