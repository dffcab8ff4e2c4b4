/** Loaded before the program (`--import`): prints `commit` for each COMMIT it gives, as it gives it. */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

type Exec = (this: unknown, source: string) => unknown;
const exec = Reflect.get(Database.prototype, 'exec') as Exec;

Reflect.set(Database.prototype, 'exec', function saying(this: unknown, source: string): unknown {
  const answer = exec.call(this, source);
  if (source === 'COMMIT') writeSync(1, 'commit\n');
  return answer;
});
