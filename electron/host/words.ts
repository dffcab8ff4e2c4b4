import type { Refusal } from '#shared/kernel/result.ts';
import english from '#shared/words/en/refusals.json' with { type: 'json' };
import chinese from '#shared/words/zh-CN/refusals.json' with { type: 'json' };
import type { FlagProblem } from './flags.ts';

/** What the console says: always in both languages, because nobody has chosen one yet. Chinese first. */
export type Sentence = readonly [chinese: string, english: string];

const withHelp = ([zh, en]: Sentence): Sentence => [
  `${zh}没有启动，资料没有改动。用 --help 查看全部选项。`,
  `${en} Nothing was started and no data were changed. See --help for all flags.`,
];

function problemSentence(problem: FlagProblem): Sentence {
  switch (problem.problem) {
    case 'unknownFlag':
      return [`不认识选项 ${problem.flag}。`, `There is no flag ${problem.flag}.`];
    case 'needsValue':
      return [`选项 ${problem.flag} 后面要写一个值。`, `The flag ${problem.flag} needs a value.`];
    case 'takesNoValue':
      return [`选项 ${problem.flag} 后面不写值。`, `The flag ${problem.flag} takes no value.`];
    case 'givenTwice':
      return [`选项 ${problem.flag} 写了两次。`, `The flag ${problem.flag} is given twice.`];
    case 'badPort':
      return [
        `端口 ${problem.value} 不对，应为 1 到 65535 的整数。`,
        `The port ${problem.value} is wrong: a whole number from 1 to 65535.`,
      ];
    case 'badLanguage':
      return [`语言 ${problem.value} 不对，可选 zh-CN 或 en。`, `The language ${problem.value} is wrong: zh-CN or en.`];
    case 'badWitness':
      return [
        `见证 ${problem.value} 不对，应照纸上的写，如 K7-1234:0123456789abcdef；几个之间用逗号。`,
        `The witness ${problem.value} is wrong: as it stands on the paper, like K7-1234:0123456789abcdef; several with commas.`,
      ];
    case 'unknownCommand':
      return [`不认识命令 ${problem.value}。`, `There is no command ${problem.value}.`];
  }
}

export const wrongFlag = (problem: FlagProblem): Sentence => withHelp(problemSentence(problem));

const wordsOf = (words: Readonly<Record<string, string>>, { code, details }: Refusal): string =>
  (words[code] ?? code).replace(/\{\{(\w+)\}\}/g, (blank, name: string) => String(details?.[name] ?? blank));

export const refused = (refusal: Refusal): Sentence => [wordsOf(chinese, refusal), wordsOf(english, refusal)];

export const running = (url: string): Sentence => [
  `通办已启动。如果窗口没有自动打开，请在浏览器中打开（只能用一次，10 分钟内有效）：\n  ${url}`,
  'Tongban is running. If no window opens by itself, open this address in a browser (good once, for 10 minutes).',
];
export const openedAgain = (url: string): Sentence => [
  `通办已经在运行，为它再开一个窗口。如果没有自动打开，请在浏览器中打开（只能用一次，10 分钟内有效）：\n  ${url}`,
  'Tongban is already running: opening one more window of it.',
];
export const staysOpen: Sentence = [
  '关闭窗口后通办仍在运行，再次启动会重新打开窗口。按 Ctrl+C 结束。',
  'It goes on running when the window is closed; starting it again opens a new window. Press Ctrl+C to end it.',
];
export const browserFailed = (url: string): Sentence => [
  `浏览器没有打开。请自己在浏览器中打开（只能用一次，10 分钟内有效）：\n  ${url}`,
  'The browser did not open. Please open this address yourself (good once, for 10 minutes).',
];
export const closing: Sentence = ['正在保存并关闭……', 'Closing …'];
export const closed: Sentence = ['通办已关闭，资料都已保存。', 'Tongban is closed; everything is saved.'];

export const help = (commands: readonly (readonly [name: string, sentence: Sentence])[]): string =>
  [
    '通办：乡镇便民服务大厅窗口程序 / Tongban: the counter program of a township service hall',
    '',
    '  npm start -- [选项 flags]',
    '  npm start -- <命令 command> [选项 flags]',
    '',
    '  --data-dir <folder>   资料所在的文件夹 / where the data live',
    '  --port <number>       本机端口，默认自动选择 / port on this computer, by default any free one',
    '  --demo                用虚构的永丰镇资料试用 / try it with made-up data',
    '  --lang zh-CN|en       界面语言 / language of the screens',
    '  --witness <heads>     核对时对照纸上的链头 / for verify: heads of the chain as they stand on papers',
    '  --no-open             不自动打开窗口 / do not open a window',
    '  --help                显示本页 / show this',
    ...commands.map(([name, [zh, en]]) => `\n  ${name.padEnd(22)}${zh} / ${en}`),
  ].join('\n');
