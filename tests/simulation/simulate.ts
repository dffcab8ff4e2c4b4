/**
 * One run: a township of some desks and a hub, everything drawn from one seed, with all that goes wrong; then everything heals, and the
 * invariants are asked. See `README.md` beside this for how to read a seed that fails.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { transact } from '#desk/store/handles.ts';
import { all, sql } from '#desk/store/handles.ts';
import { removalSetting, stopSetting, writeSetting } from '#desk/sync/link-state.ts';
import type { Step } from '#desk/sync/link.ts';
import type { Database } from '../../hub/store/database.ts';
import { allowClone, addDesk } from '../../hub/sync/desks.ts';
import { sayInStream } from '../../hub/sync/authority.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { Carrier, noFaults, roughFaults } from './carrier.ts';
import { checkAll } from './invariants.ts';
import { Ledger } from './ledger.ts';
import { SimDesk } from './sim-desk.ts';
import { SimHub } from './sim-hub.ts';
import { short, work } from './workload.ts';
import { makeWorld, Violation, type World } from './world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly database: Database;
  readonly kinds: readonly Kind[];
  /** For this run alone; empty. */
  readonly dir: string;
  readonly events?: number;
}

export interface RunReport {
  readonly entries: number;
  readonly events: number;
}

const hall = '360732108000';
const villages = ['360732108201', '360732108202', '360732108203'];
const minute = 60_000;

export async function simulate(options: RunOptions): Promise<RunReport> {
  const run = new Run(options);
  try {
    await run.setUp();
    for (let event = 0; event < run.events; event += 1) await run.event();
    await run.heal();
    await checkAll(run.hub, run.desks, run.ledger);
    return { entries: run.ledger.committed.size, events: run.events };
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { trace: run.world.trace });
    throw error;
  } finally {
    for (const desk of run.desks) desk.close();
  }
}

class Run {
  readonly world: World;
  readonly hub: SimHub;
  readonly carrier: Carrier;
  readonly ledger = new Ledger();
  readonly desks: SimDesk[] = [];
  readonly events: number;
  private readonly options: RunOptions;
  private clones = 0;

  constructor(options: RunOptions) {
    this.options = options;
    this.world = makeWorld(options.seed);
    this.hub = new SimHub(this.world, options.database, options.kinds);
    this.carrier = new Carrier(this.world, this.hub);
    this.events = options.events ?? 60 + this.world.random.pick(180);
  }

  async setUp(): Promise<void> {
    await this.hub.empty();
    await this.hub.open();
    const first = await this.newDesk(hall, true);
    const staff = this.furnish(first);
    await this.join(first, staff[0] ?? '');
    for (const station of villages.slice(0, 1 + this.world.random.pick(3))) {
      const desk = await this.newDesk(station, false);
      await this.join(desk, staff[this.desks.length - 1] ?? '');
    }
    if (this.world.random.once(2)) await this.join(await this.newDesk(hall, true), staff[5] ?? '');
  }

  private async newDesk(station: string, isHall: boolean): Promise<SimDesk> {
    const name = `desk${String(this.desks.length + 1)}`;
    const dir = join(this.options.dir, name);
    mkdirSync(dir, { recursive: true });
    const facts = { name, dir, station, isHall };
    const desk = new SimDesk(this.world, facts, this.options.kinds, (one, call) => this.carrier.send(one, call));
    this.desks.push(desk);
    await desk.open();
    return desk;
  }

  /** The first desk alone: a matter, and people. */
  private furnish(desk: SimDesk): string[] {
    const begin = (name: string, type: string, set: Record<string, string | string[]>): string => {
      const kind = this.options.kinds.find((one) => one.kind === name);
      const done = kind && desk.begin(kind, { type, data: { set } });
      if (done?.ok !== true) throw new Error(`bug: ${name} was not begun`);
      return done.value.stream;
    };
    begin('matter', 'published', {
      code: 'SAMPLE',
      name: '示例事项',
      category: '示例',
      type: 'publicService',
      version: '1',
    });
    const people = Array.from({ length: 6 }, (_, index) =>
      begin('staff', 'added', { name: '模拟人员', login: `sim${String(index)}`, roles: ['window'] }),
    );
    this.ledger.look(desk);
    return people;
  }

