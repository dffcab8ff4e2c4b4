/**
 * `npm start -- verify` and `npm start -- rebuild`: on the data directory, without a window. The key comes from a person: the
 * recovery phrase, or login name and password, typed unseen or piped in, one a line; never from a flag or the environment, where
 * other programs could read it.
 */
import { backupWitnesses } from '#desk/backup/run.ts';
import { writeAudit } from '#desk/journal/audit.ts';
import { witnessesOnPaper } from '#desk/journal/heads-on-paper.ts';
import { rebuildAll } from '#desk/journal/rebuild.ts';
import type { Finding, VerifyReport, What } from '#desk/journal/verify-report.ts';
import { verifyInWorker } from '#desk/journal/verify-run.ts';
import { currentWriter } from '#desk/journal/writers.ts';
import { readKeyFile } from '#desk/keys/key-file.ts';
import { openWithPassword, openWithRecovery } from '#desk/keys/key-slots.ts';
import type { CryptoProvider } from '#desk/keys/provider.ts';
import type { Keys } from '#desk/keys/slot-boxes.ts';
import { storeKeyOf } from '#desk/opening.ts';
import { backupFolder, readSetting } from '#desk/settings.ts';
import { headsHeard } from '#desk/sync/heads-at-hub.ts';
import type { StoreLog } from '#desk/store/connection.ts';
import { transact } from '#desk/store/handles.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openReader, openStore } from '#desk/store/open.ts';
import type { DeskHead } from '#shared/journal/desk-head.ts';
import { parsePhrase } from '#shared/identity/recovery-phrase.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { findKind } from '#shared/kinds/registry.ts';
import type { HostSettings } from './program.ts';
import * as words from './words.ts';

export interface MaintenanceParts {
  readonly crypto: CryptoProvider;
  readonly ports: { readonly clock: Clock; readonly random: Random };
  readonly log: StoreLog;
  readonly elapsed: () => number;
  readonly appBuild: string;
  /** Asks for a secret; null where the input has ended. */
  readonly ask: (question: words.Sentence) => Promise<string | null>;
}

export type Say = (sentence: words.Sentence) => void;
type Options = Pick<HostSettings, 'dataDir' | 'witness'>;

/** 0: everything as it was written. 1: refused, or something found. */
export async function runVerify(
  parts: MaintenanceParts,
  { dataDir, witness = [] }: Options,
  say: Say,
): Promise<number> {
  const rootKey = await askKey(parts, dataDir);
  if (!rootKey.ok) return refused(say, rootKey);
  const storeKey = storeKeyOf(parts, rootKey.value);
  const witnesses = await findWitnesses(parts, dataDir, storeKey, witness);
  if (!witnesses.ok) return refused(say, witnesses);
  const job = { dir: dataDir, storeKey, rootKey: rootKey.value, isDeep: true, ...witnesses.value };
  const report = await verifyInWorker(job, { onProgress: tenths(say) });
  if (!report.ok) return refused(say, report);
  for (const sentence of reportSentences(report.value)) say(sentence);
  return report.value.findings === 0 ? 0 : 1;
}

/** 0: rebuilt. 1: refused, for one because the program is running (which rebuilds by itself when it has to). */
export async function runRebuild(parts: MaintenanceParts, { dataDir }: Options, say: Say): Promise<number> {
  const rootKey = await askKey(parts, dataDir);
  if (!rootKey.ok) return refused(say, rootKey);
  const { log, elapsed, appBuild } = parts;
  const key = storeKeyOf(parts, rootKey.value);
  const opened = await openStore({ dir: dataDir, key, migrations, appBuild, log, elapsed });
  if (!opened.ok) return refused(say, opened);
  const store = opened.value;
  try {
    const writer = currentWriter({ options: { dir: dataDir, ports: parts.ports }, crypto: parts.crypto }, store);
    if (!writer.ok) return refused(say, writer);
    await rebuildAll({ store, findKind }, elapsed, tenths(say));
    const at = new Date(parts.ports.clock.now()).toISOString();
    transact(store.write, (transaction) => {
      const event = { writer: writer.value.id, at, by: 'desk', type: 'rebuild', data: {} } as const;
      writeAudit(transaction, parts.crypto.sm3, event);
    });
    say([
      '已重建完成，各列表与查询结果都按办件记录重新算出。',
      'Rebuilt: all lists and searches were computed anew from the records.',
    ]);
    return 0;
  } finally {
    store.close();
  }
}

function refused(say: Say, result: Extract<Result<never>, { ok: false }>): number {
  say(words.refused(result.refusal));
  return 1;
}

const phraseOrLogin: words.Sentence = [
  '请输入恢复口令（40 位数字）或登录名：',
  'Recovery phrase (40 digits) or login name:',
];
const password: words.Sentence = ['请输入密码：', 'Password:'];

