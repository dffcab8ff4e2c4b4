/** Desks that stood alone and a hub, for tests of joining: the simulator's desks over a link without faults. */
import { mkdirSync, mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadState } from '#desk/journal/projections.ts';
import { giveOfficialNumbers } from '#desk/commands/official-numbers.ts';
import { get, sql } from '#desk/store/handles.ts';
import type { Step } from '#desk/sync/link.ts';
import type { MessageName, RequestOf } from '#shared/sync/messages.ts';
import { createCrypto } from '#desk/keys/provider.ts';
import { callHub } from '#desk/sync/call-hub.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import type { EnrolRefusal } from '#shared/sync/enrol.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import type { Database } from '../../hub/store/database.ts';
import type { DatabasePlace, HubDatabase } from '../../hub/store/pg.ts';
import { addDesk } from '../../hub/sync/desks.ts';
import { enrol, invite, letIn } from '../../hub/sync/enrol.ts';
import { findSigner } from '../../hub/sync/writers.ts';
import { kinds } from '../support/made-up-kinds/registry.ts';
import { embeddedPostgres, type TestPostgres } from '../support/postgres.ts';
import { SimDesk } from '../simulation/sim-desk.ts';
import { SimHub } from '../simulation/sim-hub.ts';
import { makeWorld, type World } from '../simulation/world.ts';
import { enrolRequestOf } from './enrolling.ts';

export const hall = '360732108000';

export class Township {
  readonly world: World;
  readonly hub: SimHub;
  readonly desks: SimDesk[] = [];
  private readonly dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tongban-township-'));

  constructor(database: Database, seed = 1) {
    this.world = makeWorld(seed);
    this.hub = new SimHub(this.world, database);
  }

  async open(): Promise<this> {
    await this.hub.empty();
    await this.hub.open();
    return this;
  }

  /** A new desk, its own authority, with one member of staff who is called `login`. */
  async deskAlone(station: string, isHall: boolean, login: string): Promise<SimDesk> {
    const name = `desk${String(this.desks.length + 1)}`;
    const dir = join(this.dir, name);
    mkdirSync(dir, { recursive: true });
    const carry = async (_desk: SimDesk, call: Call): Promise<Reply> => {
      const reply = await this.hub.answer(call);
      if (reply === undefined) throw new Error('bug: the hub died');
      return reply;
    };
    const desk = new SimDesk(this.world, { name, desk: name, dir, station, isHall }, kinds, carry);
    await desk.open();
    this.desks.push(desk);
    desk.staff = this.begin(desk, 'staff', 'added', { name: `人员${login}`, login, roles: ['window'] });
    return desk;
  }

  /** A new desk that joined at once. */
  async deskJoined(station: string, isHall: boolean, login: string): Promise<SimDesk> {
    const desk = await this.deskAlone(station, isHall, login);
    await this.join(desk);
    return desk;
  }

  /** A window of the hall that joined: it published `SAMPLE`, and did `before` while it still stood alone. */
  async firstOfHall(before?: (desk: SimDesk) => void): Promise<SimDesk> {
    const desk = await this.deskAlone(hall, true, 'chen');
    this.publish(desk, 'SAMPLE', '示例事项');
    before?.(desk);
    await this.join(desk);
    return desk;
  }

  begin(desk: SimDesk, name: string, type: string, set: JsonObject): string {
    const kind = kinds.find((one) => one.kind === name);
    if (kind === undefined) throw new Error(`no kind ${name}`);
    this.world.advance(1000);
    return unwrap(desk.begin(kind, { type, data: { set } })).stream;
  }

  publish(desk: SimDesk, code: string, name: string): string {
    return this.begin(desk, 'matter', 'published', {
      code,
      name,
      category: '示例',
      type: 'publicService',
      version: '1',
    });
  }

  takeCase(desk: SimDesk, code: string): string {
    const petitioner = samplePetitioner({ pick: this.world.random.pick });
    return this.begin(desk, 'service', 'received', { petitioner, matter: { code }, request: '来窗口办理' });
  }

  note(desk: SimDesk, stream: string, text: string): void {
    this.world.advance(1000);
    unwrap(desk.next(stream, { type: 'note', data: { text } }));
  }

  /** All cases of the desk get their official number, as the program does when nobody waits. */
  numberAll(desk: SimDesk): void {
    while (giveOfficialNumbers(desk.core) > 0);
  }

  /** Enrolled and let in; what it has is sent, what the hub has is received. `meanwhile`: done there before anything is sent. */
  async join(desk: SimDesk, meanwhile?: () => void): Promise<void> {
    const { id } = desk.core.writer;
    const row = get(desk.core.store.read, sql<{ public_key: string }>`SELECT public_key FROM writer WHERE id = ${id}`);
    const { name, station, isHall } = desk.facts;
    const publicKey = new Uint8Array(Buffer.from(row?.public_key ?? '', 'base64url'));
    const { hub } = this.hub.running;
    await this.hub.database.transact(async (transaction) => {
      const grant = { station, isHall, parts: [] };
      await addDesk(hub, transaction, { id: name, name, grant, writer: { id, publicKey }, state: 'waiting' });
      await letIn(hub, transaction, name, true);
    });
    desk.isAuthority = false;
    await desk.crash();
    meanwhile?.();
    await this.rest(desk);
  }

