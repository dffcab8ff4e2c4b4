/** What a desk sends that joins by a code, made by the words of the protocol alone. */
import { createHmac, scryptSync } from 'node:crypto';
import { deskOfScopes } from '#shared/sync/scopes.ts';
import { proofText, type EnrolRequest } from '#shared/sync/enrol.ts';
import { protocols } from '#shared/sync/protocol.ts';
import { get, sql } from '#desk/store/handles.ts';
import { readSetting, scopesSetting } from '#desk/sync/link-state.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';

/** `pin`: of the TLS key; '' where there is none between the two. */
export function enrolRequestOf({ core, facts }: SimDesk, code: string, pin = ''): EnrolRequest {
  const { id, station } = core.writer;
  const row = get(core.store.read, sql<{ key: string }>`SELECT public_key AS key FROM writer WHERE id = ${id}`);
  const publicKey = row?.key ?? '';
  const key = scryptSync(code, 'tongban enrol 1', 32, { N: 2 ** 14, r: 8, p: 1 });
  const proof = createHmac('sha256', key)
    .update(proofText('desk', pin, id, publicKey))
    .digest('hex');
  const formerId = deskOfScopes(readSetting(core.store.read, scopesSetting)) ?? null;
  return { protocol: [...protocols], app: 'test', writer: id, publicKey, station, desk: facts.name, formerId, proof };
}
