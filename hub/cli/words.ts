/** What the hub says to whoever starts it: in both languages, Chinese first. */
import type { HubRefusal, HubRefusalCode } from '../refusal.ts';
import type { FlagProblem } from './flags.ts';

export type Sentence = readonly [chinese: string, english: string];

const refusals: Readonly<Record<HubRefusalCode, Sentence>> = {
  'dataDir.inUse': [
    '资料文件夹 {{folder}} 正由另一个镇服务器使用，没有再启动。',
    'Another hub is using the data folder {{folder}}; no second one was started.',
  ],
  'dataDir.unusable': [
    '不能在 {{folder}} 存放资料（{{code}}）。请检查路径和权限。',
    'Data cannot be kept in {{folder}} ({{code}}). Check the path and its permissions.',
  ],
  'disk.full': ['磁盘已满。请腾出空间后再启动。', 'The disk is full. Free some space, then start again.'],
  'key.closed': [
    '密钥文件 {{file}} 读不出来（{{code}}）。请检查它的所有者和权限。',
    'The key file {{file}} cannot be read ({{code}}). Check its owner and permissions.',
  ],
  'key.open': [
    '密钥文件 {{file}} 别的用户也能读。请改为只有所有者可读（chmod 600），并考虑它是否已经泄露。',
    'The key file {{file}} can be read by others. Let only its owner read it (chmod 600), and consider whether it has leaked.',
  ],
  'key.malformed': [
    '{{where}} 里的密钥不对，应为 64 位十六进制数字。请用备份的密钥恢复。',
    'The key in {{where}} is wrong: 64 hexadecimal digits are expected. Restore it from your copy.',
  ],
  'key.differs': [
    '环境变量 {{variable}} 与文件 {{file}} 里的密钥不同。请查明哪一个是对的。',
    'The key in {{variable}} differs from the one in {{file}}. Find out which of the two is right.',
  ],
  'key.missing': [
    '已有数据库，但密钥文件 {{file}} 不见了。没有原来的密钥，资料打不开；请从备份恢复该文件。',
    'There is a database, but the key file {{file}} is gone. Without that key the data stay closed; restore the file from your copy.',
  ],
  'key.wrong': [
    '主密钥不是这个数据库的，没有启动，什么也没有改。请用原来的密钥（hub.key），或检查 DATABASE_URL 是否指错了数据库。',
    'The root key is not that of this database; nothing was started or changed. Use the original key (hub.key), or check that DATABASE_URL names the right database.',
  ],
  'certificate.unreadable': [
    '证书密钥 {{file}} 已损坏。请从备份恢复；换新密钥会使所有窗口连不上，直到重新邀请。',
    'The key of the certificate, {{file}}, is damaged. Restore it from your copy: with a new key no desk connects until it is invited again.',
  ],
  'port.taken': [
    '端口 {{port}} 已被别的程序占用。请用 --port 换一个。',
    'The port {{port}} is used by another program. Choose another with --port.',
  ],
  'port.forbidden': [
    '没有权限使用端口 {{port}}。请用 --port 选 1024 以上的端口。',
    'The port {{port}} is not ours to use. Choose one above 1024 with --port.',
  ],
  'host.unknown': ['这台机器没有地址 {{host}}。请检查 --host。', 'This machine has no address {{host}}. Check --host.'],
  'database.url': [
    'DATABASE_URL 不对，应为 postgres://用户:密码@主机:端口/数据库。',
    'DATABASE_URL is wrong: postgres://user:password@host:port/database is expected.',
  ],
  'database.gone': [
    '数据库没有应答（{{code}}）。请检查它是否在运行，地址是否正确。',
    'The database does not answer ({{code}}). Check that it runs and that the address is right.',
  ],
  'database.login': ['数据库不接受这个用户名或密码。', 'The database does not accept this user name or password.'],
  'database.missing': [
    '数据库服务器上没有这个数据库。请先建立它。',
    'The database server has no database of that name. Create it first.',
  ],
  'database.old': [
    '数据库是 PostgreSQL {{found}}，需要 15 或更新的版本。',
    'The database is PostgreSQL {{found}}; 15 or later is needed.',
  ],
  'database.newer': [
    '数据库是由更新版本的程序写的。请升级镇服务器程序。',
    'The database was written by a newer program. Update the hub.',
  ],
  'hub.starting': ['镇服务器正在启动，请稍后再试。', 'The hub is just starting. Try again in a moment.'],
  'passphrase.none': [
    '没有口令。请在终端里输入，或用 --passphrase-file 指明存放口令的文件。',
    'There is no passphrase. Type it at a terminal, or name its file with --passphrase-file.',
  ],
  'passphrase.short': [
    '口令太短，至少 {{least}} 个字符。',
    'The passphrase is too short: {{least}} characters at least.',
  ],
  'passphrase.wrong': [
    '口令不对，打不开这份备份。什么也没有改。',
    'The passphrase is wrong; the backup stays closed. Nothing was changed.',
  ],
  'passphrase.differ': ['两次输入的口令不同，什么也没有做。', 'The two passphrases differ; nothing was done.'],
  'backup.folder': [
    '不能把备份写到 {{folder}}（{{code}}）。请检查路径、权限和剩余空间。',
    'The backup cannot be written to {{folder}} ({{code}}). Check the path, its permissions and the space left.',
  ],
  'backup.sameDisk': [
    '{{folder}} 与资料在同一个磁盘上：磁盘坏了，两份一起丢。请换到别的磁盘，或加 --same-disk 坚持这样做。',
    '{{folder}} is on the same disk as the data: when it fails both are lost. Choose another disk, or insist with --same-disk.',
  ],
  'backup.unreadable': [
    '备份文件 {{file}} 读不出来（{{code}}）。',
    'The backup file {{file}} cannot be read ({{code}}).',
  ],
  'backup.notOne': ['{{file}} 不是镇服务器的备份。', '{{file}} is no backup of a hub.'],
  'backup.damaged': [
    '备份文件 {{file}} 已损坏或不完整，没有恢复，什么也没有改。请用另一份备份。',
    'The backup file {{file}} is damaged or incomplete; nothing was restored or changed. Use another one.',
  ],
  'backup.newer': [
    '备份 {{file}} 是更新版本的程序做的。请先升级镇服务器程序。',
    'The backup {{file}} was made by a newer program. Update the hub first.',
  ],
  'backup.unproven': [
    '写好的备份重新打开后与数据库不符，已删除，不能算数。请检查目标磁盘后再做一次。',
    'The backup, opened again, does not equal the database; it was deleted and does not count. Check the disk it went to and try again.',
  ],
  'backup.otherKey': [
    '资料文件夹里已有另一套密钥（{{file}}），与备份的不同。请恢复到一个空的资料文件夹。',
    'The data folder already has another key ({{file}}) than the backup. Restore into an empty data folder.',
  ],
  'restore.notEmpty': [
    '数据库里已有资料，不能恢复到上面，什么也没有改。请用空的数据库（或空的资料文件夹）。',
    'The database is not empty; nothing was restored or changed. Use an empty database (or an empty data folder).',
  ],
  'restore.besideHub': ['镇服务器正在运行。请先关闭它再恢复。', 'A hub is running. End it before restoring.'],
  'postgres.missing': [
    '没有适合这台机器（{{platform}}）的自带数据库。请安装 PostgreSQL 15 或更新版本，并设置 DATABASE_URL。',
    'There is no packaged database for this machine ({{platform}}). Install PostgreSQL 15 or later and set DATABASE_URL.',
  ],
  'postgres.account': [
    '以 root 启动时，自带数据库需要系统账户 {{account}}，但没能建立。请建立它，或改用普通用户启动。',
    'Started by root, the packaged database needs the system account {{account}}, which could not be made. Make it, or start as another user.',
  ],
  'postgres.folder': [
    '自带数据库的账户不能进入文件夹 {{folder}}。请把资料（或程序）放到别处，例如 /var/lib/tongban-hub，或改用普通用户启动。',
    'The account of the packaged database may not pass through {{folder}}. Keep the data (or the program) elsewhere, such as /var/lib/tongban-hub, or start as another user.',
  ],
  'postgres.otherMajor': [
    '资料是 PostgreSQL {{found}} 写的，程序自带的是 {{program}}。请用原来的程序做备份，再用新程序恢复。',
    'The data were written by PostgreSQL {{found}}; the program brings {{program}}. Make a backup with the old program and restore it with this one.',
  ],
  'postgres.failed': ['自带数据库没有启动：{{said}}', 'The packaged database did not start: {{said}}'],
};

