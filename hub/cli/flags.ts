/** The command line: `[command] [words] [--flags]`. `parseArgs` is not asked to be strict: its sentences are English and for programmers. */
import { parseArgs } from 'node:util';
import type { FlagSpec, HubCommand } from './command.ts';

export interface FlagProblem {
  readonly problem: 'unknownFlag' | 'needsValue' | 'takesNoValue' | 'givenTwice' | 'missing' | 'badPort' | 'unexpected';
  readonly what: string;
}

export interface ReadCommand {
  readonly command: HubCommand;
  readonly flags: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

export const commonFlags: readonly FlagSpec[] = [
  { name: 'data-dir', value: '<folder>', about: ['资料所在的文件夹', 'where the data live'] },
  { name: 'log-file', value: '<file>', about: ['日志写入文件，默认写到屏幕', 'the log goes there, not to the screen'] },
  { name: 'help', about: ['显示用法', 'show this'] },
];

/** The first of `commands` is meant where none is named. */
export function readCommand(
  commandLine: readonly string[],
  commands: readonly [HubCommand, ...HubCommand[]],
): ReadCommand | FlagProblem {
  const named = commands.find(({ name }) => name === commandLine[0]);
  const command = named ?? commands[0];
  const specs = new Map([...commonFlags, ...command.flags].map((spec) => [spec.name, spec]));
  const options = Object.fromEntries(
    [...specs.values()].map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  const args = named ? commandLine.slice(1) : [...commandLine];
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true, allowPositionals: true });
  const flags = new Map<string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = problemOf(specs.get(token.name), flags.has(token.name), token.value);
    if (problem !== undefined) return { problem, what: token.rawName };
    flags.set(token.name, token.value ?? '');
  }
  return flags.has('help') ? { command, flags, words } : checkWords(command, flags, words);
}

function problemOf(spec: FlagSpec | undefined, isRepeat: boolean, value: string | undefined) {
  if (spec === undefined) return 'unknownFlag';
  if (isRepeat) return 'givenTwice';
  if (spec.value !== undefined && (value ?? '-').startsWith('-')) return 'needsValue';
  return spec.value === undefined && value !== undefined ? 'takesNoValue' : undefined;
}

function checkWords(
  command: HubCommand,
  flags: ReadonlyMap<string, string>,
  words: readonly string[],
): ReadCommand | FlagProblem {
  const wanted = command.words ?? [];
  const missing = wanted[words.length];
  if (missing !== undefined) return { problem: 'missing', what: missing };
  const beyond = words[wanted.length];
  return beyond === undefined ? { command, flags, words } : { problem: 'unexpected', what: beyond };
}

/** 0: any free one. */
export function readPort(text: string): number | FlagProblem {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  return isPort ? Number(text) : { problem: 'badPort', what: text };
}
