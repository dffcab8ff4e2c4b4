import { atField, ok, refuse } from '#shared/kernel/result.ts';
import { listBackups } from '../../backup/keep.ts';
import { restoreHere } from '../../backup/of-desk.ts';
import { completeSetUp, proposePhrase } from '../../set-up.ts';
import type { Runtime } from '../../runtime.ts';
import type { Door } from '../access.ts';
import { meOf } from './desk.ts';

export const setUpHandlers = (runtime: Runtime, door: Door) => ({
  townships: door.setUp.townships.handler(({ input }) =>
    ok({ townships: [...runtime.options.resources.divisions().findTownships(input.search)] }),
  ),
  stations: door.setUp.stations.handler(({ input }) =>
    ok({ stations: [...(runtime.options.resources.divisions().stationsOf(input.township)?.stations ?? [])] }),
  ),
  phrase: door.setUp.phrase.handler(({ input }) => proposePhrase(runtime, input.township, input.station)),
  complete: door.setUp.complete.handler(async ({ context, input }) => {
    const result = await completeSetUp(runtime, context.connection.id, input);
    return result.ok ? ok(meOf(runtime, result.value)) : result;
  }),
  backups: door.setUp.backups.handler(({ input }) => {
    if (runtime.state !== 'new') return refuse('desk.alreadySetUp');
    const found = listBackups(input.folder);
    return found.ok
      ? ok({ backups: found.value.map(({ file, at, bytes }) => ({ file, at, bytes })) })
      : atField(found, 'folder');
  }),
  restore: door.setUp.restore.handler(async ({ input }) => {
    const restored = await restoreHere(runtime, input);
    if (restored.ok) return restored;
    return atField(restored, restored.refusal.code.startsWith('recovery.') ? 'phrase' : 'file');
  }),
});
