/** The hub as a program on a data directory of its own, with a way in for desks; and what it takes of the machine. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { unwrap } from '#shared/kernel/result.ts';
import { writeInvitation } from '#shared/sync/enrol.ts';
import type { Desk } from '#desk/desk.ts';
import { ask, beginJoin, keepJoined } from '#desk/sync/join.ts';
import { systemClock, systemElapsed, systemRandom } from '#desk/system.ts';
import { findRunningPlace } from '../../hub/store/embedded/place.ts';
import { openStore, type OpenStore } from '../../hub/open-store.ts';
import { sql } from '../../hub/store/database.ts';
import { createBell } from '../../hub/sync/bell.ts';
import { invite, letIn } from '../../hub/sync/enrol.ts';
import type { Hub } from '../../hub/sync/hub.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { startHub, type StartedHub } from '../../tests/hub/hub-program.ts';

export interface BenchHub {
  readonly url: string;
  readonly pin: string;
  readonly dir: string;
  /** Beside the running hub, on its database. */
  readonly beside: OpenStore;
  /** Milliseconds from the start of the process until it answered. */
  readonly startedIn: number;
  readonly close: () => Promise<void>;
}

const waitingDesk = sql<{ id: string }>`SELECT id FROM desk WHERE state = 'waiting'`;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A new one on an empty directory, or the one of before again, at its old port. */
export async function startBenchHub(dir: string, before?: BenchHub): Promise<BenchHub> {
  if (before === undefined) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const started = performance.now();
  const at = before === undefined ? [] : ['--port', new URL(before.url).port];
  const program: StartedHub = startHub(dir, ['--log-file', join(dir, 'hub.log'), ...at]);
  const { port, pin } = await program.ready;
  const startedIn = performance.now() - started;
  const ports = { clock: systemClock, random: systemRandom, sm3: nativeSm3 };
  const opened = await openStore({
    dataDir: dir,
    ports,
    elapsed: systemElapsed,
    log: quiet,
    env: {},
    mayBeBeside: true,
  });
  if (!opened.ok) throw new Error(`the hub's database: ${JSON.stringify(opened.refusal)}`);
  const beside = opened.value;
  return {
    url: `https://127.0.0.1:${String(port)}`,
    pin,
    dir,
    beside,
    startedIn,
    close: async () => {
      await beside.close();
      program.child.kill('SIGTERM');
      await program.ended;
    },
  };
}

/** As people do it: an invitation, the code, the digits (here equal by definition), yes on both sides. */
export async function joinDesk(hub: BenchHub, desk: Desk, isHall: boolean): Promise<void> {
  const { core, crypto } = desk.runtime;
  if (core === null) throw new Error('the desk is not open');
  const ports = { clock: systemClock, random: systemRandom, sm3: nativeSm3 };
  const { database, keys } = hub.beside;
  const its: Hub = { database, keys, ports, log: quiet, findKind, fence: '', bell: createBell() };
  const grant = { station: core.writer.station, isHall, parts: [] };
  const { code } = await invite(its, { name: '', grant });
  const parts = { core, crypto, app: 'bench' };
  const joining = unwrap(await beginJoin(parts, { code: writeInvitation({ ...hub, code }), address: '' }));
  await database.transact(async (transaction) => {
    const waiting = await transaction.all(waitingDesk);
    for (const { id } of waiting) await letIn(its, transaction, id, true);
  });
  const answer = unwrap(await ask(parts, joining));
  if (answer !== 'joined') throw new Error('the desk was not let in');
  keepJoined(core, joining);
  joining.carrier.close();
}

/** Bytes of its tables and indexes. What else lies in its folder is mostly PostgreSQL's log, which is written over and over. */
export async function databaseBytes({ dir }: BenchHub): Promise<number> {
  const place = findRunningPlace(dir);
  if (place === undefined) throw new Error('the hub does not run');
  const client = new Client({ ...place });
  await client.connect();
  try {
    const { rows } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
    return Number(rows[0]?.size);
  } finally {
    await client.end();
  }
}

/** Bytes below a folder. */
export function bytesOf(dir: string): number {
  if (!existsSync(dir)) return 0;
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}

/** Resident memory of the hub and of every process of its PostgreSQL, in bytes: Linux tells it in /proc; shared pages count once (Pss). */
export function memoryOf(dir: string): number {
  const wanted = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  let sum = 0;
  for (const pid of wanted) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const folder = readFileSync(`/proc/${pid}/environ`, 'utf8');
      if (!line.includes(dir) && !folder.includes(dir) && !isChildOf(pid, dir)) continue;
      const [, kilobytes = '0'] = /^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      sum += Number(kilobytes) * 1024;
    } catch {
      // It ended meanwhile, or is none of ours.
    }
  }
  return sum;
}

/** The processes of a postmaster have titles, not command lines: their parent's tells. */
function isChildOf(pid: string, dir: string): boolean {
  const [, parent] = /^PPid:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return parent !== undefined && parent !== '0' && readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes(dir);
}
