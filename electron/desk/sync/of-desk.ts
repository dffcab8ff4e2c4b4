/** The link of a running desk: begun when the store is open and a hub was joined, ended with the program. */
import type { DeskCore } from '../core.ts';
import { resumeWriter } from '../journal/writers.ts';
import { refreshLogins } from '../logins.ts';
import { tell, type Runtime } from '../runtime.ts';
import { all, sql } from '../store/handles.ts';
import { createLink } from './link.ts';
import { linkTo, readSetting } from './link-state.ts';
import { httpsCarrier } from './pinned.ts';
import { startRunner } from './runner.ts';

export function beginLink(runtime: Runtime, core: DeskCore): void {
  const hub = readSetting(core.store.read, linkTo);
  if (hub === null || runtime.options.worksAtIdle === false) return;
  const carrier = httpsCarrier(hub.url, hub.pin);
  const link = createLink({
    core,
    ed25519: runtime.crypto.ed25519,
    carrier,
    app: runtime.options.build.version,
    renewWriter: () => resumeWriter(runtime, core.store, 'codeTaken'),
  });
  const runner = startRunner({
    core,
    link,
    changed: (streams) => {
      tellChanged(runtime, core, streams);
    },
    told: () => {
      tell(runtime, { type: 'status' });
    },
  });
  runtime.linkRunner = {
    ...runner,
    stop: async () => {
      carrier.close();
      await runner.stop();
    },
  };
}

/** Something came in, by whatever way: what is kept in memory of registries is read again, and somebody may have been suspended elsewhere. */
export function tellChanged(runtime: Runtime, core: DeskCore, streams: readonly string[]): void {
  if (isAmong(core, streams, ['calendar', 'station'])) core.refreshRegistries();
  if (isAmong(core, streams, ['staff'])) refreshLogins(runtime, core);
  tell(runtime, { type: 'changed', streams: [...streams] });
}

/** Whether one of these streams is a row of these registries. */
function isAmong(core: DeskCore, streams: readonly string[], kinds: readonly string[]): boolean {
  const asked = JSON.stringify(kinds);
  const rows = all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind IN (SELECT value FROM json_each(${asked}))`,
  );
  const changed = new Set(streams);
  return rows.some(({ stream }) => changed.has(stream));
}

export async function endLink(runtime: Runtime): Promise<void> {
  const { linkRunner } = runtime;
  runtime.linkRunner = null;
  await linkRunner?.stop();
}