  private async join(desk: SimDesk, staff: string): Promise<void> {
    const { id } = desk.core.writer;
    const row = all(
      desk.core.store.read,
      sql<{ public_key: string }>`SELECT public_key FROM writer WHERE id = ${id}`,
    )[0];
    const publicKey = new Uint8Array(Buffer.from(row?.public_key ?? '', 'base64url'));
    const { name, station, isHall } = desk.facts;
    await this.options.database.transact((transaction) =>
      addDesk(this.hub.running.hub, transaction, {
        id: name,
        name,
        grant: { station, isHall, parts: [] },
        writer: { id, publicKey },
      }),
    );
    desk.isAuthority = false;
    desk.staff = staff;
    await desk.crash();
    this.ledger.look(desk);
    await this.untilRest(desk);
  }

  async event(): Promise<void> {
    const { random } = this.world;
    this.world.advance(random.once(20) ? random.pick(24 * 60) * minute : random.pick(3) * minute);
    const desk = random.from(this.desks);
    this.carrier.faults = roughFaults;
    const drawn = random.pick(100);
    if (drawn < 42) work(this.world, this.ledger, desk);
    else if (drawn < 84) await this.step(desk);
    else if (drawn < 90) await this.carrier.late();
    else await this.trouble(desk, drawn - 90);
    this.carrier.faults = noFaults;
  }

  private async trouble(desk: SimDesk, which: number): Promise<void> {
    const { random } = this.world;
    if (which < 3) desk.isAway = !desk.isAway;
    else if (which === 3) desk.skew = random.from([0, 0, -10, 10, -3650, 0.05]) * 24 * 60 * minute;
    else if (which === 4) await this.crash(desk);
    else if (which === 5) await (desk.hasBackup && random.once(3) ? this.restoreDesk(desk) : this.backUpDesk(desk));
    else if (which === 6) await this.hubTrouble();
    else if (which === 7) await this.dispatch();
    else if (which === 8 && random.once(3)) await this.clone(desk);
    else await this.step(desk);
  }

  private async crash(desk: SimDesk): Promise<void> {
    this.world.say(`${desk.facts.name} ends and starts again`);
    await desk.crash();
    this.ledger.look(desk);
  }

  private async backUpDesk(desk: SimDesk): Promise<void> {
    this.world.say(`${desk.facts.name} is copied`);
    await desk.backUp();
    this.ledger.look(desk);
  }

  private async restoreDesk(desk: SimDesk): Promise<void> {
    this.world.say(`${desk.facts.name} is put back from its copy`);
    this.ledger.disasters += 1;
    await desk.restore();
    this.ledger.look(desk);
  }

  private async clone(desk: SimDesk): Promise<void> {
    if (this.clones > 0) return;
    this.clones += 1;
    const name = `${desk.facts.name}clone`;
    const dir = join(this.options.dir, name);
    this.world.say(`${desk.facts.name} is cloned as ${name}`);
    desk.close();
    desk.copyTo(dir);
    await desk.open();
    const twin = new SimDesk(this.world, { ...desk.facts, name, dir }, this.options.kinds, (one, call) =>
      this.carrier.send(one, call),
    );
    twin.isAuthority = false;
    twin.staff = desk.staff;
    this.desks.push(twin);
    await twin.open();
    this.ledger.look(desk);
    this.ledger.look(twin);
  }

  private async hubTrouble(): Promise<void> {
    const { random } = this.world;
    if (random.once(3)) {
      this.world.say('hub is backed up');
      await this.hub.backUp();
    } else if (random.once(4) && (await this.hub.restore())) {
      this.ledger.disasters += 1;
      this.world.say('hub is put back from its backup');
    } else {
      this.world.say('hub ends and starts again');
      await this.hub.open();
    }
  }

