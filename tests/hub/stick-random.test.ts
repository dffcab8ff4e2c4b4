/**
 * Sticks and lines in any order, by chance: files lost, doubled, late, answered twice, taken in twice or by a desk that was put back meanwhile;
 * desks that end in the middle; a hub that is put back. Afterwards the stations heal by sticks alone, and the invariants of the simulator
 * are asked of every store. A seed is the whole run: it stands in the name of its test.
 */
import { describe, test } from 'vitest';
import { get, sql } from '#desk/store/handles.ts';
import { takeIn } from '#desk/sync/stick/take-in.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { checkAll } from '../simulation/invariants.ts';
import { Ledger } from '../simulation/ledger.ts';
import { DeskEnded, type SimDesk } from '../simulation/sim-desk.ts';
import { Violation } from '../simulation/world.ts';
import { StickRider } from './stick-rider.ts';
import { databaseForAll, Township } from './township.ts';

/** `npm run test:long` tries two hundred. */
const seeds = Array.from({ length: process.env['TONGBAN_LONG'] === '1' ? 200 : 8 }, (_, index) => index + 1);
const steps = 60;

let database: HubDatabase;
databaseForAll((opened) => {
  ({ database } = opened);
});

interface Carried {
  readonly desk: SimDesk;
  readonly file: Uint8Array;
}

class Run {
  readonly town: Township;
  readonly rider: StickRider;
  readonly ledger = new Ledger();
  private readonly onTheWay: Carried[] = [];
  private readonly answers: Carried[] = [];
  private readonly cases: string[] = [];
  private readonly restored = new Set<SimDesk>();

  constructor(seed: number) {
    this.town = new Township(database, seed);
    this.rider = new StickRider(this.town);
  }

  private get random() {
    return this.town.world.random;
  }

  async begin(): Promise<void> {
    await this.town.open();
    const hall = await this.town.deskAlone('360732108000', true, 'chen');
    this.town.publish(hall, 'SAMPLE', '示例事项');
    for (const [index, login] of ['zeng', 'liu'].entries())
      await this.town.deskAlone(`36073210820${String(index + 1)}`, false, login);
    for (const desk of this.town.desks) await this.town.join(desk);
    await this.town.restAll();
    this.look();
  }

  look(): void {
    for (const desk of this.town.desks) this.ledger.look(desk);
  }

  async step(): Promise<void> {
    const desk = this.random.from(this.town.desks);
    const drawn = this.random.pick(100);
    this.town.world.advance(this.random.pick(6) * 3_600_000);
    if (drawn < 25) this.work(desk);
    else if (drawn < 38) this.onTheWay.push({ desk, file: await this.rider.out(desk) });
    else if (drawn < 56) await this.serve();
    else if (drawn < 77) await this.takeBack();
    else if (drawn < 88) await this.online(desk);
    else if (drawn < 90) await desk.crash();
    else if (drawn < 94) await this.putDeskBack(desk);
    else await this.putHubBack();
    this.look();
  }

  private work(desk: SimDesk): void {
    const { read } = desk.core.store;
    const known = this.cases.filter(
      (stream) => get(read, sql`SELECT stream FROM live_case WHERE stream = ${stream}`) !== undefined,
    );
    if (known.length > 0 && this.random.once(2)) this.town.note(desk, this.random.from(known), '问过了');
    else this.cases.push(this.town.takeCase(desk, 'SAMPLE'));
  }

  /** One of those that are on their way arrives; it may stay in somebody's pocket and arrive once more. */
  private async serve(): Promise<void> {
    if (this.onTheWay.length === 0) return;
    const one = this.random.from(this.onTheWay);
    if (this.random.once(2)) this.onTheWay.splice(this.onTheWay.indexOf(one), 1);
    // Lost.
    if (this.random.once(6)) return;
    const served = await this.rider.try(one.file);
    if (!served.ok) throw new Violation('stick', `the hub refuses a file of ${one.desk.facts.name}: ${served.refusal}`);
    this.answers.push({ desk: one.desk, file: served.value.file });
  }

  private async takeBack(): Promise<void> {
    if (this.answers.length === 0) return;
    const one = this.random.from(this.answers);
    if (this.random.once(4)) this.answers.splice(this.answers.indexOf(one), 1);
    const { desk } = one;
    if (this.random.once(4)) desk.endsIn = this.random.pick(6);
    try {
      const taken = await takeIn(this.rider.partsOf(desk), one.file);
      const isMeant = taken.ok || taken.refusal.code === 'stick.old' || this.restored.has(desk);
      if (!isMeant) throw new Violation('stick', `${desk.facts.name} refuses an answer: ${taken.refusal.code}`);
      if (taken.ok && taken.value.stop !== '')
        throw new Violation('I10', `${desk.facts.name} stands still: ${taken.value.stop}`);
    } catch (error) {
      if (!(error instanceof DeskEnded)) throw error;
      await desk.crash();
    }
    desk.endsIn = undefined;
  }

  private async online(desk: SimDesk): Promise<void> {
    desk.link.ask();
    for (let left = 1 + this.random.pick(6); left > 0; left -= 1) {
      const step = await desk.step();
      if (step.is === 'stopped') throw new Violation('I10', `${desk.facts.name} stands still: ${step.stop}`);
      if (step.is !== 'went') return;
    }
  }

  /** Each copy is put back once: two lives that go on from one are a matter for a person. */
  private async putDeskBack(desk: SimDesk): Promise<void> {
    if (!desk.hasBackup) {
      await desk.backUp();
      return;
    }
    await desk.restore();
    desk.hasBackup = false;
    this.restored.add(desk);
    this.ledger.disasters += 1;
  }

  private async putHubBack(): Promise<void> {
    if (this.random.once(2)) {
      await this.town.hub.backUp();
      return;
    }
    if (await this.town.hub.restore()) this.ledger.disasters += 1;
  }

  /** The hall has its line; the stations have sticks. */
  async heal(): Promise<void> {
    const [hall, ...stations] = this.town.desks;
    for (let rounds = 0; rounds < 12; rounds += 1) {
      const taken = [];
      for (const desk of stations) taken.push(await this.rider.round(desk));
      for (let left = 200; left > 0 && hall !== undefined; left -= 1) {
        hall.link.ask();
        if ((await hall.step()).is !== 'went') break;
      }
      if (rounds > 2 && taken.every(({ isMore, streams, acts }) => !isMore && streams.length === 0 && acts === 0))
        break;
    }
    if (hall !== undefined) await this.town.rest(hall);
    this.look();
    await checkAll(this.town.hub, this.town.desks, this.ledger);
  }
}

describe('sticks and lines by chance', () => {
  test.each(seeds)('seed %i', async (seed) => {
    const run = new Run(seed);
    try {
      await run.begin();
      for (let step = 0; step < steps; step += 1) await run.step();
      await run.heal();
    } finally {
      run.town.close();
    }
  });
});
