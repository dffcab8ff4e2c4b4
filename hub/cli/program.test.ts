import { shippedCalendar } from '../../tests/support/calendar.ts';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sm3 } from '#shared/kernel/sm3.ts';
import { temporaryFolder, testElapsed, testRandom } from '../../tests/support/postgres.ts';
import { hubRefusalCodes } from '../refusal.ts';
import type { CommandCall, HubCommand, HubProgram } from './command.ts';
import { commands } from './commands.ts';
import { runHubProgram } from './program.ts';
import * as words from './words.ts';

const printed: string[] = [];
const complained: string[] = [];
const logged: string[] = [];
let folder: string;
let called: CommandCall | undefined;

const greet: HubCommand = {
  name: 'greet',
  about: ['问好', 'greet'],
  words: ['<name>'],
  flags: [
    { name: 'loud', about: ['大声', 'loudly'] },
    { name: 'times', value: '<n>', about: ['次数', 'how often'] },
  ],
  run: (call) => {
    called = call;
    if (call.words[0] === 'bug') throw new TypeError('张三');
    return Promise.resolve(call.words[0] === 'no' ? call.refuse(['不', 'no']) : 0);
  },
};
const first: HubCommand = { ...greet, name: 'first', words: [], flags: [] };

beforeEach(() => {
  folder = temporaryFolder('program');
  called = undefined;
  for (const list of [printed, complained, logged]) list.length = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...line: readonly string[]) => {
  const program: HubProgram = {
    ports: { clock: { now: () => 0 }, random: testRandom, sm3 },
    shippedCalendar: () => shippedCalendar,
    elapsed: testElapsed,
    machine: { platform: 'linux', env: {}, home: '/home/wang', uid: 1000 },
    pid: 1,
    version: '0.0.0',
    folder,
    addresses: () => ['192.0.2.1'],
    print: (text) => void printed.push(text),
    askSecret: () => Promise.resolve(undefined),
    complain: (text) => void complained.push(text),
    writeLog: (line) => void logged.push(line),
    stopped: Promise.resolve(),
  };
  return runHubProgram(line, [first, greet], program);
};

describe('the command line', () => {
  test('names a command, its words and its flags in any order', async () => {
    expect(await run('greet', '--times', '3', '王霞', '--loud', '--data-dir=data')).toBe(0);
    expect(called?.words).toEqual(['王霞']);
    expect([...(called?.flags ?? [])]).toEqual([
      ['times', '3'],
      ['loud', ''],
      ['data-dir', 'data'],
    ]);
    expect(called?.dataDir).toBe(`${folder}/data`);
  });

  test('without a command means the first, in the usual folder', async () => {
    expect(await run()).toBe(0);
    expect(called?.dataDir).toBe('/home/wang/.local/share/tongban-hub');
  });

  test.each([
    [['greet', '王霞', '--fast'], '--fast'],
    [['greet', '王霞', '--times'], '--times'],
    [['greet', '王霞', '--times', '--loud'], '--times'],
    [['greet', '王霞', '--loud=yes'], '--loud'],
    [['greet', '王霞', '--loud', '--loud'], '--loud'],
    [['greet'], '<name>'],
    [['greet', '王霞', '刘'], '刘'],
    [['gret'], 'gret'],
    [['--loud'], '--loud'],
  ])('%j is wrong, says what, and does nothing', async (line, what) => {
    expect(await run(...line)).toBe(2);
    expect(called).toBeUndefined();
    expect(complained).toHaveLength(1);
    expect(complained[0]).toContain(what);
    expect(complained[0]).toContain('什么也没有做');
  });

  test('a command that refuses ends with 1, one that fails too, and tells its place only to the log', async () => {
    expect(await run('greet', 'no')).toBe(1);
    expect(complained).toEqual(['不\nno']);
    expect(await run('greet', 'bug')).toBe(1);
    expect(complained[1]).toContain('程序出错');
    expect(logged.join('')).toContain('program.test.ts');
    expect(logged.join('') + complained.join('')).not.toContain('张三');
  });
});

describe('help', () => {
  test('lists every command and what stands in the environment', async () => {
    expect(await run('--help')).toBe(0);
    expect(called).toBeUndefined();
    for (const text of ['first', 'greet <name>', '--data-dir <folder>', 'DATABASE_URL', 'TONGBAN_HUB_KEY']) {
      expect(printed[0]).toContain(text);
    }
  });

  test('of one command lists its flags, and needs no words', async () => {
    expect(await run('greet', '--help')).toBe(0);
    expect(printed[0]).toContain('npm run hub -- greet <name>');
    expect(printed[0]).toContain('--times <n>');
  });

  test('every command shipped has a name of its own and both languages', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { about, flags } of commands) {
      for (const [chinese, english] of [about, ...flags.map((flag) => flag.about)]) {
        expect(chinese).toMatch(/\p{Script=Han}/u);
        expect(english).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

test('every refusal has a sentence in both languages, and fills its blanks', () => {
  for (const code of hubRefusalCodes) {
    const [chinese, english] = words.refused({ code, details: {} });
    expect(chinese).toMatch(/\p{Script=Han}.*[。}]$/u);
    const blanks = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
    expect(blanks(english)).toEqual(blanks(chinese));
  }
  expect(words.refused({ code: 'port.taken', details: { port: 8443 } })[1]).toBe(
    'The port 8443 is used by another program. Choose another with --port.',
  );
});
