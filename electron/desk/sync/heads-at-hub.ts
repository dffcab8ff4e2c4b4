/** Witnesses for `verify`: how far the township's hub has this desk's chains, and what stands last there. It is asked now; else as it said last. */
import type { Runtime } from '../runtime.ts';
import type { DeskCore } from '../core.ts';
import type { Witness } from '../journal/verify-report.ts';
import { get, sql, type ReadHandle } from '../store/handles.ts';
import { callHub } from './call-hub.ts';
import { headsOf, helloOf } from './greet.ts';
import { headsAtHubSetting, linkTo, readSetting } from './link-state.ts';
import { httpsCarrier } from './pinned.ts';

export async function askHeadsAtHub(runtime: Runtime, core: DeskCore): Promise<readonly Witness[]> {
  const { read } = core.store;
  const hub = readSetting(read, linkTo);
  if (hub === null) return [];
  const carrier = httpsCarrier(hub.url, hub.pin);
  const hello = helloOf(core, runtime.options.build.version);
  const answered = await callHub(core, runtime.crypto.ed25519, carrier, 'HELLO', hello);
  carrier.close();
  return answered.is === 'answer' ? ownAmong(read, headsOf(answered.value)) : headsHeard(read);
}

/** As the hub said when it last greeted. */
export const headsHeard = (read: ReadHandle): readonly Witness[] =>
  ownAmong(read, readSetting(read, headsAtHubSetting));

/**
 * Of a former life the hub may have more than this file: it was restored since, and a copy may go on with it. Of the present one more at the
 * hub means that the end is gone here.
 */
const ownAmong = (read: ReadHandle, heads: readonly Witness[]): Witness[] =>
  heads.filter(({ writer, seq }) => {
    const row = get(
      read,
      sql<{ last_seq: number; is_current: number }>`SELECT last_seq, is_current FROM writer WHERE id = ${writer}`,
    );
    return row !== undefined && seq > 0 && (row.is_current === 1 || seq <= row.last_seq);
  });
