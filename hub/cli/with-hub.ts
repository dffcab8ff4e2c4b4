/**
 * The hub's tables for a command, beside a hub that runs or without one. A command never begins a hub where there is one: that would put a
 * new fence into `hub_head`, and the running process would be the one that must not write any more. It takes the fence it finds. What it
 * orders (`registries --take`, `collection --close`) is then let through by `lockHead`, and row locks keep the two processes apart as they
 * keep two calls of one process apart. Only the bell of the running hub does not ring: desks that wait hear of it when they ask again.
 */
import { openCertificate } from '../keys/certificate.ts';
import { databaseRefusal, openStore, type OpenStore } from '../open-store.ts';
import { openReached } from '../reached.ts';
import { deny, type HubResult } from '../refusal.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { sql } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { createBell } from '../sync/bell.ts';
import type { Hub } from '../sync/hub.ts';
import { checkRootKey } from '../sync/root-key-check.ts';
import { createHub } from '../sync/service.ts';
import type { CommandCall } from './command.ts';
import * as words from './words.ts';

export interface HubAtHand {
  readonly hub: Hub;
  readonly store: OpenStore;
  /** Of the hub's TLS key. */
  readonly pin: string;
}

/** Opens, works, closes; answers the exit code. Everything that refuses is a sentence. */
export async function withHub(call: CommandCall, work: (at: HubAtHand) => Promise<number>): Promise<number> {
  const { program, dataDir, log } = call;
  const { ports, elapsed, machine } = program;
  const store = await openStore({ dataDir, ports, elapsed, log, env: machine.env, mayBeBeside: true });
  if (!store.ok) return call.refuse(words.refused(store.refusal));
  try {
    const certificate = openCertificate({ dataDir, ...ports });
    if (!certificate.ok) return call.refuse(words.refused(certificate.refusal));
    const hub = await findHub(call, store.value);
    if (!hub.ok) return call.refuse(words.refused(hub.refusal));
    return await work({ hub: hub.value, store: store.value, pin: certificate.value.pin });
  } catch (error) {
    const refusal = databaseRefusal(error);
    if (refusal === undefined) throw error;
    return call.refuse(words.refused(refusal));
  } finally {
    await store.value.close();
  }
}

async function findHub({ program, log, dataDir }: CommandCall, store: OpenStore): Promise<HubResult<Hub>> {
  const { database, keys, isBeside } = store;
  const { ports } = program;
  if (!isBeside) await migrate(database, migrations);
  const fence = await findFence(store);
  if (fence === undefined && isBeside) return deny('hub.starting');
  // Nothing there yet: the first command is the hub's first start.
  if (fence === undefined) {
    const { hub } = await createHub({ database, keys, ports, log, reached: openReached(dataDir) });
    return { ok: true, value: hub };
  }
  await checkRootKey(database, keys);
  return { ok: true, value: { database, keys, ports, log, findKind, fence, bell: createBell() } };
}

/** Undefined before the first start is through. */
function findFence({ database }: OpenStore): Promise<string | undefined> {
  return database.transact(async (transaction) => {
    const table = await transaction.get(
      sql`SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'hub_head'`,
    );
    if (table === undefined) return undefined;
    const head = await transaction.get(sql<{ fence: string }>`SELECT fence FROM hub_head WHERE id = 1`);
    return head?.fence;
  });
}
