/** `invite`: lets one desk join. Its code, and a line and a QR that hold address, key and code, to be typed, pasted or scanned at the desk. */
import { toString as drawQr } from 'qrcode';
import { groupCode, invitationHours, readAddress, writeInvitation } from '#shared/sync/enrol.ts';
import { invite as makeInvitation, type NewInvitation } from '../sync/enrol.ts';
import { recallListening, urlsOf } from './address.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';
import type { Sentence } from './words.ts';

export const invite: HubCommand = {
  name: 'invite',
  about: ['邀请一台电脑加入', 'invite a desk'],
  flags: [
    { name: 'station', value: '<12 digits>', about: ['它所在站点的 12 位区划代码', 'code of its station, 12 digits'] },
    { name: 'hall', about: ['镇便民服务中心的电脑，收全镇的件', 'a desk of the hall: it receives every case'] },
    { name: 'parts', value: '<a,b>', about: ['可收的保密部分，逗号分开', 'kinds of sealed parts it may receive'] },
    { name: 'name', value: '<text>', about: ['它叫什么，默认由它自己说', 'what it is called, by default as it says'] },
    { name: 'address', value: '<host:port>', about: ['它从哪个地址连到这里', 'the address it reaches us at'] },
  ],
  run: async (call) => {
    const read = readFlags(call);
    if ('problem' in read) {
      call.refuse(read.problem);
      return exitCodes.wrongUse;
    }
    return withHub(call, (at) => run(call, at, read));
  },
};

interface Wishes {
  readonly invitation: NewInvitation;
  /** Where the desk reaches us, if the operator says so. */
  readonly url: string | undefined;
}

function readFlags({ flags }: CommandCall): Wishes | { readonly problem: Sentence } {
  const station = flags.get('station') ?? '';
  if (!/^\d{12}$/.test(station)) return { problem: wrongStation };
  const parts = (flags.get('parts') ?? '').split(/[,，]/u).filter((part) => part !== '');
  if (parts.some((part) => !/^[A-Za-z][0-9A-Za-z-]{0,63}$/.test(part))) return { problem: wrongParts };
  const address = flags.get('address');
  const url = address === undefined ? undefined : readAddress(address);
  if (address !== undefined && url === undefined) return { problem: wrongAddress };
  const name = (flags.get('name') ?? '').trim();
  if (name.length > 100) return { problem: wrongName };
  return { invitation: { name, grant: { station, isHall: flags.has('hall'), parts } }, url };
}

async function run(call: CommandCall, { hub, pin }: HubAtHand, { invitation, url }: Wishes): Promise<number> {
  const { program, dataDir } = call;
  const { code, expiresAt } = await makeInvitation(hub, invitation);
  const { port, host } = recallListening(dataDir);
  const urls = url === undefined ? urlsOf(host === undefined ? program.addresses() : [host], port) : [url];
  const lines = urls.map((one) => writeInvitation({ url: one, pin, code }));
  call.say(words.invited(groupCode(code), invitationHours, expiresAt));
  for (const line of lines) program.print(line);
  program.print(await drawQr(lines[0] ?? '', { type: 'terminal', small: true }));
  call.say(words.thenConfirm);
  return exitCodes.done;
}

const wrongStation: Sentence = [
  '请用 --station 写明站点的 12 位区划代码。什么也没有做。',
  'Name the station with --station, 12 digits. Nothing was done.',
];
const wrongParts: Sentence = [
  '--parts 后面应为事项种类的名字，逗号分开。什么也没有做。',
  'After --parts stand names of kinds with commas between. Nothing was done.',
];
const wrongAddress: Sentence = [
  '--address 不对，应为 主机:端口，例如 192.168.1.5:8443。什么也没有做。',
  '--address is wrong: host:port is expected, such as 192.168.1.5:8443. Nothing was done.',
];
const wrongName: Sentence = [
  '--name 太长，最多 100 个字。什么也没有做。',
  '--name is too long: 100 characters at most. Nothing was done.',
];
