/**
 * A queue of CUPS, through its own programs `lp`, `lpstat` and `cancel`. The paper goes in by standard input, so that it lies in no
 * file of ours; the name of a queue is always an argument of its own. Whether it came out is what CUPS says of the finished job.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Ran, RunProgram } from './run-program.ts';
import { failed, printed, troubleOf, unknown, type Patience, type PrinterState, type Sent, type Way } from './way.ts';

/** `raw`: bytes for the printer as they are. `pdf`: CUPS and its driver make the page of that size. */
export type CupsPaper = { readonly as: 'raw' } | { readonly as: 'pdf'; readonly size: 'A4' | 'A5' };

const never = new AbortController().signal;
const questionMs = 5_000;

const isGood = (ran: Ran | undefined): ran is Ran & { code: 0 } => ran?.code === 0;

/** The queues of this computer; empty where there is no CUPS. */
export async function cupsQueues(run: RunProgram): Promise<string[]> {
  const listed = await run({ program: 'lpstat', args: ['-e'], patienceMs: questionMs }, never);
  return isGood(listed) ? listed.out.split('\n').filter((name) => name !== '') : [];
}

/** From the long answer about a queue: `printer Office disabled since …`, `Alerts: media-empty-error`. */
function stateIn(answer: string): PrinterState {
  const alerts = /^\s*Alerts: (.*)$/m.exec(answer)?.[1] ?? '';
  if (/media-empty|media-needed/.test(alerts)) return 'paperOut';
  if (/cover-open|door-open|interlock-open/.test(alerts)) return 'coverOpen';
  if (/offline|shutdown|timed-out/.test(alerts) || /^printer \S+ disabled/m.test(answer)) return 'offline';
  return /^printer \S+ (is idle|now printing)/m.test(answer) ? 'ready' : 'unknown';
}

/** What the list of finished jobs says of one; undefined: it is not among them. */
function endOf(job: string, list: string): Sent | undefined {
  const entry = list.split(/^(?=\S)/m).find((part) => part.startsWith(`${job} `));
  if (entry === undefined) return undefined;
  return /Alerts:.*job-completed-successfully/.test(entry) ? printed : unknown('rejected');
}

const argumentsFor = (paper: CupsPaper): string[] =>
  paper.as === 'raw' ? ['-o', 'raw'] : ['-o', `media=${paper.size}`, '-o', 'print-scaling=none'];

export function cupsWay(queue: string, paper: CupsPaper, run: RunProgram, patience: Patience): Way {
  const state = async (signal: AbortSignal): Promise<PrinterState> => {
    const told = await run({ program: 'lpstat', args: ['-l', '-p', queue], patienceMs: questionMs }, signal);
    return isGood(told) ? stateIn(told.out) : 'offline';
  };
  const lookAt = async (job: string, signal: AbortSignal): Promise<Sent | undefined> => {
    const args = ['-l', '-W', 'completed', '-o', queue];
    const list = await run({ program: 'lpstat', args, patienceMs: questionMs }, signal);
    return isGood(list) ? endOf(job, list.out) : undefined;
  };
  /** Until the job is done; a job that is given up is taken back, or it would come out tomorrow. */
  const follow = async (job: string, signal: AbortSignal): Promise<Sent> => {
    for (let waited = 0; waited < patience.jobMs && !signal.aborted; waited += patience.lookMs) {
      const end = await lookAt(job, signal);
      if (end !== undefined) return end;
      await wait(patience.lookMs);
    }
    const why = troubleOf(await state(never)) ?? 'silent';
    await run({ program: 'cancel', args: [job], patienceMs: questionMs }, never);
    return unknown(why);
  };
  return {
    state,
    send: async (bytes, signal) => {
      // The title of the job is no person's name: it stands in the log of CUPS.
      const args = ['-d', queue, '-t', 'tongban', ...argumentsFor(paper)];
      const sent = await run({ program: 'lp', args, input: bytes, patienceMs: patience.stillMs }, signal);
      if (sent === undefined) return failed('noProgram');
      if (sent.code === null) return unknown('silent');
      const job = /request id is (\S+)/.exec(sent.out)?.[1];
      if (sent.code !== 0 || job === undefined) return failed('rejected');
      return follow(job, signal);
    },
  };
}
