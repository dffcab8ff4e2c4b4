/** The hub as people start it, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const main = resolve(import.meta.dirname, '../../hub/main.ts');
const readySchema = z.strictObject({
  pid: z.int(),
  port: z.int(),
  addresses: z.array(z.url()).min(1),
  pin: z.string().length(43),
});

export interface EndedHub {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedHub {
  readonly child: ChildProcess;
  /** What it wrote when it was ready; rejects where it ended instead. */
  readonly ready: Promise<z.infer<typeof readySchema>>;
  readonly ended: Promise<EndedHub>;
}

/** `env` values of undefined are taken out of the environment. */
export function startHub(
  dataDir: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string | undefined>> = {},
): StartedHub {
  const readyFile = join(dataDir, 'ready.json');
  rmSync(readyFile, { force: true });
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const line = [main, '--data-dir', dataDir, '--host', '127.0.0.1', ...port, '--ready-file', readyFile];
  const child = spawn(process.execPath, [...line, ...args], {
    env: { ...process.env, DATABASE_URL: undefined, TONGBAN_HUB_KEY: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const ended = new Promise<EndedHub>((done) => {
    child.on('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
  const ready = Promise.race([
    untilThere(readyFile, child),
    ended.then(({ stdout: out, stderr: err }) => {
      throw new Error(`the hub ended: ${out}${err}`);
    }),
  ]);
  ready.catch(() => undefined);
  return { child, ready, ended };
}

async function untilThere(file: string, child: ChildProcess): Promise<z.infer<typeof readySchema>> {
  while (!existsSync(file) && child.exitCode === null && child.signalCode === null) {
    await new Promise((done) => setTimeout(done, 20));
  }
  // Of a hub that ended instead, the other side of the race tells more.
  return existsSync(file) ? readySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : new Promise(() => undefined);
}
