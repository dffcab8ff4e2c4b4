/** A desk of a run: the program's own store, commands and link on a folder in memory; it can end at any moment, be copied and put back. */
import { cpSync, rmSync } from 'node:fs';
import { decideBegin, decideNext, type Command, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { ok, unwrap, type Result } from '#shared/kernel/result.ts';
import { findKindIn } from '#shared/kinds/registry.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { performAct, type Work } from '#desk/commands/act.ts';
import { learntAt } from '#desk/commands/learn.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import { loadState } from '#desk/journal/projections.ts';
import { afterCommit, currentWriter } from '#desk/journal/writers.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { openBlobs } from '#desk/store/blobs.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openStore } from '#desk/store/open.ts';
import { createLink, type Link, type Step } from '#desk/sync/link.ts';
import { shippedCalendar } from '../support/calendar.ts';
import { nativeSm3 } from '../support/sm3.ts';
import type { World } from './world.ts';

export interface DeskFacts {
  readonly name: string;
  readonly dir: string;
  readonly station: string;
  readonly isHall: boolean;
}

const key = new Uint8Array(32).fill(0xab);

export class SimDesk {
  readonly world: World;
  readonly facts: DeskFacts;
  readonly kinds: readonly Kind[];
  readonly carry: (desk: SimDesk, call: Call) => Promise<Reply>;
  /** Who works here: the id of a stream of 人员. */
  staff = 'desk';
  isAuthority = true;
  /** Milliseconds its clock is off. */
  skew = 0;
  core!: DeskCore;
  link!: Link;
  /** Cut off from the hub. */
  isAway = false;
  /** A directory beside it, copied while it was closed. */
  hasBackup = false;
  /** Not to be tried again before. */
  waitsUntil = 0;

  constructor(world: World, facts: DeskFacts, kinds: readonly Kind[], carry: SimDesk['carry']) {
    this.world = world;
    this.facts = facts;
    this.kinds = kinds;
    this.carry = carry;
  }

  get viewer(): Viewer {
    const { station } = this.facts;
    return { staff: this.staff, name: '模拟人员', roles: ['window'], may: new Set(permissions), station };
  }

  async open(): Promise<void> {
    const { dir, station, name } = this.facts;
    const log = { warn: () => undefined };
    const store = unwrap(await openStore({ dir, key, migrations, appBuild: 'simulated', log, elapsed: () => 0 }));
    const clock = { now: () => this.world.now() + this.skew };
    const { random } = this.world;
    const crypto = { ...createCrypto(random), sm3: nativeSm3 };
    const parts = { options: { dir, ports: { clock, random } }, crypto };
    const writer = unwrap(currentWriter(parts, store, { station, desk: name }));
    this.core = {
      store,
      blobs: openBlobs(dir, key, nativeSm3),
      ports: { clock, random, sm3: nativeSm3 },
      kinds: this.kinds,
      findKind: findKindIn(this.kinds),
      writer,
      isAuthority: this.isAuthority,
      calendar: shippedCalendar,
      station: { code: station, name, township: '永丰镇' },
      clockDoubt: null,
      confirmedDay: null,
      lookAtClock: () => undefined,
      spaceLevel: () => 'ample',
      changed: () => {
        afterCommit(parts, store);
      },
    };
    const carrier = { send: (call: Call) => this.carry(this, call) };
    this.link = createLink({ core: this.core, ed25519: crypto.ed25519, carrier, app: 'simulated' });
    this.waitsUntil = 0;
  }

  close(): void {
    this.core.store.close();
  }

  /** What was in memory is gone. */
  async crash(): Promise<void> {
    this.close();
    await this.open();
  }

  /** A copy of the whole directory, taken while the program is closed. */
  async backUp(): Promise<void> {
    this.close();
    this.copyTo(`${this.facts.dir}.backup`);
    this.hasBackup = true;
    await this.open();
  }

  async restore(): Promise<void> {
    this.close();
    rmSync(this.facts.dir, { recursive: true, force: true });
    cpSync(`${this.facts.dir}.backup`, this.facts.dir, { recursive: true });
    await this.open();
  }

  copyTo(dir: string): void {
    rmSync(dir, { recursive: true, force: true });
    cpSync(this.facts.dir, dir, { recursive: true });
  }

  step(): Promise<Step> {
    return this.link.step();
  }

  /** One act of one command; what the program refuses is no event. */
  act(
    decide: (work: Work, learnt: Learnt) => Result<Decision>,
  ): Result<{ readonly number: string; readonly stream: string }> {
    const { core, viewer } = this;
    return performAct(core, viewer, { id: newId(core.ports), procedure: 'simulated', input: {} }, (work) => {
      const decision = decide(work, learntAt(core, work.transaction, viewer));
      if (!decision.ok) return decision;
      const { state, entries } = decision.value;
      work.keep({ isNew: state.entries === entries.length, decision: decision.value });
      return ok({ number: state.number ?? '', stream: state.stream });
    });
  }

  begin(kind: Kind, command: Command) {
    return this.act((work, learnt) =>
      decideBegin(this.core.findKind, kind, newId(this.core.ports), command, learnt, work.pen),
    );
  }

  next(stream: string, command: Command) {
    return this.act((work, learnt) => {
      const state = loadState(work.transaction, this.core.findKind, stream);
      const kind = state && this.core.findKind(state.kind);
      if (state === undefined || kind === undefined) throw new Error(`no stream ${stream}`);
      return decideNext(this.core.findKind, kind, state, command, learnt, work.pen);
    });
  }
}
