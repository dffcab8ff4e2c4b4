/** The link of a running desk: begun when the store is open and a hub was joined, ended with the program. */
import type { DeskCore } from '../core.ts';
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

/** Something came in, by whatever way. */
export function tellChanged(runtime: Runtime, core: DeskCore, streams: readonly string[]): void {
  if (hasRegistry(core, streams)) core.refreshRegistries();
  tell(runtime, { type: 'changed', streams: [...streams] });
}

/** What the desk keeps in memory of registries (calendar, station) is read again. */
function hasRegistry(core: DeskCore, streams: readonly string[]): boolean {
  const asked = new Set(streams);
  const rows = all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind IN ('calendar', 'station')`,
  );
  return rows.some(({ stream }) => asked.has(stream));
}

export async function endLink(runtime: Runtime): Promise<void> {
  const { linkRunner } = runtime;
  runtime.linkRunner = null;
  await linkRunner?.stop();
}