async function askKey({ crypto, ask }: MaintenanceParts, directory: string): Promise<Result<Uint8Array>> {
  const keys: Keys = { directory, crypto };
  const file = readKeyFile(keys);
  if (!file.ok) return file;
  const typed = await ask(phraseOrLogin);
  if (typed === null) return refuse('login.required');
  const phrase = parsePhrase(typed);
  if (phrase.ok) return openWithRecovery(keys, phrase.value);
  // Digits only, and nearly as many: a phrase with a slip, whose group is named, rather than a login.
  if (phrase.refusal.code !== 'recovery.allCharacters' && typed.replaceAll(/\D/gu, '').length > 20) return phrase;
  const secret = await ask(password);
  if (secret === null) return refuse('login.required');
  const opened = await openWithPassword(keys, { login: typed, password: secret });
  return opened.ok ? ok(opened.value.rootKey) : opened;
}

/** Backups in the second place saw the chains at their time; the township's hub, as it said when it last greeted; and papers, as somebody typed. */
async function findWitnesses(
  { crypto, log, elapsed }: MaintenanceParts,
  dir: string,
  key: Uint8Array,
  typed: readonly DeskHead[],
) {
  const opened = await openReader({ dir, key, log, elapsed });
  if (!opened.ok) return opened;
  try {
    const file = readKeyFile({ directory: dir, crypto });
    if (!file.ok) return file;
    const { read } = opened.value;
    const onPaper = witnessesOnPaper(read, typed);
    if (!onPaper.ok) return onPaper;
    const known = backupWitnesses(readSetting(read, backupFolder), file.value.check);
    return ok({ ...known, witnesses: [...known.witnesses, ...headsHeard(read), ...onPaper.value] });
  } finally {
    opened.value.close();
  }
}

/** Says each new tenth once. */
function tenths(say: Say): (progress: { readonly done: number; readonly of: number }) => void {
  let said = 0;
  return ({ done, of }) => {
    const now = of === 0 ? 0 : Math.floor((done / of) * 10);
    if (now <= said || now >= 10) return;
    said = now;
    say([`已完成 ${String(now * 10)}%`, `${String(now * 10)} % done`]);
  };
}

const meaning: Readonly<Record<What, words.Sentence>> = {
  changed: ['记录的登记信息被改动', 'the header of an entry was changed'],
  bodyChanged: ['记录的内容被改动', 'the content of an entry was changed'],
  missing: ['记录缺失', 'entries are missing'],
  swapped: ['记录被调换位置', 'entries stand in each other’s place'],
  unchained: [
    '与前一条记录不衔接，前一条可能被重写',
    'does not follow on the entry before, which may have been rewritten',
  ],
  head: ['末尾与登记的不一致', 'the end differs from what was noted'],
  erasedUnnamed: ['内容已被清除，却没有销毁登记', 'the content is gone and no erasure is recorded'],
  audit: ['审计记录不衔接', 'the audit chain does not fit'],
  blobMissing: ['附件文件缺失', 'an attachment is missing'],
  blobDamaged: ['附件文件损坏', 'an attachment is damaged'],
  projection: ['列表与记录不一致，可运行 rebuild 重建', 'lists differ from the records; run rebuild'],
  pages: ['数据文件本身已损坏，请从备份恢复', 'the data file itself is damaged; restore a backup'],
  rewritten: ['与见证不符，末尾被重写过', 'differs from what a witness saw: rewritten'],
  truncated: ['见证过的记录已不在，末尾被截去', 'what a witness saw is gone: cut off'],
};

/** For the console; ids and numbers only. */
export function reportSentences(report: VerifyReport): words.Sentence[] {
  const { checked, found, findings, witnesses } = report;
  const counts = `${String(checked.entries)} / ${String(checked.audit)} / ${String(checked.attachments)} / ${String(checked.streams)}`;
  const more = findings - found.length;
  return [
    [`已核对（记录 / 审计 / 附件 / 列表）：${counts}`, `Checked (entries / audit / attachments / lists): ${counts}`],
    findings === 0
      ? ['没有发现问题。', 'Nothing was found.']
      : [`发现 ${String(findings)} 处问题：`, `${String(findings)} found:`],
    ...found.map(findingSentence),
    ...(more > 0 ? [[`另有 ${String(more)} 处未列出`, `${String(more)} more`] as const] : []),
    witnessSentence(report, witnesses),
  ];
}

function findingSentence(finding: Finding): words.Sentence {
  const { what, writer, seq, to, entry, where } = finding;
  const range = seq === undefined ? '' : `#${String(seq)}${to === undefined ? '' : `–${String(to)}`}`;
  const place = [writer, range, entry, where].filter((part) => part !== undefined && part !== '').join(' ');
  const [zh, en] = meaning[what];
  return [`  ${zh}：${place}`, `  ${en}: ${place}`];
}

function witnessSentence({ unwitnessed }: VerifyReport, witnesses: number): words.Sentence {
  const open = unwitnessed.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return open === 0
    ? [
        '全部记录都有见证（备份、镇服务器）可对照。',
        'Every entry is covered by a witness (a backup, the township server).',
      ]
    : [
        `用了 ${String(witnesses)} 份见证（备份、镇服务器）。最新的 ${String(open)} 条记录还没有见证：若有人持密钥重写或截去末尾，仅凭本机无法发现；下次备份或送到镇服务器后即有见证。`,
        `${String(witnesses)} witnesses (backups, the township server) were used. The newest ${String(open)} entries have none yet: whether somebody with the key rewrote or cut off the end cannot be told from this computer alone; the next backup or exchange with the server will be one.`,
      ];
}
