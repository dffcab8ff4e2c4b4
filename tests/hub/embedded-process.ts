/** A hub's database in a process of its own, to be killed: stores one row and says so. */
import { sql } from '../../hub/store/database.ts';
import { startEmbedded } from '../../hub/store/embedded.ts';
import { openDatabase } from '../../hub/store/pg.ts';
import { keptLog, testElapsed, testRandom } from '../support/postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const parts = { log: keptLog(), random: testRandom, elapsed: testElapsed };
const started = await startEmbedded({ dataDir, ...parts, initialiseFlags: ['--no-sync'] });
if (!started.ok) throw new Error(JSON.stringify(started.refusal));
const database = await openDatabase({ at: started.value.place, ...parts });
await database.transact((t) => t.run(sql`CREATE TABLE kept AS SELECT 7 AS n`));
console.log('stored');
