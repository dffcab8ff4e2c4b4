/** `stick`: answers the file that a desk without a line took along, where no other desk is at hand to hand it on. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StickRefusal } from '#shared/sync/carry.ts';
import { stickLimit } from '#shared/sync/stick.ts';
import { writeDurably } from '../durable.ts';
import { openReached } from '../reached.ts';
import { codeOf } from '../refusal.ts';
import { serveStick } from '../sync/stick.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import type { Sentence } from './words.ts';

export const stick: HubCommand = {
  name: 'stick',
  about: ['答复没有网络的站点用 U 盘带来的文件', 'answer a file that a station without a network sent by stick'],
  words: ['<file>', '<answer>'],
  flags: [],
  run: (call) => {
    const [from, to] = call.words.map((word) => resolve(call.program.folder, word));
    if (from === undefined || to === undefined) throw new Error('bug: a command without its words');
    const file = readWhole(from);
    if (typeof file === 'string') return Promise.resolve(call.refuse(unreadable(from, file)));
    return withHub(call, (at) => run(call, at, file, to));
  },
};

/** The code of what went wrong, where it cannot be read. */
function readWhole(from: string): Uint8Array | string {
  try {
    if (statSync(from).size > stickLimit.file) return 'EFBIG';
    return new Uint8Array(readFileSync(from));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return codeOf(error) ?? '';
  }
}

async function run(call: CommandCall, { hub, store }: HubAtHand, file: Uint8Array, to: string): Promise<number> {
  // The file of a hub that runs is its own to write.
  const reached = store.isBeside ? undefined : openReached(call.dataDir);
  const served = await serveStick(hub, file, ({ epoch }, { hubHead }) => reached?.keepUp({ epoch, n: hubHead.n }));
  if (!served.ok) return call.refuse(whyNot[served.refusal]);
  const { desk, sent, told } = served.value;
  const failed = writeAnswer(to, served.value.file);
  if (failed !== undefined) return call.refuse(unwritable(to, failed));
  call.say(answered(to, desk, sent, told));
  return exitCodes.done;
}

/** Whole or not at all: half an answer would be carried home for nothing. */
function writeAnswer(to: string, bytes: Uint8Array): string | undefined {
  try {
    writeDurably(to, bytes);
    return undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    rmSync(`${to}.part`, { force: true });
    return codeOf(error);
  }
}

const answered = (to: string, desk: string, sent: number, told: number): Sentence => [
  `已收下 ${desk} 带来的 ${String(sent)} 条，答复（${String(told)} 条）写到 ${to}。请把它带回那个站点，在“与镇服务器的联系”页取回。`,
  `${String(sent)} entries of ${desk} were received; the answer with ${String(told)} is in ${to}. Bring it back to that station, to be taken in there.`,
];
const unreadable = (file: string, code: string): Sentence => [
  `读不到 ${file}（${code}）。什么也没有做。`,
  `${file} cannot be read (${code}). Nothing was done.`,
];
const unwritable = (file: string, code: string): Sentence => [
  `资料已收下，但答复写不到 ${file}（${code}）。换个位置再运行一次，不会重复。`,
  `What it brought was received, but the answer could not be written to ${file} (${code}). Run it again with another place; nothing is done twice.`,
];

const whyNot: Readonly<Record<StickRefusal, Sentence>> = {
  notOne: ['这不是通办的 U 盘交换文件。什么也没有做。', 'This is not an exchange file of Tongban. Nothing was done.'],
  notForHere: [
    '打不开：这个文件是给别的镇服务器的，或者已经损坏、没有拷全。什么也没有做。',
    'It cannot be opened: it is for another hub, or damaged or cut short. Nothing was done.',
  ],
  wrongWay: [
    '这是镇服务器的答复，应当带回站点取回。什么也没有做。',
    'This is an answer of the hub, to be taken in at its station. Nothing was done.',
  ],
  newer: [
    '这个文件是更新版本的程序写的。什么也没有做，请先更新镇服务器。',
    'A newer program wrote this file. Nothing was done; update the hub first.',
  ],
  signature: [
    '签名不对，不是那台电脑写的。什么也没有做。',
    'The signature is wrong: that desk did not write it. Nothing was done.',
  ],
  unknownWriter: [
    '写这个文件的电脑没有加入。什么也没有做。用 desks 查看。',
    'The desk that wrote it has not joined. Nothing was done. See `desks`.',
  ],
  revoked: ['写这个文件的电脑已停用。什么也没有做。', 'The desk that wrote it was shut out. Nothing was done.'],
  clone: [
    '写这个文件的电脑像是复制出来的。什么也没有收，用 alarms 查看，确认后用 allow-copy。',
    'The desk that wrote it seems to be a copy. Nothing was taken; see `alarms`, and `allow-copy` if it is meant.',
  ],
};
