/** The hub behind whatever carries its messages: checks who calls, reads the message, serves it, says no in one form. */
import { findKind as shippedKinds } from '#shared/kinds/registry.ts';
import type { FindKind } from '#shared/kinds/mechanism/fold.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import type { CarryRequest } from '#shared/sync/carry.ts';
import type { EnrolRequest } from '#shared/sync/enrol.ts';
import { messages, type MessageName, type PullAnswer, type PullRequest } from '#shared/sync/messages.ts';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import type { HubKeys } from '../keys/hub-keys.ts';
import type { HubLog, HubPorts, HubService, StepAside } from '../ports.ts';
import type { ReachedFile } from '../reached.ts';
import { DatabaseGone, type Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { beginHub } from './begin.ts';
import { blob } from './blob.ts';
import { carry } from './carry.ts';
import { catchUp } from './catch-up.ts';
import { createBell } from './bell.ts';
import { checkCall, checkStranger, createGate, type Gate } from './gate.ts';
import { digest } from './digest.ts';
import { hello } from './hello.ts';
import { Fenced, newId, type Hub } from './hub.ts';
import { moveSomeDues } from './move-dues.ts';
import { own } from './own.ts';
import { enrol } from './enrol.ts';
import { logFault } from './fault.ts';
import { fetchStreams } from './fetch.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { collectIfPutBack } from './put-back.ts';
import { answered, refusal } from './replies.ts';
import { checkRootKey } from './root-key-check.ts';
import { no, type Served } from './served.ts';
import { createStatistics } from './statistics.ts';
import type { Told } from './stick.ts';
import { takeBack } from './take-back.ts';
import type { Signer } from './writers.ts';

export interface HubParts {
  readonly database: Database;
  readonly keys: HubKeys;
  readonly ports: HubPorts;
  readonly log: HubLog;
  readonly findKind?: FindKind;
  /** Of the TLS key, as desks see it; joining is bound to it. */
  readonly pin?: string;
  /** Remembers outside the database how far desks were told; left out, a database put back behind the hub's back is not noticed. */
  readonly reached?: ReachedFile;
}

export interface RunningHub extends HubService {
  readonly hub: Hub;
  /** A piece of what the hub does by itself; answers whether there is more. */
  readonly work: (shipped: WorkCalendar) => Promise<boolean>;
}

type Handler = (hub: Hub, signer: Signer, request: never, stepAside?: StepAside) => Promise<Served<unknown>>;
type Handlers = Readonly<Record<Exclude<MessageName, 'ENROL' | 'CARRY'>, Handler>>;
const handlers: Handlers = {
  HELLO: hello,
  PUSH: push,
  PULL: pull,
  OWN: own,
  RETURN: takeBack,
  DIGEST: digest,
  FETCH: fetchStreams,
  BLOB: blob,
};

/** Migrates the tables, and takes over as the one process that writes. Throws `DatabaseGone`, `FromFuture`, `OtherRootKey`. */
export async function createHub(parts: HubParts): Promise<RunningHub> {
  const { database, keys, ports, log, findKind = shippedKinds, pin = '', reached } = parts;
  const hub: Hub = { database, keys, ports, log, findKind, fence: newId(ports), bell: createBell(), reached };
  await migrate(database, migrations);
  await checkRootKey(database, keys);
  await beginHub(hub);
  await collectIfPutBack(hub);
  await catchUp(hub);
  const statistics = createStatistics(hub);
  const door: Door = { hub, gate: createGate(ports.clock), pin };
  return {
    hub,
    answer: (call, stepAside) => answer(door, call, stepAside),
    work: async (shipped) => {
      await statistics.keep();
      return moveSomeDues(hub, shipped);
    },
  };
}

interface Door {
  readonly hub: Hub;
  readonly gate: Gate;
  readonly pin: string;
}

async function answer(door: Door, call: Call, stepAside?: StepAside): Promise<Reply> {
  const { hub } = door;
  try {
    const read = readBody(call);
    if (read === undefined) return refusal(hub, 'malformed');
    const served =
      call.name === 'ENROL' ? await welcome(door, call, read) : await serve(door, call.name, call, read, stepAside);
    return served.ok ? answered(served.value) : refusal(hub, served.refusal);
  } catch (error) {
    return failed(hub, call, error);
  }
}

async function serve(
  { hub, gate }: Door,
  name: Exclude<MessageName, 'ENROL'>,
  call: Call,
  request: object,
  stepAside?: StepAside,
): Promise<Served<unknown>> {
  const signer = await checkCall(hub, gate, call, request);
  if (!signer.ok) return signer;
  const told: Told = (asked, page) => hub.reached?.keepUp(toldIn(asked, page));
  // It asks for another: who that is, the file itself has to prove.
  if (name === 'CARRY') return ok(await carry(hub, request as CarryRequest, told));
  const served = await handlers[name](hub, signer.value, request as never, stepAside);
  // A desk that pushed pulls next, so what was ordered is told in the same breath.
  if (served.ok && name === 'PULL') told(request as PullRequest, served.value as PullAnswer);
  return served;
}

const toldIn = ({ epoch }: PullRequest, { hubHead }: PullAnswer) => ({ epoch, n: hubHead.n });

async function welcome({ hub, gate, pin }: Door, call: Call, request: object): Promise<Served<unknown>> {
  const stranger = checkStranger(hub, gate, call, request as EnrolRequest);
  return stranger === undefined ? enrol(hub, pin, request as EnrolRequest) : no(stranger);
}

/** Undefined for what is no message: cut, altered, or of a version nobody announced. */
function readBody({ name, body }: Call): object | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const parsed = messages[name].request.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function failed(hub: Hub, call: Call, error: unknown): Reply {
  const facts = { call: call.name, writer: call.head.writer };
  if (error instanceof DatabaseGone) {
    hub.log.error({ ...facts, code: error.code }, 'the database does not answer');
    return { ...refusal(hub, 'busy'), retryAfter: 5 };
  }
  if (error instanceof Fenced) {
    hub.log.error(facts, 'another process has taken over');
    return { ...refusal(hub, 'busy'), retryAfter: 60 };
  }
  logFault(hub, facts, error);
  return refusal(hub, 'fault');
}
