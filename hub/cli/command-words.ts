/** What the sub-commands of the operator say when they have done something, or why they have not: Chinese first. */
import type { AlarmKind } from '../sync/alarms.ts';
import type { Sentence } from './words.ts';

export const invited = (code: string, hours: number, expiresAt: string): Sentence => [
  `邀请码 ${code}，${String(hours)} 小时内有效（至 ${expiresAt}），只能用一次。在那台电脑上输入邀请码，或粘贴、扫描下面这一行：`,
  `Code ${code}, good for ${String(hours)} hours (until ${expiresAt}), once. At the desk type the code, or paste or scan this line:`,
];
export const thenConfirm: Sentence = [
  '那台电脑显示六位数字后，运行 desks 核对，一致再运行 confirm。',
  'When the desk shows six digits, compare them with those of `desks`, then run `confirm`.',
];
export const noDesks: Sentence = [
  '还没有电脑加入。用 invite 邀请。',
  'No desk has joined yet. Invite one with `invite`.',
];
export const waitingFor = (count: number): Sentence => [
  `有 ${String(count)} 台等待确认。请与那台电脑屏幕上的六位数字核对：`,
  `${String(count)} waiting. Compare the six digits with those on its screen:`,
];
export const confirmed = (name: string, station: string): Sentence => [
  `已让 ${name}（${station}）加入。`,
  `${name} (${station}) is let in.`,
];
export const declined = (name: string, station: string): Sentence => [
  `没有让 ${name}（${station}）加入。`,
  `${name} (${station}) is not let in.`,
];
export const noneWaits: Sentence = [
  '没有这样一台等待确认的电脑，什么也没有做。用 desks 查看。',
  'No such desk is waiting; nothing was done. See `desks`.',
];
export const sameDigits: Sentence = [
  '有两台显示同样的数字，请写它的编号。什么也没有做。',
  'Two desks show these digits; give the id. Nothing was done.',
];
export const revoked = (id: string): Sentence => [
  `已停用 ${id}。它已经送来的资料保留。`,
  `${id} is shut out. What it had sent stays.`,
];
export const noSuchDesk = (id: string): Sentence => [
  `没有编号为 ${id} 的已加入电脑，什么也没有做。`,
  `No desk that has joined has the id ${id}; nothing was done.`,
];
export const readmitted = (id: string): Sentence => [
  `已重新启用 ${id}。请在那台电脑的“与镇服务器的联系”页上点“已核实，继续”。`,
  `${id} may come again. Press “Looked into, go on” on its page of the link.`,
];
export const noneShutOut = (id: string): Sentence => [
  `没有编号为 ${id}、加入过又停用了的电脑，什么也没有做。用 desks 查看。`,
  `No desk with the id ${id} was shut out after it had joined; nothing was done. See \`desks\`.`,
];
export const copyAllowed = (from: string): Sentence => [
  `已允许从 ${from} 接续的另一台加入，它下次联系时生效。`,
  `Another one that goes on from ${from} is let in when it next calls.`,
];
export const noSuchLife = (from: string): Sentence => [
  `没有 ${from} 这一段记录，什么也没有做。用 alarms 查看。`,
  `There is no writer ${from}; nothing was done. See \`alarms\`.`,
];
export const noAlarms: Sentence = ['没有需要看的问题。', 'Nothing to look at.'];
export const noSuchAlarm = (id: string): Sentence => [
  `没有未处理的 ${id}，什么也没有做。`,
  `No unsettled alarm ${id}; nothing was done.`,
];
export const alarmSettled: Sentence = ['已记为处理好。', 'Settled.'];
export const alarmNames: Readonly<Record<AlarmKind, Sentence>> = {
  fork: ['两台电脑以同一身份写入', 'two write as one'],
  clone: ['一台电脑被复制', 'a desk was copied'],
  poison: ['有一步处理不了，原样存放', 'an act was put aside raw'],
  sameNumber: ['同一个正式编号有两件办件', 'an official number stands in two cases'],
  returnHole: ['交回的资料中间有缺', 'what came back has a hole'],
  blobDamaged: ['一个附件的内容坏了，已丢弃', 'the content of an attachment is damaged and was thrown away'],
  toldOther: ['一台电脑送来的与它先前报的链头不符', 'a desk sent another entry than the head it had told'],
};
export const notCollecting: Sentence = [
  '没有在等各台电脑交回，一切照常。',
  'Nothing is being collected; everything goes its way.',
];
export const collecting = (missing: number): Sentence => [
  `恢复之后正在等各台电脑交回，还差 ${String(missing)} 台；这期间不收新件：`,
  `Restored, and collecting what the desks hold; ${String(missing)} have not answered. Nothing new is ordered until then:`,
];
export const joinedSince: Sentence = [
  '备份以后才有的，联系上就认得；它的页面写着“不认识本机”的，请用 invite 重新邀请',
  'came after the backup: known once it calls; where its page says that it is not, invite it again with `invite`',
];
export const collectionClosed = (missing: number): Sentence => [
  `已不再等，照常收件。没有交回的 ${String(missing)} 台以后联系时，它们的资料排在后面；编号已经给了别的办件的，alarms 里列出。`,
  `Closed; new acts are ordered again. What the ${String(missing)} missing desks bring later comes after; numbers that stand twice by then are listed by \`alarms\`.`,
];
export const nothingOffered: Sentence = ['没有电脑自己带来的登记。', 'No desk brought registries of its own.'];
export const nothingToTake: Sentence = [
  '没有这样一条新的登记，什么也没有做。同名而不同的以全镇的为准，请在窗口改。',
  'There is no such new row; nothing was done. Of two of one key the township’s stays.',
];
export const takenOver = (count: number): Sentence => [
  `已收为全镇的：${String(count)} 条。`,
  `Made the township’s: ${String(count)}.`,
];
export const backedUp = (file: string, entries: number, chain: string): Sentence => [
  `已备份 ${String(entries)} 条到 ${file}，重新打开核对无误。镇服务器链头 ${chain}。各窗口下次联系后显示“已备份”。`,
  `${String(entries)} entries are backed up to ${file}, opened again and compared. Head of the hub’s chain: ${chain}.`,
];
export const backedUpHere = (file: string, entries: number, chain: string): Sentence => [
  `已备份 ${String(entries)} 条到 ${file}，核对无误（链头 ${chain}）。但它与资料在同一个磁盘上，磁盘坏了会一起丢，所以不算“已备份”。请复制到别处。`,
  `${String(entries)} entries are backed up to ${file} and compared (head ${chain}). It lies on the same disk as the data, so nothing counts as safe by it. Copy it elsewhere.`,
];
export const restored = (at: string, entries: number): Sentence => [
  `已恢复 ${at} 的备份，共 ${String(entries)} 条。请启动镇服务器：它先等各台电脑交回备份之后的资料（用 collection 查看），然后照常收件。备份之后停用的电脑要再停用一次，备份之后加入的要用 invite 再邀请一次。`,
  `The backup of ${at} is restored, ${String(entries)} entries. Run the hub: it first collects what the desks hold beyond it (see \`collection\`). Shut out again whom you shut out since, and invite again whom you let in since.`,
];