  /** The authority sends an order to a station, or to another one. */
  private async dispatch(): Promise<void> {
    const desk = this.desks[0];
    const rows =
      desk === undefined
        ? []
        : all(
            desk.core.store.read,
            sql<{ stream: string }>`SELECT c.stream FROM live_case c JOIN stream_link l ON l.stream = c.stream
        WHERE c.kind = 'madeUpOrder' AND l.upto > 0 AND c.status IN ('received', 'assigned') ORDER BY c.stream`,
          );
    if (rows.length === 0) return;
    const { stream } = this.world.random.from(rows);
    const station = this.world.random.from(villages);
    const head = await this.options.database.transact(readHead);
    if (head.state === 'collecting') return;
    try {
      await sayInStream(this.hub.running.hub, stream, 'assigned', { set: { assignee: '示例', station } });
      this.world.say(`hub sends ${short(stream)} to ${station}`);
    } catch (error) {
      // Answered meanwhile, or gone with a restore: then there is nothing to send.
      this.world.say(`hub does not send ${short(stream)}: ${error instanceof Error ? error.message : ''}`);
    }
  }

  /** One step of a desk's link; it may end in the middle. */
  private async step(desk: SimDesk): Promise<Step | undefined> {
    if (desk.waitsUntil > this.world.now()) return undefined;
    const death = new Promise<'died'>((resolve) => {
      this.carrier.onDeskDeath = () => {
        resolve('died');
      };
    });
    if (this.world.random.once(3)) desk.link.ask();
    const step = await Promise.race([desk.step(), death]);
    if (step === 'died') {
      await this.crash(desk);
      return undefined;
    }
    if (step.is === 'waits') desk.waitsUntil = this.world.now() + step.milliseconds;
    if (step.is === 'stopped') await this.personLooks(desk, step.stop);
    this.world.say(`${desk.facts.name} ${said(step)}`);
    return step;
  }

  /** Where the program waits for a person, a person looks: after a while. */
  private async personLooks(desk: SimDesk, stop: string): Promise<void> {
    if (stop !== 'clone' && stop !== 'tooManyGone')
      throw new Violation('I10', `${desk.facts.name} stands still: ${stop}`);
    if (stop === 'clone')
      await this.options.database.transact(async (transaction) => {
        const from = all(
          desk.core.store.read,
          sql<{ introduced: string | null }>`SELECT introduced FROM writer WHERE introduced IS NOT NULL`,
        );
        for (const { introduced } of from) {
          const { from: before } = JSON.parse(introduced ?? '{}') as { from: string };
          await allowClone(transaction, before);
        }
      });
    transact(desk.core.store.write, (transaction) => {
      writeSetting(transaction, stopSetting, '');
      writeSetting(transaction, removalSetting, { removed: 0, isAllowed: stop === 'tooManyGone' });
    });
  }

  private async untilRest(desk: SimDesk): Promise<boolean> {
    for (let tries = 0; tries < 400; tries += 1) {
      desk.waitsUntil = 0;
      const step = await this.step(desk);
      if (step?.is === 'atRest') return true;
      if (step?.is === 'waits' && step.why === 'collecting') return false;
    }
    throw new Violation('I10', `${desk.facts.name} does not come to rest`);
  }

  /** No faults any more, everybody is there: all must come to rest and agree. */
  async heal(): Promise<void> {
    this.carrier.faults = noFaults;
    this.world.say('everything heals');
    for (const desk of this.desks) desk.isAway = false;
    for (let round = 0; round < 6; round += 1) {
      this.world.advance(10 * minute);
      for (const desk of this.desks) {
        desk.link.ask();
        await this.untilRest(desk);
      }
    }
  }
}

const said = (step: Step): string => {
  if (step.is === 'waits') return `waits ${String(step.milliseconds)} ms: ${step.why}`;
  if (step.is === 'stopped') return `stands still: ${step.stop}`;
  return step.is === 'went' ? `went on (${String(step.streams.length)} streams)` : 'is at rest';
};
