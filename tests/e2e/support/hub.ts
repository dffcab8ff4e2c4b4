/** A township's server as its operator runs it: a process of its own with its own database, and the commands beside it. */
import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../build/runtime.mjs';
import { startHub as startProcess, type StartedHub } from '../../hub/hub-program.ts';
import { dropFolder, newFolder } from './host.ts';

export interface TestHub {
  /** `127.0.0.1:42809` */
  readonly address: string;
  /** Of the hall's station, or of a village's: the code alone, and the line that the QR holds. */
  readonly invite: (village?: string) => Promise<{ readonly code: string; readonly line: string }>;
  /** The six digits it shows for the one desk that waits, `483 920`. */
  readonly digits: () => Promise<string>;
  readonly confirm: (digits: string) => Promise<void>;
  /** Answers a file from a stick; what it says. */
  readonly stick: (file: string, answer: string) => Promise<string>;
  readonly stop: () => Promise<void>;
  /** Again, on the same port. */
  readonly start: () => Promise<void>;
  /** Answers the file. */
  readonly backUp: () => Promise<string>;
  /** As when its disk is gone: another one with what the backup holds, on the same port. */
  readonly putBack: (file: string) => Promise<void>;
  /** For good. */
  readonly drop: () => Promise<void>;
}

const main = join(root, 'hub/main.ts');
const run = promisify(execFile);

export async function startHub(station: string): Promise<TestHub> {
  let dataDir = await newFolder();
  const folders = [dataDir];
  const secret = join(await newFolder(), 'passphrase');
  folders.push(dirname(secret));
  let running: StartedHub | undefined = startProcess(dataDir);
  // A test that failed half-way has not stopped it; its database ends with it.
  process.once('exit', () => running?.child.kill());
  const { port } = await running.ready;
  const address = `127.0.0.1:${String(port)}`;
  const command = async (name: string, ...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [main, name, '--data-dir', dataDir, ...args])).stdout;
  const stop = async (): Promise<void> => {
    running?.child.kill('SIGTERM');
    await running?.ended;
    running = undefined;
  };
  const start = async (): Promise<void> => {
    running = startProcess(dataDir, ['--port', String(port)]);
    await running.ready;
  };
  return {
    address,
    invite: async (village) => {
      const where = village === undefined ? ['--station', station, '--hall'] : ['--station', village];
      const said = await command('invite', ...where, '--address', address);
      const line = found(/^TBJ1 .*$/mu, said);
      return { line, code: found(/\S+$/u, line) };
    },
    digits: async () => found(/\b\d{3} \d{3}\b/u, await command('desks')),
    confirm: async (digits) => {
      await command('confirm', digits.replace(' ', ''));
    },
    stick: (file, answer) => command('stick', file, answer),
    stop,
    start,
    backUp: async () => {
      await writeFile(secret, '开门的口令，写在纸上收好', { mode: 0o600 });
      const folder = await newFolder();
      folders.push(folder);
      await command('backup', '--to', folder, '--same-disk', '--passphrase-file', secret);
      return join(folder, (await readdir(folder))[0] ?? '');
    },
    putBack: async (file) => {
      await stop();
      dataDir = await newFolder();
      folders.push(dataDir);
      await command('restore', '--from', file, '--passphrase-file', secret);
      await start();
    },
    drop: async () => {
      await stop();
      for (const folder of folders) await dropFolder(folder);
    },
  };
}

function found(what: RegExp, text: string): string {
  const [first] = what.exec(text) ?? [];
  if (first === undefined) throw new Error(`not said: ${text}`);
  return first;
}
