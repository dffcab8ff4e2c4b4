/** The hub of a township of programs: started, killed, put back on another disk, wherever its database is. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from '#shared/kernel/sm3.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { openStore } from '../../../hub/open-store.ts';
import type { DatabasePlace } from '../../../hub/store/pg.ts';
import { createHub } from '../../../hub/sync/service.ts';
import { SimHub } from '../../simulation/sim-hub.ts';
import { readHub, type Ordered } from '../../simulation/ordered.ts';
import { makeWorld } from '../../simulation/world.ts';
import { keptLog, temporaryFolder, testElapsed, testRandom } from '../../support/postgres.ts';
import { startHub, type StartedHub } from '../hub-program.ts';
import { Operator, urlOf } from '../operator.ts';

export class HubPrograms {
  dataDir: string;
  private hub: StartedHub | undefined;
  private place: DatabasePlace | undefined;
  private readonly left: string[] = [];
  said = '';

  /** Undefined: the database that comes with it. */
  constructor(place?: DatabasePlace, dataDir = temporaryFolder('hub')) {
    this.place = place;
    this.dataDir = dataDir;
  }

  get operator(): Operator {
    return new Operator({ dataDir: this.dataDir, key: '', ...(this.place ? { place: this.place } : {}) });
  }

  get env() {
    return this.place === undefined ? {} : { DATABASE_URL: urlOf(this.place) };
  }

  /** Answers its port. */
  async start(): Promise<number> {
    const hub = startHub(this.dataDir, [], this.env);
    this.hub = hub;
    return (await hub.ready).port;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { hub } = this;
    if (hub === undefined) return;
    hub.child.kill(signal);
    const { stdout, stderr } = await hub.ended;
    this.said += stdout + stderr;
    this.hub = undefined;
  }

  /** The number of the postmaster of the database that comes with it. */
  postmaster(): number {
    return Number(readFileSync(join(this.dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** As when its disk is gone: killed with its database, and put back from a backup on another disk. `place`: into that server. */
  async restoreFrom(file: string, passphrase: string, place?: DatabasePlace): Promise<void> {
    await this.end('SIGKILL');
    if (this.place === undefined) process.kill(this.postmaster(), 'SIGKILL');
    this.left.push(this.dataDir);
    this.dataDir = temporaryFolder('hub');
    this.place = place;
    const { code, err } = await this.operator.run(['restore', '--from', file], [passphrase]);
    if (code !== 0) throw new Error(err);
  }

  /** Everything it ordered; the program is ended before. */
  async readOrdered(): Promise<Ordered> {
    await this.end();
    const ports = { clock: { now: () => Date.now() }, random: testRandom, sm3 };
    const log = keptLog();
    const opened = await openStore({
      ...{ dataDir: this.dataDir, ports, elapsed: testElapsed, log, env: this.env, mayBeBeside: false },
    });
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { database, keys, close } = opened.value;
    const hub = new SimHub(makeWorld(1), database);
    hub.running = await createHub({ database, keys, ports, log, findKind });
    return readHub(hub).finally(close);
  }

  async close(): Promise<void> {
    await this.end('SIGKILL');
    if (this.place === undefined) {
      // Whatever database was left is ended by the next one.
      await this.start();
      await this.end();
    }
    for (const dir of [...this.left, this.dataDir]) rmSync(dir, { recursive: true, force: true });
  }
}
