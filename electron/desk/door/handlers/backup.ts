import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { audit, tell, type Runtime } from '../../runtime.ts';
import { backupFolder, lastBackupOf, readSetting, writeSetting } from '../../settings.ts';
import { transact } from '../../store/handles.ts';
import { opened, type Door } from '../access.ts';

export const backupHandlers = (runtime: Runtime, door: Door) => ({
  state: door.backup.state.handler(({ context }) => {
    const { read } = opened(context).core.store;
    return ok({ folder: readSetting(read, backupFolder), last: lastBackupOf(read), problem: runtime.backupProblem });
  }),
  setFolder: door.backup.setFolder.handler(({ context, input }): Result<Record<string, never>> => {
    const { core, viewer } = opened(context);
    transact(core.store.write, (transaction) => {
      writeSetting(transaction, backupFolder, input.folder);
    });
    audit(runtime, core, viewer.staff, 'settings', { what: 'backupFolder' });
    return ok({});
  }),
  run: door.backup.run.handler(async ({ context }) => {
    const { core, viewer } = opened(context);
    const done: Result<{ at: string; file: string; entries: number; head: string }> = await Promise.resolve(
      refuse('backup.none'),
    );
    audit(runtime, core, viewer.staff, 'backup', { ok: done.ok });
    tell(runtime, { type: 'status' });
    return done;
  }),
});