const fill = (text: string, details: HubRefusal['details']): string =>
  text.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => String(details[name] ?? blank));

export const refused = ({ code, details }: HubRefusal): Sentence => {
  const [chinese, english] = refusals[code];
  return [fill(chinese, details), fill(english, details)];
};

function problemSentence(problem: FlagProblem): Sentence {
  switch (problem.problem) {
    case 'unknownFlag':
      return [`不认识选项 ${problem.what}。`, `There is no flag ${problem.what}.`];
    case 'needsValue':
      return [`选项 ${problem.what} 后面要写一个值。`, `The flag ${problem.what} needs a value.`];
    case 'takesNoValue':
      return [`选项 ${problem.what} 后面不写值。`, `The flag ${problem.what} takes no value.`];
    case 'givenTwice':
      return [`选项 ${problem.what} 写了两次。`, `The flag ${problem.what} is given twice.`];
    case 'missing':
      return [`缺少 ${problem.what}。`, `${problem.what} is missing.`];
    case 'badPort':
      return [
        `端口 ${problem.what} 不对，应为 0 到 65535 的整数。`,
        `The port ${problem.what} is wrong: a whole number from 0 to 65535.`,
      ];
    case 'unexpected':
      return [`不认识 ${problem.what}。`, `${problem.what} is not understood.`];
  }
}

export const wrongFlag = (problem: FlagProblem): Sentence => {
  const [chinese, english] = problemSentence(problem);
  return [`${chinese}什么也没有做。用 --help 查看用法。`, `${english} Nothing was done. See --help.`];
};

export const running = (addresses: readonly string[], pin: string): Sentence => [
  `镇服务器已启动：${addresses.join('、')}  公钥指纹 ${pin}`,
  `The hub is running: ${addresses.join(', ')}  public key ${pin}. Press Ctrl+C to end it.`,
];
export const closing: Sentence = ['正在答完最后的请求并关闭……', 'Answering the last calls and closing …'];
export const closed: Sentence = ['镇服务器已关闭。', 'The hub is closed.'];
export const fault: Sentence = [
  '程序出错，已停止；经过记在日志里。资料没有丢失。',
  'The program failed and has stopped; the log tells where. No data were lost.',
];
