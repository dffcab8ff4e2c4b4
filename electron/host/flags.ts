import { parseArgs } from 'node:util';
import { readDeskHead, type DeskHead } from '#shared/journal/desk-head.ts';

/** The command line of the browser host: `[sub-command] [--flags]`. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export interface HostFlags {
  /** As typed; relative to the caller's folder. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly language?: Language;
  readonly demo: boolean;
  readonly noOpen: boolean;
  readonly help: boolean;
  readonly subCommand?: string;
  /** Heads from papers, for `verify`. */
  readonly witness?: readonly DeskHead[];
}

export type FlagProblem =
  | { readonly problem: 'unknownFlag' | 'needsValue' | 'takesNoValue' | 'givenTwice'; readonly flag: string }
  | { readonly problem: 'badPort' | 'badLanguage' | 'badWitness' | 'unknownCommand'; readonly value: string };

const options = {
  'data-dir': { type: 'string' },
  port: { type: 'string' },
  lang: { type: 'string' },
  witness: { type: 'string' },
  demo: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type FlagName = keyof typeof options;

const isFlag = (name: string): name is FlagName => Object.hasOwn(options, name);

/** `parseArgs` is asked not to be strict, because its own sentences are English and for programmers. */
export function readFlags(words: readonly string[], subCommands: readonly string[]): HostFlags | FlagProblem {
  const { tokens } = parseArgs({ args: [...words], options, strict: false, tokens: true, allowPositionals: true });
  const values = new Map<FlagName, string>();
  const commands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') commands.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = token.rawName;
    if (!isFlag(token.name)) return { problem: 'unknownFlag', flag };
    if (values.has(token.name)) return { problem: 'givenTwice', flag };
    const takesValue = options[token.name].type === 'string';
    if (takesValue && (token.value ?? '-').startsWith('-')) return { problem: 'needsValue', flag };
    if (!takesValue && token.value !== undefined) return { problem: 'takesNoValue', flag };
    values.set(token.name, token.value ?? '');
  }
  return readValues(values, commands, subCommands);
}

function readValues(
  values: ReadonlyMap<FlagName, string>,
  commands: readonly string[],
  subCommands: readonly string[],
): HostFlags | FlagProblem {
  const unknown = commands.find((command, at) => at > 0 || !subCommands.includes(command));
  if (unknown !== undefined) return { problem: 'unknownCommand', value: unknown };
  const port = values.get('port');
  if (port !== undefined && !isPort(port)) return { problem: 'badPort', value: port };
  const lang = values.get('lang');
  const language = languages.find((one) => one === lang);
  if (lang !== undefined && language === undefined) return { problem: 'badLanguage', value: lang };
  const typed = values.get('witness')?.split(/[,，]/u) ?? [];
  const witness = typed.flatMap((text) => readDeskHead(text) ?? []);
  if (witness.length < typed.length) return { problem: 'badWitness', value: typed.join(',') };
  const [subCommand] = commands;
  const dataDir = values.get('data-dir');
  return {
    demo: values.has('demo'),
    noOpen: values.has('no-open'),
    help: values.has('help'),
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(language === undefined ? {} : { language }),
    ...(subCommand === undefined ? {} : { subCommand }),
    ...(witness.length === 0 ? {} : { witness }),
  };
}

const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535;
