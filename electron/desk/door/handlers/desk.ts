import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { devices, scanGaps, type DeskDevices, type DeskStatus, type Me } from '#shared/contract/desk.ts';
import { checkClock, confirmClock } from '../../commands/clock.ts';
import type { Viewer } from '../../core.ts';
import { sayMadeUpCard } from '../../demo/cards.ts';
import { defaultLockoutRules } from '../../keys/lockout.ts';
import { todayOf } from '../../queries/standings.ts';
import { loginNameOf, recordsOf } from '../../queries/names.ts';
import { audit, tell, type Runtime } from '../../runtime.ts';
import { deskName, isDemo, lastBackupOf, readSetting, scanGap, screenSettings, writeSetting } from '../../settings.ts';
import { readSpace, spaceLevel } from '../../store/ballast.ts';
import { transact } from '../../store/handles.ts';
import { opened, type Door } from '../access.ts';

export const meOf = ({ core }: Runtime, viewer: Viewer): Me => ({
  staff: viewer.staff,
  name: viewer.name,
  login: core === null ? '' : loginNameOf(core.store.read, viewer.staff),
  roles: [...viewer.roles],
  ...(viewer.inspects === undefined ? {} : { until: viewer.inspects.until }),
  may: [...viewer.may],
});

function statusOf(runtime: Runtime, connection: string): DeskStatus {
  const { core, options } = runtime;
  const viewer = runtime.logins.get(connection);
  if (core) checkClock(core, options.build.date);
  const doubt = core?.clockDoubt ?? null;
  return {
    state: runtime.state,
    build: options.build,
    me: viewer ? meOf(runtime, viewer) : null,
    lockedFor: 0,
    upgrade: runtime.upgrade?.copied() ?? null,
    station: core === null ? null : stationOf(runtime),
    desk: core === null ? '' : readSetting(core.store.read, deskName),
    isDemo: core === null ? options.isDemo : readSetting(core.store.read, isDemo),
    printing: options.printing,
    makesPdf: options.drawPdf !== undefined,
    clock: doubt === null || core === null ? null : { ...doubt, today: todayOf(core) },
    space: spaceLevel(readSpace(options.dir)),
    lastBackup: core === null ? null : (lastBackupOf(core.store.read)?.at ?? null),
    backupProblem: runtime.backupProblem?.code ?? null,
    idleLock: defaultLockoutRules.idleSeconds,
  };
}

function stationOf({ core }: Runtime): DeskStatus['station'] {
  if (core === null) return null;
  const { code, name, township } = core.station;
  const row = recordsOf(core.store.read, 'station').find(({ key }) => key === code);
  const faculties = row?.value['faculties'];
  const form = row?.value['form'] === 'village' ? 'village' : 'hall';
  return { code, name, township, form, faculties: Array.isArray(faculties) ? faculties.map(String) : [] };
}

export const deskHandlers = (runtime: Runtime, door: Door) => ({
  status: door.desk.status.handler(({ context }) => ok(statusOf(runtime, context.connection.id))),
  confirmClock: door.desk.confirmClock.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const isDoubted = core.clockDoubt !== null;
    const result = confirmClock(core, viewer, input);
    if (!result.ok) return result;
    if (isDoubted) audit(runtime, core, viewer.staff, 'clockConfirmed', { today: input.today });
    tell(runtime, { type: 'status' });
    return ok({ today: input.today });
  }),
  settings: door.desk.settings.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(readSetting(core.store.read, screenSettings(viewer.staff)));
  }),
  keepSettings: door.desk.keepSettings.handler(({ context, input }): Result<Record<string, never>> => {
    const { core, viewer } = opened(context);
    transact(core.store.write, (transaction) => {
      writeSetting(transaction, screenSettings(viewer.staff), input);
    });
    return ok({});
  }),
  devices: door.desk.devices.handler(({ context }): Result<DeskDevices> => {
    const { core } = opened(context);
    const kept = devices.safeParse({ scanGap: readSetting(core.store.read, scanGap) });
    return ok(kept.success ? kept.data : { scanGap: scanGaps[1] });
  }),
  keepDevices: door.desk.keepDevices.handler(({ context, input }): Result<Record<string, never>> => {
    const { core } = opened(context);
    transact(core.store.write, (transaction) => {
      writeSetting(transaction, scanGap, input.scanGap);
    });
    return ok({});
  }),
  readMadeUp: door.desk.readMadeUp.handler(({ context, input }) => {
    const { core } = opened(context);
    if (!readSetting(core.store.read, isDemo)) return refuse('device.notSimulated');
    return ok({ said: sayMadeUpCard(input.card, todayOf(core)) });
  }),
});
