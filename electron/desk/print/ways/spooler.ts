/** A printer of Windows by the name of its driver: bytes as they are, through the local spooler (`spooler-script.ts`). */
import { z } from 'zod';
import type { Call, RunProgram } from './run-program.ts';
import { spoolerScript } from './spooler-script.ts';
import { failed, printed, unknown, type Patience, type PrinterState, type Sent, type Way } from './way.ts';

const never = new AbortController().signal;
const questionMs = 15_000;
const betweenLooksMs = 500;

const encoded = Buffer.from(spoolerScript, 'utf16le').toString('base64');
const commandLine = ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];

const callOf = (env: Readonly<Record<string, string>>, patienceMs: number, input?: Uint8Array): Call => ({
  program: 'powershell.exe',
  args: commandLine,
  env,
  patienceMs,
  ...(input === undefined ? {} : { input }),
});

/** undefined: it said nothing that can be understood. */
function answerIn<T>(out: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(out.trim()));
  } catch {
    return undefined;
  }
}

const listed = z.strictObject({ printers: z.array(z.string()) });
const told = z.strictObject({ isThere: z.boolean(), isOffline: z.boolean(), fault: z.int() });
const ended = z.strictObject({ state: z.enum(['printed', 'missing', 'rejected', 'cut', 'waiting']) });

/** The printers of this Windows; empty elsewhere. */
export async function spoolerPrinters(run: RunProgram): Promise<string[]> {
  const ran = await run(callOf({ TONGBAN_ASK: 'list' }, questionMs), never);
  return ran === undefined ? [] : (answerIn(ran.out, listed)?.printers ?? []);
}

/** Win32_Printer.DetectedErrorState: 4 no paper, 7 door open, 9 offline. */
const stateByFault: Readonly<Record<number, PrinterState>> = { 4: 'paperOut', 7: 'coverOpen', 9: 'offline' };

const fateOf = (state: z.infer<typeof ended>['state']): Sent => {
  if (state === 'printed') return printed;
  if (state === 'missing' || state === 'rejected') return failed(state);
  return unknown(state === 'cut' ? 'cut' : 'silent');
};

export function spoolerWay(name: string, run: RunProgram, patience: Patience): Way {
  return {
    send: async (bytes, signal) => {
      const looks = String(Math.ceil(patience.jobMs / betweenLooksMs));
      const env = { TONGBAN_ASK: 'print', TONGBAN_PRINTER: name, TONGBAN_LOOKS: looks };
      const input = Buffer.from(Buffer.from(bytes).toString('base64'), 'latin1');
      const ran = await run(callOf(env, patience.jobMs + questionMs, input), signal);
      if (ran === undefined) return failed('noProgram');
      const answer = answerIn(ran.out, ended);
      // It may have fallen over before or after the spooler took the bytes.
      return answer === undefined ? unknown('silent') : fateOf(answer.state);
    },
    state: async (signal) => {
      const ran = await run(callOf({ TONGBAN_ASK: 'state', TONGBAN_PRINTER: name }, questionMs), signal);
      const answer = ran === undefined ? undefined : answerIn(ran.out, told);
      if (answer === undefined) return 'unknown';
      if (!answer.isThere || answer.isOffline) return 'offline';
      return stateByFault[answer.fault] ?? 'ready';
    },
  };
}
