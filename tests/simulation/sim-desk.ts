/** A desk of a run: the program's own store, commands and link on a folder in memory; it can end at any moment, be copied and put back. */
import { cpSync, rmSync } from 'node:fs';
import { decideBegin, decideNext, type Command, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissions } from '#shared/kernel/permissions.ts';
import { ok, refuse, unwrap, type Result } from '#shared/kernel/result.ts';
import { findKindIn } from '#shared/kinds/registry.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { performAct, type ActRequest, type Work } from '#desk/commands/act.ts';
import { learntAt } from '#desk/commands/learn.ts';
import type { DeskCore, Viewer, WriterFacts } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import { canonical } from '#shared/journal/entry.ts';
import { loadState } from '#desk/journal/projections.ts';
import { afterCommit, currentWriter, resumeWriter } from '#desk/journal/writers.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { openBlobs } from '#desk/store/blobs.ts';
import { link } from '#desk/store/connection.ts';
import { all, sql } from '#desk/store/handles.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openStore, type Store } from '#desk/store/open.ts';
import { callHub } from '#desk/sync/call-hub.ts';
import { createLink, type Link, type Step } from '#desk/sync/link.ts';
import { epochSetting, readSetting } from '#desk/sync/link-state.ts';
import { nextPush, wireEntries } from '#desk/sync/queue.ts';
import { shippedCalendar } from '../support/calendar.ts';
import { nativeSm3 } from '../support/sm3.ts';
import { Violation, type World } from './world.ts';

/** The program ended between two of its transactions. */
export class DeskEnded extends Error {}

/** What an act answers: the number of the case, '' where it has none, and its stream. */
export interface Done extends JsonObject {
  readonly number: string;
  readonly stream: string;
}

export interface DeskFacts {
  readonly name: string;
  /** As the hub has it, where that is not its name: a copy of a desk is no other desk. */
  readonly desk?: string;
  readonly dir: string;
  readonly station: string;
  readonly isHall: boolean;
  /** What its people attach has no contents. */
  readonly isWithoutContents?: boolean;
}

const key = new Uint8Array(32).fill(0xab);
const built = Date.parse('2000-01-02T00:00:00.000Z');

export class SimDesk {
  readonly world: World;
  readonly facts: DeskFacts;
  readonly kinds: readonly Kind[];
  readonly carry: (desk: SimDesk, call: Call) => Promise<Reply>;
  /** Who works here: the id of a stream of 人员. */
  staff = 'desk';
  isAuthority = true;
  /** From its next start on it notes the hub's head in its own chain, an entry a day that nobody in a run wrote. */
  isWitnessing = false;
  /** Milliseconds its clock is off. */
  skew = 0;
  core!: DeskCore;
  link!: Link;
  renewWriter!: () => WriterFacts;
  /** Cut off from the hub. */
  isAway = false;
  /** A directory beside it, copied while it was closed. */
  hasBackup = false;
  /** Not to be tried again before. */
  waitsUntil = 0;
  /** Ends before this many transactions from now; undefined: lives on. */
  endsIn: number | undefined;
  /** The hub serves it no more. */
  isRevoked = false;
  /** It joined in the middle of the run. */
  isLate = false;
  /** Official numbers that people here have seen, by case. */
  readonly seenNumbers = new Map<string, string>();
  private readonly crypto;

  constructor(world: World, facts: DeskFacts, kinds: readonly Kind[], carry: SimDesk['carry']) {
    this.world = world;
    this.facts = facts;
    this.kinds = kinds;
    this.carry = carry;
    this.crypto = { ...createCrypto(world.random), sm3: nativeSm3 };
  }

  get id(): string {
    return this.facts.desk ?? this.facts.name;
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
    const parts = { options: { dir, ports: { clock, random } }, crypto: this.crypto };
    const writer = unwrap(currentWriter(parts, store, { station, desk: name }));
    this.core = {
      store,
      blobs: openBlobs(dir, key, nativeSm3),
      ports: { clock, random, sm3: nativeSm3, ed25519: this.crypto.ed25519 },
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
      refreshRegistries: () => undefined,
      changed: () => {
        afterCommit(parts, store);
      },
    };
    this.renewWriter = () => resumeWriter(parts, store, 'codeTaken');
    this.link = createLink({
      ...this.linkParts,
      app: 'simulated',
      renewWriter: this.renewWriter,
      isWithoutContents: this.facts.isWithoutContents === true,
      isWithoutWitness: !this.isWitnessing,
    });
    this.waitsUntil = 0;
    this.endsIn = undefined;
    this.mayEnd(store);
  }

  private get linkParts() {
    const carrier = { send: (call: Call) => this.carry(this, call) };
    return { core: this.core, ed25519: this.crypto.ed25519, carrier };
  }

