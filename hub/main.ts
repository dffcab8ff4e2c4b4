/** The hub: composition root. Everything it needs of the machine is taken here and passed on. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { unwrap } from '#shared/kernel/result.ts';
import { parseCalendar, type WorkCalendar } from '#shared/time/calendar.ts';
import { commands } from './cli/commands.ts';
import { runHubProgram } from './cli/program.ts';
import { sm3 } from './keys/sm3.ts';

/** Beside the bundle lies what the build wrote; the sources have the package's own number. */
function readVersion(): string {
  const built = join(import.meta.dirname, '../build-info.json');
  const file = existsSync(built) ? built : join(import.meta.dirname, '../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Beside the sources and beside `dist` lies the folder `resources`. */
function readCalendar(): WorkCalendar {
  const folders = ['../resources', '../../resources'].map((folder) => join(import.meta.dirname, folder));
  const found = folders.find((folder) => existsSync(folder)) ?? '';
  return unwrap(parseCalendar(JSON.parse(readFileSync(join(found, 'calendar/cn-2025-2027.json'), 'utf8'))));
}

const addresses = (): readonly string[] => {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  const reachable = all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
  return reachable.length === 0 ? ['127.0.0.1'] : reachable;
};

/** Nothing of what is typed is shown. Ctrl+C and Ctrl+D are no answer. */
function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return Promise.resolve(undefined);
  const unseen = new Writable({
    write: (_part, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  process.stderr.write(`${question} `);
  return new Promise<string | undefined>((resolve) => {
    lines.once('close', () => {
      resolve(undefined);
    });
    lines.question('', (answer) => {
      resolve(answer);
      lines.close();
    });
  }).finally(() => process.stderr.write('\n'));
}

/** A second one while we are closing is not obeyed: the last answers and the database must not be cut short. */
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
    process.on(signal, () => {
      resolve();
    });
  }
});

// Whoever read our output may have gone (a terminal closed, a pipe ended); the hub goes on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

process.exitCode = await runHubProgram(process.argv.slice(2), commands, {
  ports: { clock: { now: () => Date.now() }, random: { bytes: (count) => new Uint8Array(randomBytes(count)) }, sm3 },
  shippedCalendar: readCalendar,
  elapsed: () => performance.now(),
  machine: { platform: process.platform, env: process.env, home: homedir(), uid: process.getuid?.() },
  pid: process.pid,
  version: readVersion(),
  folder: process.cwd(),
  addresses,
  print: (text) => {
    console.log(text);
  },
  complain: (text) => {
    console.error(text);
  },
  askSecret,
  writeLog: (line) => {
    process.stdout.write(line);
  },
  stopped,
});
// Whatever still holds the process, a connection to a server that says nothing any more, must not hold it for long.
setTimeout(() => process.exit(), 3_000).unref();
