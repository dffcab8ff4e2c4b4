/**
 * One day of three desks for tests of clocks: the same acts and the same order of messages each time it is played, whatever a clock says.
 * Two windows of the hall and a village; the second window's clock is the one that may be wrong.
 */
import { mergeCases } from '#desk/commands/case.ts';
import { newId } from '#desk/ids.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import { choiceOf } from '#shared/kinds/mechanism/fields.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HubDatabase } from '../../hub/store/pg.ts';
import { Ledger } from '../simulation/ledger.ts';
import type { Done, SimDesk } from '../simulation/sim-desk.ts';
import { seededRandom } from '../simulation/world.ts';
import { kinds } from '../support/made-up-kinds/registry.ts';
import { Township } from './township.ts';

export type Who = 'one' | 'two' | 'three';

/** What the second window's clock does, in milliseconds off; the middle comes while a choice is open and cases are under way. */
export interface Clock {
  readonly fromTheBegin: number;
  /** Undefined: it goes on as it was. */
  readonly fromTheMiddle?: number | 'in1970';
  /** The computer is started again at the turn; else the clock is turned under the running program. */
  readonly startsAgain?: true;
  /** Whether the second window takes in cases after the middle: with a clock of 1970 it gives no number (decision 17). */
  readonly takesLater: boolean;
}

const note = (text: string): Command => ({ type: 'note', data: { text } });
const corrected = (request: string): Command => ({ type: 'corrected', data: { set: { request }, reason: '重新问过' } });

export class ClockDay {
  readonly town: Township;
  readonly desks = new Map<Who, SimDesk>();
  readonly ledger = new Ledger();
  /** What each act was answered, in order: `one accepted: ok`. */
  readonly answers: string[] = [];
  /** How often the hub found a call too old, by desk: a clock that was turned under it. */
  readonly stale: Who[] = [];
  private readonly cases = new Map<string, string>();
  /** Whatever is drawn for keys and ids may differ; what people say may not. */
  private readonly said = seededRandom(15);

  constructor(database: HubDatabase) {
    this.town = new Township(database);
  }

  async play(clock: Clock): Promise<void> {
    await this.open();
    this.turn(clock.fromTheBegin);
    await this.morning();
    const { fromTheMiddle: middle } = clock;
    if (middle !== undefined) this.turn(middle === 'in1970' ? -this.town.world.now() : middle);
    // The same in every run, so that the restart itself makes no difference.
    if (clock.startsAgain) await this.desk('two').crash();
    await this.afternoon(clock.takesLater);
    for (const desk of this.desks.values()) this.ledger.look(desk);
  }

  private async open(): Promise<void> {
    await this.town.open();
    for (const [who, station, isHall] of [
      ['one', '360732108000', true],
      ['two', '360732108000', true],
      ['three', '360732108201', false],
    ] as const) {
      const desk = await this.town.deskAlone(station, isHall, who);
      this.desks.set(who, desk);
      if (who === 'one') this.town.publish(desk, 'SAMPLE', '示例事项');
      await this.town.join(desk);
    }
  }

  desk(who: Who): SimDesk {
    const desk = this.desks.get(who);
    if (desk === undefined) throw new Error(`no desk ${who}`);
    return desk;
  }

  private turn(skew: number): void {
    this.desk('two').skew = skew;
  }

  private async morning(): Promise<void> {
    this.take('two', 'a');
    this.take('one', 'b');
    this.take('three', 'c');
    this.take('two', 'd');
    await this.link('two', 'one', 'three', 'two', 'one');
    this.do('one', 'a', { type: 'accepted', data: {} });
    this.do('two', 'b', { type: 'accepted', data: {} });
    this.do('two', 'c', note('来过电话'));
    this.do('three', 'c', { type: 'accepted', data: {} });
    // Apart from each other, on one guarded field, and on what never conflicts.
    this.do('one', 'a', corrected('一号说的'));
    this.do('two', 'a', corrected('二号说的'));
    this.do('two', 'a', note('二号记的'));
    this.do('one', 'a', note('一号记的'));
    await this.link('one', 'two', 'three', 'one');
  }

