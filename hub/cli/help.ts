import { commonFlags } from './flags.ts';
import type { FlagSpec, HubCommand } from './command.ts';
import type { Sentence } from './words.ts';

const line = (left: string, [chinese, english]: Sentence): string => `  ${left.padEnd(26)}${chinese} / ${english}`;
const flagLine = ({ name, value, about }: FlagSpec): string =>
  line(`--${name}${value === undefined ? '' : ` ${value}`}`, about);
const usage = ({ name, words = [] }: HubCommand): string => [name, ...words].join(' ');

/** All commands, and the flags of the first, which is meant where none is named. */
export const helpOfAll = ([first, ...others]: readonly [HubCommand, ...HubCommand[]]): string =>
  [
    '通办镇服务器：把各窗口连在一起 / Tongban hub: joins the desks of a township',
    '',
    '  npm run hub -- [选项 flags]',
    '  npm run hub -- <命令 command> [选项 flags]',
    '',
    ...[first, ...others].map((command) => line(usage(command), command.about)),
    '',
    ...[...first.flags, ...commonFlags].map(flagLine),
    '',
    '  DATABASE_URL              用自己的 PostgreSQL（15 或更新），默认用自带的 / a PostgreSQL of yours (15 or later)',
    '  TONGBAN_HUB_KEY           主密钥（64 位十六进制），默认存于 hub.key / the root key in hex, by default in hub.key',
  ].join('\n');

export const helpOf = (command: HubCommand): string =>
  [
    `${command.about[0]} / ${command.about[1]}`,
    '',
    `  npm run hub -- ${usage(command)} [选项 flags]`,
    '',
    ...[...command.flags, ...commonFlags].map(flagLine),
  ].join('\n');
