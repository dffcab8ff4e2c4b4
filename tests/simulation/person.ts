/** Where the program waits for a person, a person looks. */
import { all, sql, transact } from '#desk/store/handles.ts';
import { removalSetting, stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import { closeCollection } from '../../hub/sync/collection.ts';
import { allowClone } from '../../hub/sync/desks.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { invitedAgain } from './latecomer.ts';
import type { SimDesk } from './sim-desk.ts';
import type { Run } from './simulate.ts';
import { Violation } from './world.ts';

export async function personLooks(run: Run, desk: SimDesk, stop: string): Promise<void> {
  const { options } = run;
  const isMeant = stop === 'clone' || stop === 'tooManyGone' || (stop === 'revoked' && desk.isRevoked);
  if (!isMeant && !(stop === 'unknown' && (await invitedAgain(run, desk))))
    throw new Violation('I10', `${desk.facts.name} stands still: ${stop}`);
  // Shut out is shut out, also where the hub has forgotten it.
  if (stop === 'revoked' || (stop === 'unknown' && desk.isRevoked)) return;
  if (stop === 'clone')
    await options.database.transact(async (transaction) => {
      const lives = all(
        desk.core.store.read,
        sql<{ introduced: string }>`SELECT introduced FROM writer WHERE introduced IS NOT NULL`,
      );
      for (const { introduced } of lives) await allowClone(transaction, (JSON.parse(introduced) as Introduced).from);
    });
  transact(desk.core.store.write, (transaction) => {
    writeSetting(transaction, stopSetting, '');
    writeSetting(transaction, removalSetting, { removed: 0, isAllowed: stop === 'tooManyGone' });
  });
}

interface Introduced {
  readonly from: string;
}

/** Of a desk that went on from its copy the former life is gone with its disk: once all that live have answered, the operator waits no longer. */
export async function operatorLooks({ hub, desks }: Run): Promise<void> {
  const living = desks.filter(({ isRevoked }) => !isRevoked).map(({ core }) => core.writer.id);
  const answered = await hub.database.transact(async (transaction) => {
    const { state, epoch } = await readHead(transaction);
    if (state !== 'collecting') return [];
    return transaction.all(hubSql<{ id: string }>`SELECT id FROM writer WHERE returned_in = ${epoch}`);
  });
  const has = new Set(answered.map(({ id }) => id));
  if (has.size > 0 && living.every((id) => has.has(id))) await closeCollection(hub.running.hub);
}
