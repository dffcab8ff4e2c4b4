/** A desk in the test's own process that talks to a hub's program over HTTPS, joined by a code like any other. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createCrypto } from '#desk/keys/provider.ts';
import { deskName, writeSetting } from '#desk/settings.ts';
import { transact } from '#desk/store/handles.ts';
import { ask, beginJoin, keepJoined } from '#desk/sync/join.ts';
import { httpsCarrier, type HttpsCarrier } from '#desk/sync/pinned.ts';
import type { Step } from '#desk/sync/link.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { readInvitation } from '#shared/sync/enrol.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { SimDesk, type Done } from '../../simulation/sim-desk.ts';
import { seededRandom } from '../../simulation/world.ts';
import type { HubPrograms } from './hub-programs.ts';

export class RealDesk {
  readonly desk: SimDesk;
  private readonly root = mkdtempSync(join(tmpdir(), 'tongban-desk-'));
  private carrier: HttpsCarrier | undefined;
  /** Every call this desk made, as it was sent. */
  readonly calls: Call[] = [];
  readonly random;

  constructor(station: string, isHall: boolean, drawn: number) {
    this.random = seededRandom(drawn);
    const { random } = this;
    const world = { random, now: () => Date.now(), advance: () => undefined, say: () => undefined, trace: [] };
    const dir = join(this.root, 'desk');
    mkdirSync(dir);
    this.desk = new SimDesk(world, { name: 'one', dir, station, isHall }, kinds, (_desk, call) => this.carry(call));
  }

  private carry(call: Call): Promise<Reply> {
    this.calls.push(call);
    return this.send(call);
  }

  /** As it is, signed or not. */
  send(call: Call): Promise<Reply> {
    if (this.carrier === undefined) throw new Error('bug: no hub');
    return this.carrier.send(call);
  }

  /** The hub answers there from now on; its key is the one it had. */
  reach(port: number): void {
    const pin = this.carrier?.pin() ?? '';
    this.carrier?.close();
    this.carrier = httpsCarrier(`https://127.0.0.1:${String(port)}`, pin);
  }

  async join(hub: HubPrograms, port: number): Promise<void> {
    await this.openAlone();
    await this.comeTo(hub, port);
  }

  private async openAlone(): Promise<void> {
    const { desk } = this;
    const { name } = desk.facts;
    await desk.open();
    transact(desk.core.store.write, (transaction) => {
      writeSetting(transaction, deskName, name);
    });
    desk.staff = this.begin('staff', 'added', { name: '人员', login: 'one', roles: ['window'] });
    this.begin('matter', 'published', {
      code: 'SAMPLE',
      name: '示例',
      category: '示例',
      type: 'publicService',
      version: '1',
    });
  }

  /** Invited, compared, let in: for the first time, or again. */
  async comeTo(hub: HubPrograms, port: number): Promise<void> {
    const { desk } = this;
    const { station, isHall } = desk.facts;
    const flags = ['--station', station, '--address', `127.0.0.1:${String(port)}`, ...(isHall ? ['--hall'] : [])];
    const { out } = await hub.operator.run(['invite', ...flags]);
    const code = out.split('\n').find((line) => readInvitation(line) !== undefined) ?? '';
    const joining = unwrap(await this.beginJoin(code));
    await hub.operator.run(['confirm', joining.comparison.replace(' ', '')]);
    const said = unwrap(await ask(this.parts, joining));
    if (said !== 'joined') throw new Error('not let in');
    this.carrier?.close();
    this.carrier = joining.carrier;
    keepJoined(desk.core, joining);
    desk.isAuthority = false;
    await desk.crash();
  }

  private get parts() {
    const { core } = this.desk;
    return { core, crypto: { ...createCrypto(this.random), sm3: core.ports.sm3 }, app: 'test' };
  }

  /** `code`: all that the QR holds; or the code alone, with the address beside it. */
  beginJoin(code: string, address = ''): ReturnType<typeof beginJoin> {
    return beginJoin(this.parts, { code, address });
  }

  private begin(name: string, type: string, set: Record<string, string | string[]>): string {
    const kind = kinds.find((one) => one.kind === name);
    if (kind === undefined) throw new Error(`no kind ${name}`);
    return unwrap(this.desk.begin(kind, { type, data: { set } })).stream;
  }

  takeCase(): Done {
    const kind = kinds.find((one) => one.kind === 'service');
    if (kind === undefined) throw new Error('no kind service');
    const set = { petitioner: samplePetitioner(this.random), matter: { code: 'SAMPLE' }, request: '来窗口办理' };
    return unwrap(this.desk.begin(kind, { type: 'received', data: { set } }));
  }

  takeCases(count: number): void {
    for (let taken = 0; taken < count; taken += 1) this.takeCase();
  }

  /** Steps on until it rests or stands still; answers every reason it waited for on the way. Never as long as a person would be kept. */
  async rest(until: (steps: readonly string[]) => boolean = () => false): Promise<string[]> {
    const met: string[] = [];
    this.desk.link.ask();
    for (;;) {
      const step: Step = await this.desk.step();
      if (step.is === 'atRest') return met;
      if (step.is === 'stopped') return [...met, `stopped: ${step.stop}`];
      if (step.is === 'waits') met.push(step.why);
      if (until(met)) return met;
      if (step.is === 'waits') await wait(Math.min(step.milliseconds, 100));
    }
  }

  close(): void {
    this.carrier?.close();
    this.desk.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