  private async afternoon(takesLater: boolean): Promise<void> {
    this.settle('two', 'a');
    this.do('one', 'b', { type: 'decided', data: { set: { outcome: 'done' }, result: '已办好' } });
    await this.link('one', 'two');
    this.do('two', 'b', { type: 'delivered', data: { way: 'direct', receivedBy: '本人' } });
    this.do('two', 'a', { type: 'stepDone', data: { step: '现场看过' } });
    this.undo('two', 'a');
    this.do('two', 'd', { type: 'correctedOnSpot', data: { set: { materials: [paper] }, what: '当场补了' } });
    this.merge('two', 'd', 'a');
    // Both end a case, apart from each other: whose act stands is decided by who was ordered first, not by who was earlier.
    this.do('one', 'c', { type: 'stepDone', data: { step: '大厅办的' } });
    this.do('two', 'c', { type: 'withdrawn', data: { reason: '不办了', handedBack: ['复印件'], receivedBy: '本人' } });
    this.do('three', 'c', { type: 'decided', data: { set: { outcome: 'granted' }, result: '批准' } });
    await this.link('three', 'two', 'one');
    if (takesLater) this.take('two', 'e');
    this.take('one', 'f');
    await this.link('two', 'one', 'three', 'two');
    if (takesLater) this.do('one', 'e', { type: 'accepted', data: {} });
    this.do('two', 'f', { type: 'accepted', data: {} });
    this.do('one', 'b', { type: 'closed', data: {} });
    await this.link('one', 'two', 'three', 'one', 'two');
  }

  /** Refused too; what it says is part of what must be the same. */
  take(who: Who, name: string): Result<Done> {
    const kind = kinds.find((one) => one.kind === 'service');
    if (kind === undefined) throw new Error('no kind service');
    this.town.world.advance(60_000);
    const set = { petitioner: samplePetitioner(this.said), matter: { code: 'SAMPLE' }, request: `来窗口办理${name}` };
    const begun = this.desk(who).begin(kind, { type: 'received', data: { set } });
    if (begun.ok) {
      this.cases.set(name, begun.value.stream);
      this.ledger.number(begun.value.number, begun.value.stream);
    }
    return this.hear(who, `${name} received`, begun);
  }

  stream(name: string): string {
    const stream = this.cases.get(name);
    if (stream === undefined) throw new Error(`no case ${name}`);
    return stream;
  }

  do(who: Who, name: string, command: Command, late?: { readonly on: string; readonly reason: string }): Result<Done> {
    this.town.world.advance(60_000);
    return this.hear(who, `${name} ${command.type}`, this.desk(who).next(this.stream(name), command, late));
  }

  private hear<T>(who: Who, what: string, result: Result<T>): Result<T> {
    this.answers.push(`${who} ${what}: ${result.ok ? 'ok' : result.refusal.code}`);
    return result;
  }

  private settle(who: Who, name: string): void {
    const { core } = this.town.state(this.desk(who), this.stream(name));
    const choice = choiceOf(core, 'request');
    const value = choice.map((one) => one.value as string).toSorted()[0] ?? '';
    const entries = choice.map(({ entry }) => entry);
    this.do(who, name, { type: 'settled', data: { field: 'request', entries, value } });
  }

  private undo(who: Who, name: string): void {
    const { undoable } = this.town.state(this.desk(who), this.stream(name));
    this.do(who, name, { type: 'undone', data: { act: undoable?.act ?? '' } });
  }

  private merge(who: Who, name: string, into: string): void {
    const { core, viewer } = this.desk(who);
    this.town.world.advance(60_000);
    const joined = { act: newId(core.ports), stream: this.stream(name), into: this.stream(into), reason: '同一件事' };
    this.hear(who, `${name} merged`, mergeCases(core, viewer, joined));
  }

  /** To rest, one after the other; a call that is too old for the hub because the clock was turned is made again. */
  private async link(...order: readonly Who[]): Promise<void> {
    for (const who of order) {
      const desk = this.desk(who);
      desk.link.ask();
      for (let step = await desk.step(); step.is !== 'atRest'; step = await desk.step()) {
        const isStale = step.is === 'waits' && step.why === 'stale';
        if (isStale) this.stale.push(who);
        if (step.is !== 'went' && !isStale) throw new Error(`${who}: ${JSON.stringify(step)}`);
      }
    }
  }

  close(): void {
    this.town.close();
  }
}

const paper = { name: '居民身份证', copies: 2, form: 'copy' };
