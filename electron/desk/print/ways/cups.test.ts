/** Against stand-ins for `lp`, `lpstat` and `cancel` that answer as those of CUPS 2.4 do: no daemon runs where this was written. */
import { chmodSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/store.ts';
import { cupsQueues, cupsWay } from './cups.ts';
import { runProgram, type RunProgram } from './run-program.ts';
import { usualPatience } from './way.ts';

const hasty = { ...usualPatience, jobMs: 300, lookMs: 50 };
const never = new AbortController().signal;

const jobEntry = (alerts: string): string =>
  `Office-7 window 1024 Mon 23 Nov 2026\\n\\tStatus: \\n\\tAlerts: ${alerts}\\n\\tqueued for Office\\n`;

interface Scene {
  readonly queue?: string;
  readonly completed?: string;
  readonly lpFails?: boolean;
}

/** A folder of stand-ins; what they were given is written beside them. */
function standIns({ queue = 'printer Office is idle.  enabled since', completed = '', lpFails = false }: Scene) {
  const folder = temporaryFolder();
  const script = (name: string, body: string): void => {
    const file = join(folder, name);
    writeFileSync(
      file,
      `#!/bin/sh\nfor one in "$@"; do printf '%s\\n' "$one"; done >> '${folder}/${name}.args'\n${body}\n`,
    );
    chmodSync(file, 0o700);
  };
  script('lp', lpFails ? 'exit 1' : `cat > '${folder}/paper'\necho 'request id is Office-7 (0 file(s))'`);
  script(
    'lpstat',
    `case "$*" in
      -e) printf 'Office\\nReceipt 80\\n' ;;
      *completed*) printf '${completed}' ;;
      *) printf '%s\\n' '${queue}' ;;
    esac`,
  );
  script('cancel', 'exit 0');
  const env = { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  const run: RunProgram = (call, signal) => runProgram({ ...call, env: { ...env, ...call.env } }, signal);
  const given = (name: string): string[] =>
    readFileSync(join(folder, `${name}.args`), 'utf8')
      .trimEnd()
      .split('\n');
  return { folder, run, given };
}

describe('a queue of CUPS', () => {
  it('is listed as CUPS names it; without CUPS there is none', async () => {
    expect(await cupsQueues(standIns({}).run)).toEqual(['Office', 'Receipt 80']);
    expect(await cupsQueues((call, signal) => runProgram({ ...call, program: 'no-such-program' }, signal))).toEqual([]);
  });

  it('gets the bytes on standard input, each word an argument of its own, and has printed when the job has', async () => {
    const { folder, run, given } = standIns({ completed: jobEntry('job-completed-successfully') });
    const name = 'Office; touch $(x) "y"';
    const bytes = Uint8Array.from([0x1b, 0x40, 0x00, 0xff, 0x0a]);
    expect(await cupsWay(name, { as: 'raw' }, run, hasty).send(bytes, never)).toEqual({ state: 'printed' });
    expect(given('lp')).toEqual(['-d', name, '-t', 'tongban', '-o', 'raw']);
    expect(Buffer.compare(readFileSync(join(folder, 'paper')), bytes)).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['cancel', 'lp', 'lp.args', 'lpstat', 'lpstat.args', 'paper']);
  });

  it('is told the size of a page', async () => {
    const { run, given } = standIns({ completed: jobEntry('job-completed-successfully') });
    await cupsWay('Office', { as: 'pdf', size: 'A5' }, run, hasty).send(Uint8Array.of(1), never);
    expect(given('lp').slice(4)).toEqual(['-o', 'media=A5', '-o', 'print-scaling=none']);
  });

  it('that refuses has printed nothing; a job that never ends is taken back and its fate is open', async () => {
    const refusing = standIns({ lpFails: true });
    const send = (run: RunProgram) => cupsWay('Office', { as: 'raw' }, run, hasty).send(Uint8Array.of(1), never);
    expect(await send(refusing.run)).toEqual({ state: 'failed', reason: 'rejected' });
    const stuck = standIns({ queue: 'printer Office is idle.\n\tAlerts: media-empty-error' });
    expect(await send(stuck.run)).toEqual({ state: 'unknown', reason: 'paperOut' });
    expect(stuck.given('cancel')).toEqual(['Office-7']);
    const aborted = standIns({ completed: jobEntry('aborted-by-system') });
    expect(await send(aborted.run)).toEqual({ state: 'unknown', reason: 'rejected' });
    const none: RunProgram = () => Promise.resolve(undefined);
    expect(await send(none)).toEqual({ state: 'failed', reason: 'noProgram' });
  });

  it.each([
    ['ready', 'printer Office is idle.  enabled since Mon'],
    ['ready', 'printer Office now printing Office-7.  enabled since Mon'],
    ['offline', 'printer Office disabled since Mon -\n\treason unknown'],
    ['paperOut', 'printer Office is idle.\n\tAlerts: media-empty-error'],
    ['coverOpen', 'printer Office is idle.\n\tAlerts: cover-open'],
    ['offline', 'printer Office is idle.\n\tAlerts: offline-report'],
  ])('is %s', async (state, queue) => {
    expect(await cupsWay('Office', { as: 'raw' }, standIns({ queue }).run, hasty).state(never)).toBe(state);
  });

  it('a program that hangs is ended', async () => {
    const ran = await runProgram({ program: 'sleep', args: ['60'], patienceMs: 100 }, never);
    expect(ran).toEqual({ code: null, out: '' });
  });
});
