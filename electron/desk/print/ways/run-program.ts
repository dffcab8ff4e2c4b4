/** A program of the system, asked once: arguments as a list and never through a shell, what it needs on its standard input. */
import { spawn } from 'node:child_process';

export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly input?: Uint8Array;
  /** Added to the environment of this program. */
  readonly env?: Readonly<Record<string, string>>;
  /** After this long it is ended. */
  readonly patienceMs: number;
}

export interface Ran {
  /** null: it was ended, or had no time. */
  readonly code: number | null;
  readonly out: string;
}

/** undefined: there is no such program here. Never rejects. */
export type RunProgram = (call: Call, signal: AbortSignal) => Promise<Ran | undefined>;

const mostOutput = 1_000_000;

export const runProgram: RunProgram = ({ program, args, input, env, patienceMs }, signal) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      // Answers are read by this program, not by a person: one language for all.
      env: { ...process.env, LC_ALL: 'C', ...env },
    });
    let out = '';
    let isEnded = false;
    const end = (): void => {
      isEnded = true;
      child.kill('SIGKILL');
    };
    const given = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    given.addEventListener('abort', end, { once: true });
    const done = (ran: Ran | undefined): void => {
      given.removeEventListener('abort', end);
      resolve(ran);
    };
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (out.length < mostOutput) out += part;
    });
    child.once('error', () => {
      done(undefined);
    });
    child.once('close', (code) => {
      done({ code: isEnded ? null : code, out });
    });
    // A program that ends before it has read everything says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    if (given.aborted) end();
  });