  /** By an invitation and the real way in; answers why not, where it is refused. What it has is not sent yet. */
  async joinByCode(desk: SimDesk): Promise<EnrolRefusal | 'joined'> {
    const { hub } = this.hub.running;
    const { name, station, isHall } = desk.facts;
    const { code } = await invite(hub, { name, grant: { station, isHall, parts: [] } });
    const request = enrolRequestOf(desk, code);
    const ask = async () => {
      const answer = await enrol(hub, '', request);
      if (!answer.ok) throw new Error(answer.refusal);
      return answer.value;
    };
    const { why } = await ask();
    if (why !== undefined) return why;
    await this.hub.database.transact(async (transaction) => {
      const signer = await findSigner(transaction, request.writer);
      await letIn(hub, transaction, signer?.desk.id ?? '', true);
    });
    const { state, why: whyNot } = await ask();
    if (state !== 'joined') return whyNot ?? 'declined';
    desk.isAuthority = false;
    await desk.crash();
    return 'joined';
  }

  /** The folder on another computer: a desk that goes on from the same journal. */
  async copy(desk: SimDesk): Promise<SimDesk> {
    const name = `desk${String(this.desks.length + 1)}`;
    const dir = join(this.dir, name);
    desk.close();
    desk.copyTo(dir);
    await desk.open();
    const twin = new SimDesk(this.world, { ...desk.facts, name, desk: name, dir }, kinds, desk.carry);
    [twin.staff, twin.isAuthority] = [desk.staff, desk.isAuthority];
    await twin.open();
    this.desks.push(twin);
    return twin;
  }

  rest(desk: SimDesk): Promise<void> {
    return this.until(desk, ({ is }) => is === 'atRest');
  }

  /** Until it rests, or a hub that collects makes it wait for the others. */
  restOrCollect(desk: SimDesk): Promise<void> {
    return this.until(desk, (step) => step.is === 'atRest' || (step.is === 'waits' && step.why === 'collecting'));
  }

  private async until(desk: SimDesk, isDone: (step: Step) => boolean): Promise<void> {
    desk.link.ask();
    for (let tries = 0; tries < 500; tries += 1) {
      const step = await desk.step();
      if (isDone(step)) return;
      const isNewEpoch = step.is === 'waits' && step.why === 'epoch';
      if (step.is !== 'went' && !isNewEpoch) throw new Error(`${desk.facts.name}: ${JSON.stringify(step)}`);
    }
    throw new Error(`${desk.facts.name} does not come to rest`);
  }

  async restAll(): Promise<void> {
    for (const desk of [...this.desks, ...this.desks]) await this.rest(desk);
  }

  /** One message, signed as the desk's link does it. */
  send<N extends MessageName>(desk: SimDesk, name: N, request: RequestOf<N>) {
    const { ed25519 } = createCrypto(this.world.random);
    const carrier = { send: (call: Call) => desk.carry(desk, call) };
    return callHub(desk.core, ed25519, carrier, name, request);
  }

  state(desk: SimDesk, stream: string): StreamState {
    const state = loadState(desk.core.store.read, desk.core.findKind, stream);
    if (state === undefined) throw new Error(`${desk.facts.name} has no stream ${stream}`);
    return state;
  }

  close(): void {
    for (const desk of this.desks) desk.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export interface Opened {
  readonly database: HubDatabase;
  /** Where the database is, for a command of the operator. */
  readonly place: DatabasePlace;
}

/** One database for all tests of a file; `begin` is the file's own part. */
export function databaseForAll(begin: (opened: Opened) => Promise<void> | void): void {
  let postgres: TestPostgres;
  let database: HubDatabase;
  beforeAll(async () => {
    postgres = await embeddedPostgres();
    const place = await postgres.newPlace();
    database = await postgres.open({ at: place });
    await begin({ database, place });
  });
  afterAll(async () => {
    await database.close();
    await postgres.stop();
  });
}

export interface Fresh extends Opened {
  readonly town: Township;
}

/** A township of its own for each test of a file, on one database; `begin` is the test's own part. */
export function townshipForEach(begin: (fresh: Fresh) => Promise<void> | void): void {
  let opened: Opened;
  let town: Township;
  databaseForAll((fresh) => {
    opened = fresh;
  });
  beforeEach(async () => {
    town = await new Township(opened.database).open();
    await begin({ town, ...opened });
  });
  afterEach(() => {
    town.close();
  });
}
