import { atField, ok } from '#shared/kernel/result.ts';
import { backUp } from '../../backup/of-desk.ts';
import { setBackupFolder } from '../../backup/run.ts';
import { audit, tell, type Runtime } from '../../runtime.ts';
import { backupFolder, lastBackupOf, readSetting } from '../../settings.ts';
import { opened, type Door } from '../access.ts';

export const backupHandlers = (runtime: Runtime, door: Door) => ({
  state: door.backup.state.handler(({ context }) => {
    const { read } = opened(context).core.store;
    return ok({ folder: readSetting(read, backupFolder), last: lastBackupOf(read), problem: runtime.backupProblem });
  }),
  setFolder: door.backup.setFolder.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const chosen = setBackupFolder({ dir: runtime.options.dir, store: core.store }, input.folder);
    if (!chosen.ok) return atField(chosen, 'folder');
    runtime.backupProblem = null;
    audit(runtime, core, viewer.staff, 'settings', { what: 'backupFolder' });
    tell(runtime, { type: 'status' });
    return chosen;
  }),
  run: door.backup.run.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return backUp(runtime, core, viewer.staff);
  }),
});
