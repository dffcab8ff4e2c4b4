/**
 * One run: a township of some desks and a hub, everything drawn from one seed, with all that goes wrong; then everything heals, and the
 * invariants are asked. See `README.md` beside this for how to read a seed that fails.
 */
import type { Step } from '#desk/sync/link.ts';
import type { Database } from '../../hub/store/database.ts';
import { Carrier, noFaults, roughFaults } from './carrier.ts';
import { checkQueue } from './invariants-desk.ts';
import { checkAll } from './invariants.ts';
import { Ledger } from './ledger.ts';
import { latecomerOf, lookAtLatecomer, type Latecomer } from './latecomer.ts';
import { operatorLooks, personLooks } from './person.ts';
import { DeskEnded, type SimDesk } from './sim-desk.ts';
import { SimHub } from './sim-hub.ts';
import { setUp } from './township.ts';
import { crash, dispatch, trouble } from './trouble.ts';
import { watchActs } from './watch.ts';
import { work } from './workload.ts';
import { makeWorld, Violation, type World } from './world.ts';

export interface RunOptions {
  readonly seed: number;
  readonly database: Database;
  /** For this run alone; empty. */
  readonly dir: string;
  readonly events?: number;
}

export interface RunReport {
  readonly entries: number;
  readonly events: number;
  /** One line an event. */
  readonly trace: readonly string[];
}

const minute = 60_000;

export async function simulate(options: RunOptions): Promise<RunReport> {
  const run = new Run(options);
  try {
    await setUp(run);
    for (let event = 0; event < run.events; event += 1) {
      if (run.latecomer !== undefined) await lookAtLatecomer(run, run.latecomer, event);
      await run.event();
    }
    await run.heal();
    await checkAll(run.hub, run.desks, run.ledger);
    return { entries: run.ledger.committed.size, events: run.events, trace: run.world.trace };
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { trace: run.world.trace });
    throw error;
  } finally {
    for (const desk of run.desks) desk.close();
  }
}

export class Run {
  readonly world: World;
  readonly hub: SimHub;
  readonly carrier: Carrier;
  readonly ledger = new Ledger();
  readonly desks: SimDesk[] = [];
  readonly events: number;
  readonly options: RunOptions;
  readonly latecomer: Latecomer | undefined;
  /** People of the township: ids of their streams. */
  staff: readonly string[] = [];

  constructor(options: RunOptions) {
    this.options = options;
    this.world = makeWorld(options.seed);
    this.hub = new SimHub(this.world, options.database);
    this.carrier = new Carrier(this.world, this.hub, this.ledger);
    this.events = options.events ?? 60 + this.world.random.pick(180);
    this.latecomer = latecomerOf(options.seed, this.events);
  }

  async event(): Promise<void> {
    const { random } = this.world;
    this.world.advance(random.once(20) ? random.pick(24 * 60) * minute : random.pick(3) * minute);
    const desk = random.from(this.desks);
    this.carrier.faults = roughFaults;
    const drawn = random.pick(100);
    if (drawn < 38) work(this.world, this.ledger, desk);
    else if (drawn < 80) await this.step(desk);
    else if (drawn < 84) await this.carrier.late();
    else if (drawn < 90) await dispatch(this);
    else await trouble(this, desk);
    this.carrier.faults = noFaults;
  }

  /** One step of a desk's link; it may end in the middle. */
  async step(desk: SimDesk): Promise<Step | undefined> {
    if (desk.waitsUntil > this.world.now()) return undefined;
    const death = new Promise<'died'>((resolve) => {
      this.carrier.onDeskDeath = () => {
        resolve('died');
      };
    });
    if (this.world.random.once(3)) desk.link.ask();
    // Whatever a step does in several transactions can end between two of them.
    if (this.carrier.faults === roughFaults && this.world.random.once(8)) desk.endsIn = this.world.random.pick(3);
    const step = await Promise.race([endable(desk.step()), death]);
    if (this.carrier.found !== undefined) throw this.carrier.found;
    if (step === 'died') {
      await crash(this, desk);
      return undefined;
    }
    desk.endsIn = undefined;
    if (step.is === 'waits') desk.waitsUntil = this.world.now() + step.milliseconds;
    if (step.is === 'stopped') await personLooks(this, desk, step.stop);
    if (step.is === 'waits' && step.why === 'collecting') await operatorLooks(this);
    this.world.say(`${desk.facts.name} ${said(step)}`);
    desk.lookAtNumbers();
    if (step.is === 'atRest') watchActs(desk, this.ledger);
    return step;
  }

  readonly untilRest = async (desk: SimDesk): Promise<void> => {
    for (let tries = 0; tries < 600; tries += 1) {
      desk.waitsUntil = 0;
      const step = await this.step(desk);
      if (step?.is === 'atRest' || (desk.isRevoked && step?.is === 'stopped')) return;
      if (step?.is === 'waits' && step.why === 'collecting') return;
    }
    throw new Violation('I10', `${desk.facts.name} does not come to rest`);
  };

  /**
   * No faults of the link any more, everybody is there: all must come to rest, whatever age the hub's program is of and whatever it cannot
   * digest. Then it is replaced by one that knows everything.
   */
  async heal(): Promise<void> {
    this.carrier.faults = noFaults;
    this.world.say('everything heals');
    for (const desk of this.desks) {
      desk.isAway = false;
      await crash(this, desk);
    }
    await this.settle(4);
    for (const desk of this.desks) if (!desk.isRevoked) checkQueue(desk);
    this.world.say('the hub becomes a newer one');
    [this.hub.age, this.hub.hasFault] = ['newer', false];
    await this.hub.open();
    await this.settle(2);
  }

  private async settle(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      this.world.advance(10 * minute);
      for (const desk of this.desks) {
        desk.link.ask();
        await this.untilRest(desk);
      }
    }
  }
}

const endable = (step: Promise<Step>): Promise<Step | 'died'> =>
  step.catch((error: unknown) => {
    if (error instanceof DeskEnded) return 'died';
    throw error;
  });

const said = (step: Step): string => {
  if (step.is === 'waits') return `waits ${String(step.milliseconds)} ms: ${step.why}`;
  if (step.is === 'stopped') return `stands still: ${step.stop}`;
  return step.is === 'went' ? `went on (${String(step.streams.length)} streams)` : 'is at rest';
};
