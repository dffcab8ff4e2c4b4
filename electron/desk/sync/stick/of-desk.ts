/** The stick of a running desk: files go out and come in, each written down in the audit chain before it leaves or once it was looked at. */
import type { StickState, StickTaken } from '#shared/contract/stick.ts';
import { stickEnding } from '#shared/contract/stick.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { carryLimit } from '#shared/sync/carry.ts';
import { unwrap } from '#shared/sync/stick.ts';
import type { DeskCore } from '../../core.ts';
import { isStillThere, writeOutside, type Asking, type Saved } from '../../print/save-outside.ts';
import { audit, tell, type Runtime } from '../../runtime.ts';
import { get, sql } from '../../store/handles.ts';
import { callHub } from '../call-hub.ts';
import { hubKeysSetting, linkTo, readSetting } from '../link-state.ts';
import { beginLink, endLink, tellChanged } from '../of-desk.ts';
import { httpsCarrier } from '../pinned.ts';
import { carryOut, keepCarriedOut, type CarriedOut } from './carry-out.ts';
import { countContentsToSend } from './contents.ts';
import { handedOnRefusal, stickKeyOf, stickSetting, type StickParts } from './parts.ts';
import { takeIn } from './take-in.ts';

function partsOf({ crypto, rootKey, options }: Runtime, core: DeskCore): StickParts {
  if (rootKey === null) throw new Error('bug: an open desk without its root key');
  return { core, ed25519: crypto.ed25519, app: options.build.version, key: stickKeyOf(crypto, rootKey) };
}

export function stickStateOf({ store: { read } }: DeskCore): StickState {
  const { out, back } = readSetting(read, stickSetting);
  const isReady = readSetting(read, hubKeysSetting) !== null;
  return {
    isReady,
    waiting: isReady ? (get(read, sql<{ n: number }>`SELECT count(*) AS n FROM outbox`)?.n ?? 0) : 0,
    files: isReady ? countContentsToSend(read) : 0,
    out: out === null ? null : { at: out.at, acts: out.acts, isAnswered: out.file === back?.file },
    back: back === null ? null : { at: back.at },
  };
}

/** Written down before it leaves. Refusals: those of `carryOut`, login.required. */
async function make(runtime: Runtime, asking: Asking): Promise<Result<CarriedOut>> {
  const { core, viewer } = asking;
  const made = await carryOut(partsOf(runtime, core));
  if (!made.ok) return made;
  if (!isStillThere(runtime, asking)) return refuse('login.required');
  const { file, acts, bytes } = made.value;
  audit(runtime, core, viewer.staff, 'stick', { what: 'out', file, acts, bytes: bytes.length });
  return made;
}

const keep = (runtime: Runtime, core: DeskCore, made: CarriedOut): void => {
  keepCarriedOut({ core }, made);
  tell(runtime, { type: 'status' });
};

export async function outForPage(runtime: Runtime, asking: Asking): Promise<Result<{ data: string; acts: number }>> {
  const made = await make(runtime, asking);
  if (!made.ok) return made;
  keep(runtime, asking.core, made.value);
  return ok({ data: base64(made.value.bytes), acts: made.value.acts });
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export async function saveOut(runtime: Runtime, asking: Asking, name: string): Promise<Result<Saved>> {
  let made: Result<CarriedOut> | undefined;
  const saved = await writeOutside(runtime, asking, `${name}${stickEnding}`, async () => {
    made = await make(runtime, asking);
    return made.ok ? ok(made.value.bytes) : made;
  });
  if (saved.ok && saved.value.saved && made?.ok === true) keep(runtime, asking.core, made.value);
  return saved;
}

/** Never beside the runner: there is one link a desk. The caller sees to it that there is one file at a time. */
export async function takeInFile(
  runtime: Runtime,
  { core, viewer }: Asking,
  bytes: Uint8Array,
): Promise<Result<StickTaken>> {
  if (runtime.core !== core) return refuse('login.required');
  await endLink(runtime);
  try {
    const taken = await takeIn(partsOf(runtime, core), bytes);
    if (!taken.ok) {
      audit(runtime, core, viewer.staff, 'stick', { what: 'notTaken', why: taken.refusal.code });
      return taken;
    }
    const { acts, streams, isMore, isCollecting, stop } = taken.value;
    audit(runtime, core, viewer.staff, 'stick', { what: 'in', acts, streams: streams.length, stop });
    if (streams.length > 0) tellChanged(runtime, core, streams);
    return ok({ acts, changed: streams.length, isMore, isCollecting, stop: stop === '' ? null : stop });
  } finally {
    if (runtime.core === core && runtime.linkRunner === null) beginLink(runtime, core);
    tell(runtime, { type: 'status' });
  }
}

/** Neither the file nor its answer can be read here, and nothing of them stays. Refusals: stick.notYet, stick.notOne, stick.newer, stick.carry*. */
async function handOn(runtime: Runtime, { core, viewer }: Asking, bytes: Uint8Array): Promise<Result<Uint8Array>> {
  const hub = readSetting(core.store.read, linkTo);
  if (hub === null) return refuse('stick.notYet');
  const { is } = unwrap(bytes);
  if (is === 'back') return refuse('stick.carryWrongWay');
  if (is !== 'out') return refuse(is === 'newer' ? 'stick.newer' : 'stick.notOne');
  const tooLarge = refuse('stick.carryTooLarge', { limitMb: carryLimit / 1024 / 1024 });
  if (bytes.length > carryLimit) return tooLarge;
  const carrier = httpsCarrier(hub.url, hub.pin);
  const said = await callHub(core, runtime.crypto.ed25519, carrier, 'CARRY', { file: base64(bytes) });
  carrier.close();
  if (said.is !== 'answer')
    return said.is === 'refused' && said.refused === 'tooLarge' ? tooLarge : refuse('stick.carryLater');
  const { state, why, file } = said.value;
  audit(runtime, core, viewer.staff, 'stick', { what: 'handedOn', state, ...(why === undefined ? {} : { why }) });
  return state === 'answered' ? ok(new Uint8Array(Buffer.from(file, 'base64'))) : refuse(handedOnRefusal(why));
}

export async function handOnForPage(
  runtime: Runtime,
  asking: Asking,
  bytes: Uint8Array,
): Promise<Result<{ data: string }>> {
  const answer = await handOn(runtime, asking, bytes);
  return answer.ok ? ok({ data: base64(answer.value) }) : answer;
}

/** The place is asked for when there is an answer to put there. */
export async function saveHandedOn(
  runtime: Runtime,
  asking: Asking,
  bytes: Uint8Array,
  name: string,
): Promise<Result<Saved>> {
  if (runtime.options.outside === undefined) return refuse('save.notHere');
  const answer = await handOn(runtime, asking, bytes);
  return answer.ok ? writeOutside(runtime, asking, `${name}${stickEnding}`, () => answer) : answer;
}
