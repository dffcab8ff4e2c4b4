/**
 * The process the crash tests kill, trace and starve: `node act-process.ts <dir> <first> <count> [reopen every n]`.
 *
 *     opened                  the desk is set up, or logged in again
 *     ack <acknowledgement>   after the answer of an act
 *     refused <i> <code>      the disk said no; the store was reopened and the act is done again
 *     notOpened <code>        exit 3: it could not be opened, or not opened again
 *     done                    everything was acknowledged and the desk closed
 */
import { writeSync } from 'node:fs';
import { refusalOf } from '#desk/store/failures.ts';
import { openWorkload, type Running } from './workload.ts';

const [dir = '', first = '0', count = '0', reopenEvery = '0'] = process.argv.slice(2);

const say = (line: string): void => void writeSync(1, `${line}\n`);

function giveUp(code: string): never {
  say(`notOpened ${code}`);
  process.exit(3);
}

/** Once again after a failure, as the door and the screen do; a disk that refuses twice is left alone. */
function attempt(running: Running, i: number, triesLeft: number): void {
  try {
    const acknowledgement = running.act(i);
    say(`ack ${acknowledgement}`);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    say(`refused ${String(i)} ${refusal.code}`);
    const reopened = running.reopen();
    if (!reopened.ok) giveUp(reopened.refusal.code);
    if (triesLeft === 0) giveUp(refusal.code);
    attempt(running, i, triesLeft - 1);
  }
}

const opened = await openWorkload(dir, Number(first));
if (!opened.ok) giveUp(opened.refusal.code);
const running = opened.value;
say('opened');
for (let i = Number(first); i < Number(first) + Number(count); i += 1) {
  attempt(running, i, 2);
  if (Number(reopenEvery) > 0 && i % Number(reopenEvery) === 0) running.reopen();
}
await running.close();
say('done');