  /** Whatever the program does in several transactions can end between two of them. */
  private mayEnd(store: Store): void {
    const { database } = store.write[link];
    const exec = database.exec.bind(database);
    database.exec = (text: string) => {
      if (text === 'BEGIN IMMEDIATE' && this.endsIn !== undefined) {
        if (this.endsIn === 0) throw new DeskEnded();
        this.endsIn -= 1;
      }
      return exec(text);
    };
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
    this.seenNumbers.clear();
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

  /** One act of one command; what the program refuses is no event. Now and then it is asked for twice, as by a double click. */
  act(decide: (work: Work, learnt: Learnt) => Result<Decision>, late?: ActRequest['late']): Result<Done> {
    const { core, viewer } = this;
    const request = { id: newId(core.ports), procedure: 'simulated', input: {}, ...(late ? { late } : {}) };
    const perform = (): Result<Done> =>
      performAct(core, viewer, request, (work) => {
        const decision = decide(work, learntAt(core, work.transaction, viewer));
        if (!decision.ok) return decision;
        const { state, entries } = decision.value;
        work.keep({ isNew: state.entries === entries.length, decision: decision.value });
        return ok({ number: state.number ?? '', stream: state.stream });
      });
    const done = perform();
    if (done.ok && this.world.random.once(8)) this.repeat(perform, done.value);
    return done;
  }

  private repeat(perform: () => Result<Done>, done: Done): void {
    const { last_seq: before } = this.head();
    const again = perform();
    if (!again.ok || canonical(again.value) !== canonical(done) || this.head().last_seq !== before)
      throw new Violation('I1', `an act of ${this.facts.name} that came twice was done twice`);
  }

  /** What the screens say of official numbers. */
  lookAtNumbers(): void {
    const rows = all(
      this.core.store.read,
      sql<{ stream: string; number: string }>`SELECT stream, official_number AS number FROM live_case
        WHERE official_number <> ''`,
    );
    for (const { stream, number } of rows) this.seenNumbers.set(stream, number);
  }

  /** Entries the hub has never answered. */
  unsent(): string[] {
    return all(
      this.core.store.read,
      sql<{ id: string }>`SELECT e.id FROM entry e JOIN outbox o ON o.writer = e.writer
        AND e.writer_seq BETWEEN o.first_seq AND o.last_seq`,
    ).map(({ id }) => id);
  }

  private head() {
    const { id } = this.core.writer;
    const [row] = all(this.core.store.read, sql<{ last_seq: number }>`SELECT last_seq FROM writer WHERE id = ${id}`);
    return row ?? { last_seq: 0 };
  }

  /** A program with a fault: it sends its second act before the first, which the hub does not have (`nextSeq`). Nothing of it is taken. */
  async sendAhead(nextSeq: (writer: string) => Promise<number>): Promise<void> {
    const { read } = this.core.store;
    const batch = nextPush(read, true);
    const epoch = readSetting(read, epochSetting);
    if (batch === undefined || epoch === '' || (await nextSeq(batch.request.writer)) > batch.lastSeq) return;
    const { writer, head } = batch.request;
    const [next] = all(
      read,
      sql<{ first_seq: number; last_seq: number }>`SELECT first_seq, last_seq FROM outbox
        WHERE writer = ${writer} AND first_seq > ${batch.lastSeq} ORDER BY first_seq LIMIT 1`,
    );
    if (next === undefined) return;
    const entries = wireEntries(read, writer, next.first_seq, next.last_seq);
    const { core, ed25519, carrier } = this.linkParts;
    const answered = await callHub(core, ed25519, carrier, 'PUSH', { epoch, writer, entries, head });
    if (answered.is === 'answer' && answered.value.results.length > 0)
      throw new Violation('I4', `the hub took number ${String(next.first_seq)} of ${writer} before those before it`);
  }

  /** Where the clock is before the program was built, no number is given (`commands/clock.ts`). */
  begin(kind: Kind, command: Command, late?: ActRequest['late']): Result<Done> {
    if (this.core.ports.clock.now() < built && kind.form === 'case') return refuse('clock.doubtful');
    return this.act(
      (work, learnt) => decideBegin(this.core.findKind, kind, newId(this.core.ports), command, learnt, work.pen),
      late,
    );
  }

  next(stream: string, command: Command, late?: ActRequest['late']) {
    return this.act((work, learnt) => {
      const state = loadState(work.transaction, this.core.findKind, stream);
      const kind = state && this.core.findKind(state.kind);
      if (state === undefined || kind === undefined) throw new Error(`no stream ${stream}`);
      return decideNext(this.core.findKind, kind, state, command, learnt, work.pen);
    }, late);
  }
}
