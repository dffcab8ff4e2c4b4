import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { headText } from '#shared/sync/hub-chain.ts';
import { repeatRefused, settleRefused } from '../../commands/refused.ts';
import type { DeskCore, Viewer } from '../../core.ts';
import { writeAudit } from '../../journal/audit.ts';
import { linkStateOf, refusedActs, waitingActs } from '../../queries/link.ts';
import { audit, tell, type Runtime } from '../../runtime.ts';
import { transact } from '../../store/handles.ts';
import { alarmSetting } from '../../sync/compare.ts';
import { ask, beginJoin, keepJoined, mayJoin, type JoinInput } from '../../sync/join.ts';
import { learnAnew } from '../../sync/hub-head.ts';
import {
  hubHeadSetting,
  readSetting,
  removalSetting,
  stopSetting,
  writeSetting,
  type Stop,
} from '../../sync/link-state.ts';
import { awayLimitSetting } from '../../sync/met.ts';
import { beginLink, endLink } from '../../sync/of-desk.ts';
import { opened, type Door } from '../access.ts';

const partsOf = (runtime: Runtime, core: DeskCore) => ({
  core,
  crypto: runtime.crypto,
  app: runtime.options.build.version,
});

function stopJoining(runtime: Runtime): void {
  runtime.joining?.carrier.close();
  runtime.joining = null;
}

async function join(
  runtime: Runtime,
  core: DeskCore,
  input: JoinInput,
): Promise<Result<{ comparison: string; address: string }>> {
  if (!mayJoin(core.store.read)) return refuse('link.already');
  stopJoining(runtime);
  const begun = await beginJoin(partsOf(runtime, core), input);
  if (!begun.ok) return begun;
  runtime.joining = begun.value;
  tell(runtime, { type: 'status' });
  return ok({ comparison: begun.value.comparison, address: begun.value.url });
}

/** Both have compared: the desk belongs to that hub from here on, and everything it has is sent there. */
async function confirm(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
): Promise<Result<{ state: 'waiting' | 'joined' }>> {
  const { joining } = runtime;
  if (joining === null) return refuse('link.none');
  const answer = await ask(partsOf(runtime, core), joining);
  if (!answer.ok || answer.value === 'waiting') return answer.ok ? ok({ state: answer.value }) : answer;
  if (runtime.joining !== joining) return refuse('link.none');
  // Of a desk that joins again it stands still.
  await endLink(runtime);
  keepJoined(core, joining);
  audit(runtime, core, viewer.staff, 'settings', { what: 'joinedHub' });
  stopJoining(runtime);
  beginLink(runtime, core);
  tell(runtime, { type: 'status' });
  return ok({ state: 'joined' });
}

/** A person has looked: what is stopped begins anew. */
async function goOn(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  stop: Stop,
): Promise<Result<Record<string, never>>> {
  if (readSetting(core.store.read, stopSetting) !== stop) return refuse('link.notStopped');
  await endLink(runtime);
  const seen = readSetting(core.store.read, hubHeadSetting);
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, stopSetting, '');
    writeSetting(transaction, removalSetting, { removed: 0, isAllowed: stop === 'tooManyGone' });
    learnAnew(transaction, stop);
  });
  audit(runtime, core, viewer.staff, 'settings', { what: 'linkGoesOn', stop, seen: headText(seen) });
  beginLink(runtime, core);
  tell(runtime, { type: 'status' });
  return ok({});
}

/** What the nightly comparison found was looked at by a person; both hashes stay in the audit chain. */
function looked(runtime: Runtime, core: DeskCore, viewer: Viewer, at: string): Result<Record<string, never>> {
  const alarm = readSetting(core.store.read, alarmSetting);
  if (alarm?.at !== at) return refuse('link.notDiffering');
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, alarmSetting, null);
    const event = { writer: core.writer.id, at: nowOf(core), by: viewer.staff, type: 'settings' } as const;
    writeAudit(transaction, core.ports.sm3, { ...event, data: { what: 'linkDifferenceLookedAt', ...alarm } });
  });
  tell(runtime, { type: 'status' });
  return ok({});
}

const nowOf = ({ ports }: DeskCore): string => new Date(ports.clock.now()).toISOString();

export const linkHandlers = (runtime: Runtime, door: Door) => ({
  state: door.link.state.handler(({ context }) => ok(linkStateOf(runtime, opened(context).core))),
  join: door.link.join.handler(({ context, input }) => join(runtime, opened(context).core, input)),
  confirm: door.link.confirm.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return confirm(runtime, core, viewer);
  }),
  cancel: door.link.cancel.handler((): Result<Record<string, never>> => {
    stopJoining(runtime);
    tell(runtime, { type: 'status' });
    return ok({});
  }),
  retry: door.link.retry.handler((): Result<Record<string, never>> => {
    runtime.linkRunner?.wake();
    return ok({});
  }),
  waiting: door.link.waiting.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(waitingActs(core, viewer));
  }),
  refused: door.link.refused.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ acts: refusedActs(core, viewer) });
  }),
  repeat: door.link.repeat.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return repeatRefused(core, viewer, input);
  }),
  settle: door.link.settle.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const answer = settleRefused(core, viewer, input);
    // No entry says so: the other windows hear it here.
    if (answer.ok) tell(runtime, { type: 'status' });
    return answer;
  }),
  goOn: door.link.goOn.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return goOn(runtime, core, viewer, input.stop);
  }),
  setAwayLimit: door.link.setAwayLimit.handler(({ context, input }): Result<Record<string, never>> => {
    const { core, viewer } = opened(context);
    transact(core.store.write, (transaction) => {
      writeSetting(transaction, awayLimitSetting, input.days);
    });
    audit(runtime, core, viewer.staff, 'settings', { what: 'awayLimit', days: input.days });
    tell(runtime, { type: 'status' });
    return ok({});
  }),
  looked: door.link.looked.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return looked(runtime, core, viewer, input.at);
  }),
});
