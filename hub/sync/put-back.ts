/** Whether the database is one that was put back: then the hub collects before it orders anything (`collection.ts`). */
import { beginCollection } from './collection.ts';
import { readHead, type Hub } from './hub.ts';

/**
 * Fewer entries than were told to desks, or another epoch than the one begun last here: an older state. Collecting once too often costs the
 * desks one round of RETURN; going on would give revs a second time.
 */
export async function collectIfPutBack(hub: Hub): Promise<void> {
  const told = hub.reached?.recall();
  const found = await hub.database.transact(readHead);
  if (told !== undefined && (told.epoch !== found.epoch || told.n > found.n)) {
    hub.log.warn({ told: told.n, found: found.n }, 'the database was put back: the hub collects');
    await beginCollection(hub);
  } else hub.reached?.remember({ epoch: found.epoch, n: found.n });
}
