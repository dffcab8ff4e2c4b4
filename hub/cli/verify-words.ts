/** What `verify` says, Chinese first. */
import type { HubReport, What } from '../verify/report.ts';
import type { Sentence } from './words.ts';

export const noHead: Sentence = [
  '--witness 后面应是“位置:十六位十六进制”，例如 1234:0123456789abcdef，几个用逗号隔开。没有核查。',
  'After --witness give place and sixteen hexadecimal digits, such as 1234:0123456789abcdef, several by commas. Nothing was checked.',
];
export const meaning: Readonly<Record<What, Sentence>> = {
  changed: ['记录的登记信息被改动', 'the header of an entry was changed'],
  bodyChanged: ['记录的内容被改动', 'the content of an entry was changed'],
  missing: ['记录缺失', 'entries are missing'],
  head: ['末尾与登记的不一致', 'the end differs from what was noted'],
  stream: ['一件的记录有缺', 'a case or registry has a hole'],
  unchained: ['一台电脑的记录前后接不上', 'the chain of a desk is broken'],
  writerMissing: ['一台电脑的记录缺失', 'entries of a desk are missing'],
  writerHead: ['一台电脑的末尾对不上', 'the end of a desk’s chain differs'],
  toldOther: ['一台电脑送来的与它先前报的链头不符', 'a desk sent another entry than the head it had told'],
  rewritten: ['与见证不符，被重写过', 'differs from what a witness saw: rewritten'],
  truncated: ['见证过的已不在，末尾被截去', 'what a witness saw is gone: cut off'],
};
export const checked = ({ entries, streams, writers }: HubReport): Sentence => {
  const counts = [entries, streams, writers].map(String).join(' / ');
  return [`已核对（记录 / 件 / 写入者）：${counts}`, `Checked (entries / streams / writers): ${counts}`];
};
export const more = (count: number): Sentence => [`另有 ${String(count)} 处未列出`, `${String(count)} more`];
export const sound: Sentence = ['没有发现问题。', 'Nothing was found.'];
export const broken = (count: number): Sentence => [
  `发现 ${String(count)} 处问题。请不要改动数据库，留下备份，联系维护人员。`,
  `${String(count)} found. Leave the database as it is, keep the backups, and call whoever maintains the program.`,
];
export const gone = (count: number): Sentence => [
  `各窗口记下的链头有 ${String(count)} 个是恢复备份之前记的，超出备份，不能拿来对照。`,
  `${String(count)} heads that desks noted are from before a restore and lie beyond its backup; they say nothing here.`,
];
export const restored = (reached: readonly number[]): Sentence => [
  `这里恢复过备份，备份到第 ${reached.map(String).join('、')} 条。恢复之前印的、位置在那以后的链头对不上，不说明有人改过。`,
  `A backup was restored here, which reached place ${reached.map(String).join(', ')}. A head printed before that and beyond it does not fit, and nobody need have changed anything.`,
];
export const witnessed = ({ witnesses, vouched, head }: HubReport): Sentence => {
  const open = head.n - vouched;
  return open === 0
    ? ['全部记录都有见证可对照。', 'A witness covers every entry.']
    : [
        `用了 ${String(witnesses)} 个见证（各窗口记下的、输入的链头）。最新的 ${String(open)} 条还没有见证：若有人持密钥重写或截去末尾，仅凭数据库无法发现。`,
        `${String(witnesses)} witnesses were used (heads that desks noted, and those typed). The newest ${String(open)} entries have none yet: whether somebody with the key rewrote or cut off the end cannot be told from the database alone.`,
      ];
};
export const head = (text: string): Sentence => [`镇服务器链头 ${text}`, `Head of the hub’s chain: ${text}`];
