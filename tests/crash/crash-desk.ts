/**
 * The real desk in the processes that are killed, traced and starved: set up, logged in and closed as the program does it, at
 * times and with chances that are the same in each run, so that the n-th system call of two runs is the same call.
 */
import { join, resolve } from 'node:path';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { createDesk, type Desk } from '#desk/desk.ts';
import { openResources, type DeskResources } from '#desk/desk-resources.ts';
import { enter } from '#desk/login.ts';
import { completeSetUp } from '#desk/set-up.ts';
import { refusalOf } from '#desk/store/failures.ts';
import { formatPhrase, newPhrase } from '#shared/identity/recovery-phrase.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { seeded } from './processes.ts';

export const matterCode = 'CRASH';
const township = { code: '360732108', name: '永丰镇' };
const station = { code: '360732108201', name: '永丰村便民服务站', form: 'village', phone: '' } as const;
export const login = { login: 'crash', password: 'Made-up-2026' };

/** 09:00 in Beijing; all runs of a test stay within that day. */
export const morning = Date.parse('2026-11-22T01:00:00.000Z');

/** A clock that moves one millisecond with each look, and chances from a seed. */
export interface Times {
  readonly at: number;
  readonly seed: number;
}

function portsOf({ at, seed }: Times): { clock: Clock; random: Random } {
  const draw = seeded(seed);
  let now = at;
  return {
    clock: { now: () => (now += 1) },
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(draw() * 256)) },
  };
}

const shipped = openResources(resolve(import.meta.dirname, '../../resources'), '');
const matter = { code: matterCode, name: '示例事项', category: '示例', type: 'publicService', version: '1' } as const;
const resources: DeskResources = { ...shipped, catalogue: () => [matter] };

/** scrypt as cheap as it gets: what it costs to guess is tested elsewhere. */
const cheap = { n: 2, r: 1, p: 1 };

export interface CrashDesk {
  readonly desk: Desk;
  readonly core: DeskCore;
  readonly viewer: Viewer;
}

/** Sets the desk up where the directory is new, else logs in. Everything is closed again where that is refused. */
export async function openCrashDesk(dir: string, times: Times): Promise<Result<CrashDesk>> {
  const created = await createDesk({
    dir,
    ports: portsOf(times),
    elapsed: () => 0,
    log: { warn: () => undefined },
    build: { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' },
    resources,
    isDemo: false,
    printing: 'dialog',
    worksAtIdle: false,
    costs: { password: cheap, recovery: cheap },
  });
  if (!created.ok) return created;
  const desk = created.value;
  const { runtime } = desk;
  try {
    const viewer = runtime.state === 'new' ? await setUp(desk, dir) : await enter(runtime, 'crash', login);
    if (viewer.ok && runtime.core) return ok({ desk, core: runtime.core, viewer: viewer.value });
    await desk.close();
    if (viewer.ok) throw new Error('bug: logged in on a closed desk');
    return viewer;
  } catch (error) {
    await desk.close();
    // As the door does: a disk that fails is a refusal, everything else a bug.
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}

function setUp({ runtime }: Desk, dir: string): Promise<Result<Viewer>> {
  const phrase = newPhrase(runtime.options.ports.random);
  runtime.pendingPhrase = phrase;
  return completeSetUp(runtime, 'crash', {
    township,
    station,
    desk: '一号窗口',
    staff: { name: '测试人员', ...login },
    phrase: formatPhrase(phrase).split(' '),
    backupFolder: join(dir, '..', 'backups'),
  });
}
