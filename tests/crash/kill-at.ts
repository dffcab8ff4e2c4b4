/**
 * Loaded before the program (`--import`): ends this process by SIGKILL just after its `TONGBAN_KILL_AT`-th statement that
 * changes the file (0: never), and prints how many there were when it ends by itself.
 */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const killAt = Number(process.env['TONGBAN_KILL_AT'] ?? '0');
let count = 0;

function tick(): void {
  count += 1;
  if (count === killAt) process.kill(process.pid, 'SIGKILL');
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

function counted(target: object, name: string): void {
  const original = Reflect.get(target, name) as Method;
  Reflect.set(target, name, function ticking(this: unknown, ...args: unknown[]): unknown {
    const answer = original.apply(this, args);
    tick();
    return answer;
  });
}

counted(Database.prototype, 'exec');
const prepare = Reflect.get(Database.prototype, 'prepare') as Method;
Reflect.set(Database.prototype, 'prepare', function preparing(this: unknown, ...args: unknown[]): unknown {
  const statement = prepare.apply(this, args);
  if (typeof statement === 'object' && statement !== null) counted(statement, 'run');
  return statement;
});

process.on('exit', () => void writeSync(1, `statements ${String(count)}\n`));
