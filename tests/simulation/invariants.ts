/** I1 to I11 (sync.md), asked of every store after everything has healed. I5, I11 and whole acts are watched while it runs. */
import { checkHub } from './invariants-hub.ts';
import { checkDesk } from './invariants-desk.ts';
import type { Ledger } from './ledger.ts';
import { readHub, type Ordered } from './ordered.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { fail } from './world.ts';

export async function checkAll(hub: SimHub, desks: readonly SimDesk[], ledger: Ledger): Promise<void> {
  const ordered = await readHub(hub);
  const served = desks.filter(({ isRevoked }) => !isRevoked);
  checkHub(hub.running.hub.findKind, ordered, ledger);
  checkLost(ordered, desks, ledger);
  for (const desk of served) await checkDesk(desk, ordered);
}

/** I2, all: nothing acknowledged is lost, except what only a disk had that was put back, or a desk that was shut out before it could send. */
function checkLost({ entries, aside }: Ordered, desks: readonly SimDesk[], ledger: Ledger): void {
  if (ledger.disasters > 0) return;
  const settled = new Set([...entries.map(({ id }) => id), ...aside.keys()]);
  const unsent = new Set(desks.filter(({ isRevoked }) => isRevoked).flatMap((desk) => desk.unsent()));
  for (const { id, writer } of ledger.committed.values()) {
    if (!settled.has(id) && !unsent.has(id)) fail('I2', `entry ${id} of ${writer} was acknowledged and is gone`);
  }
}
