/**
 * `npm start`: builds what changed, then opens the program: in Electron where its binary is there and can open a window,
 * else in the browser host. Flags and sub-commands are passed on; what they mean is told by `npm start -- --help`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { electronObstacle, fetchElectron, findElectron, recallOffer, rememberOffer } from './electron.mjs';
import { root, runProgram, runScript, underRecentNode } from './runtime.mjs';

await underRecentNode();

const chinese = {
  offer: '这台机器上还没有 Electron 程序文件（约 110 MB）。现在下载吗？不下载也能在浏览器里使用。[y/N] ',
  fetching: '正在下载 Electron，20 秒没有进展就放弃……',
  fetched: 'Electron 已下载。',
  remembered: (file) => `以后不再询问；要重新询问，请删除 ${file}`,
  noBinary: '这台机器上没有 Electron 程序文件，改在浏览器里运行，功能相同。',
  root: 'Electron 不能以 root 身份运行，改在浏览器里运行，功能相同。',
  display: '没有图形界面，Electron 打不开窗口，改用浏览器方式运行。',
  noHost: '程序没有构建完整：缺少 dist/electron/host/main.mjs。请运行 npm run build 查看原因。',
};
const english = {
  offer:
    'The Electron program is not on this machine yet (about 110 MB). Fetch it now? Without it, a browser serves. [y/N] ',
  fetching: 'Fetching Electron; giving up after 20 seconds without progress …',
  fetched: 'Electron is here.',
  remembered: (file) => `This is not asked again; to be asked again, delete ${file}`,
  noBinary: 'The Electron program is not on this machine: running in the browser, which does the same.',
  root: 'Electron does not run as root: running in the browser, which does the same.',
  display: 'There is no display for Electron to open a window on: running in the browser.',
  noHost: 'The build is not complete: dist/electron/host/main.mjs is missing. Run npm run build to see why.',
};
const isEnglish = /^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || 'zh');
const words = isEnglish ? english : chinese;

const args = process.argv.slice(2);

/** Sub-commands and what only the browser host knows; wrong flags too, because the host says what is wrong with them. */
function isForHost() {
  const options = { demo: { type: 'boolean' }, 'data-dir': { type: 'string' } };
  try {
    return parseArgs({ args, options, allowPositionals: true }).positionals.length > 0;
  } catch {
    return true;
  }
}

async function ask(question) {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(question);
  lines.close();
  return /^\s*(y|yes|是|好)\s*$/i.test(answer);
}

/** Offered once, and only to a person at a terminal. */
async function offerElectron() {
  const isPerson = process.stdin.isTTY && process.stdout.isTTY && !process.env.CI;
  if (!isPerson || recallOffer() !== undefined) return;
  if (!(await ask(words.offer))) {
    console.log(words.remembered(rememberOffer('declined')));
    return;
  }
  console.log(words.fetching);
  const isFetched = await fetchElectron();
  const file = rememberOffer(isFetched ? 'fetched' : 'failed');
  console.log(isFetched ? words.fetched : words.remembered(file));
}

/** The program to run in a window of its own, or nothing: then it was said why. */
async function chooseElectron() {
  const obstacle = electronObstacle();
  if (!findElectron() && !obstacle) await offerElectron();
  const electron = findElectron();
  if (electron && !obstacle) return electron;
  console.log(electron && obstacle ? words[obstacle] : words.noBinary);
  return undefined;
}

async function start() {
  const built = await runScript('build/build.mjs');
  if (built !== 0) return built;
  // The folder is the caller's: a relative --data-dir means what it says.
  const options = { cwd: process.env.INIT_CWD ?? process.cwd() };
  const electron = isForHost() ? undefined : await chooseElectron();
  if (electron) return runProgram(electron, [root, ...args], options);
  if (existsSync(join(root, 'dist/electron/host/main.mjs'))) {
    return runScript('dist/electron/host/main.mjs', args, options);
  }
  console.error(words.noHost);
  return 1;
}

process.exit(await start());
