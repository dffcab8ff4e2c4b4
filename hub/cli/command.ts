/** A sub-command of the hub's program: one file beside this one, and one line in `commands.ts`. */
import type { WorkCalendar } from '#shared/time/calendar.ts';
import type { HubMachine } from '../data-dir.ts';
import type { HubLog, HubPorts } from '../ports.ts';
import type { Sentence } from './words.ts';

export interface FlagSpec {
  /** Without the hyphens. */
  readonly name: string;
  /** What is written after it, `<folder>`; left out for a flag that is there or not. */
  readonly value?: string;
  readonly about: Sentence;
}

export interface HubCommand {
  readonly name: string;
  readonly about: Sentence;
  /** What is written after its name, all of them needed. */
  readonly words?: readonly string[];
  /** Beside `--data-dir`, `--log-file` and `--help`, which every command has. */
  readonly flags: readonly FlagSpec[];
  /** Answers the exit code: 0 done, 1 refused. */
  readonly run: (call: CommandCall) => Promise<number>;
}

export interface CommandCall {
  /** By name; the value of one without a value is ''. */
  readonly flags: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  readonly log: HubLog;
  readonly program: HubProgram;
  readonly say: (sentence: Sentence) => void;
  /** Says why not, and answers the exit code for it. */
  readonly refuse: (sentence: Sentence) => number;
}

/** What only a composition root has. */
export interface HubProgram {
  readonly ports: HubPorts;
  /** What the program ships; the years that the township imported come on top of it. */
  readonly shippedCalendar: () => WorkCalendar;
  /** Milliseconds on a clock that only runs forward. */
  readonly elapsed: () => number;
  readonly machine: HubMachine;
  readonly pid: number;
  readonly version: string;
  /** The folder relative names are relative to. */
  readonly folder: string;
  /** Addresses of this machine that others reach. */
  readonly addresses: () => readonly string[];
  readonly print: (text: string) => void;
  /** What a person types unseen; undefined where nobody sits at a terminal. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
  readonly complain: (text: string) => void;
  /** Where log lines go without `--log-file`. */
  readonly writeLog: (line: string) => void;
  /** Resolves when the program is told to end (Ctrl+C, SIGTERM). */
  readonly stopped: Promise<void>;
}

export const exitCodes = { done: 0, refused: 1, wrongUse: 2 } as const;
