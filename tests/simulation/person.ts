/** Where the program waits for a person, a person looks. */
import { all, sql, transact } from '#desk/store/handles.ts';
import { removalSetting, stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import { allowClone } from '../../hub/sync/desks.ts';
import type { SimDesk } from './sim-desk.ts';
import type { Run } from './simulate.ts';
import { Violation } from './world.ts';

export async function personLooks({ options }: Run, desk: SimDesk, stop: string): Promise<void> {
  const isMeant = stop === 'clone' || stop === 'tooManyGone' || (stop === 'revoked' && desk.isRevoked);
  if (!isMeant) throw new Violation('I10', `${desk.facts.name} stands still: ${stop}`);
  // Shut out is shut out.
  if (stop === 'revoked') return;
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
