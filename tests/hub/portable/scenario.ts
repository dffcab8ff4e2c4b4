/** Everything the hub ever does, once: each message, joining by a code, an operator's every command, backup, restore and collection. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochSetting, readSetting } from '#desk/sync/link-state.ts';
import { nextPush, wireEntries } from '#desk/sync/queue.ts';
import { mergeCases } from '#desk/commands/case.ts';
import { newId } from '#desk/ids.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { readInvitation } from '#shared/sync/enrol.ts';
import type { DatabasePlace, HubDatabase } from '../../../hub/store/pg.ts';
import { sql as hubSql } from '../../../hub/store/database.ts';
import { sayInStream } from '../../../hub/sync/authority.ts';
import { createHub } from '../../../hub/sync/service.ts';
import { createStatistics } from '../../../hub/sync/statistics.ts';
import { shippedCalendar } from '../../support/calendar.ts';
import { kinds } from '../../support/made-up-kinds/registry.ts';
import { SimHub } from '../../simulation/sim-hub.ts';
import type { SimDesk } from '../../simulation/sim-desk.ts';
import { destroyFile } from '../destroying.ts';
import { enrolRequestOf } from '../enrolling.ts';
import { Operator } from '../operator.ts';
import { Township } from '../township.ts';
import { Contents, piece } from '../with-contents.ts';

const [hall, village, other] = ['360732108000', '360732108201', '360732108202'];

export interface Stage {
  readonly place: DatabasePlace;
  readonly database: HubDatabase;
  /** Empty, to restore into. */
  readonly second: DatabasePlace;
  readonly secondDatabase: HubDatabase;
}

export async function playAll({ place, database, second, secondDatabase }: Stage): Promise<void> {
  const town = await new Township(database).open();
  const operator = new Operator({ place });
  const folder = mkdtempSync(join(tmpdir(), 'tongban-portable-'));
  try {
    const desks = await joinAll(town, operator);
    await joinCopies(town, operator, desks);
    await work(town, desks);
    await carryContents(town, database, desks);
    await ask(town, desks);
    await newYear(town, desks);
    await oddMessages(town, desks);
    await grow(town, desks);
    await operate(operator, desks);
    await comeBack(town, operator, folder, second, secondDatabase);
  } finally {
    town.close();
    operator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Desks {
  readonly first: SimDesk;
  readonly second: SimDesk;
}

/** The first desk stood alone and counted, with a gap; the second joins by a code. */
async function joinAll(town: Township, operator: Operator): Promise<Desks> {
  const first = await town.deskAlone(hall, true, 'chen');
  town.publish(first, 'SAMPLE', '示例事项');
  for (let taken = 0; taken < 3; taken += 1) town.takeCase(first, 'SAMPLE');
  town.numberAll(first);
  await town.join(first);
  const second = await town.deskAlone(village, false, 'liu');
  town.publish(second, 'VILLAGE', '村级事项');
  town.takeCase(second, 'VILLAGE');
  const code = await invited(operator);
  await enrol(town, second, code);
  await operator.run(['decline', await waitingId(operator)]);
  // Invited again, and asked twice.
  const again = await invited(operator);
  for (let tries = 0; tries < 2; tries += 1) await enrol(town, second, again);
  await letIn(operator, second);
  await town.rest(second);
  return { first, second };
}

async function letIn(operator: Operator, desk: SimDesk): Promise<void> {
  await operator.run(['confirm', await waitingId(operator)]);
  Object.assign(desk, { isAuthority: false });
  await desk.crash();
}

/** Copied while they stood alone, and the copy comes first: one of the originals is declined and invited again, the other only calls. */
async function joinCopies(town: Township, operator: Operator, { first }: Desks): Promise<void> {
  for (const login of ['zhao', 'qian']) {
    const original = await town.deskAlone(village, false, login);
    town.publish(original, login.toUpperCase(), '村级事项');
    const copy = await town.copy(original);
    await enrol(town, copy, await invited(operator));
    await letIn(operator, copy);
    await town.rest(copy);
    if (login === 'zhao') {
      await enrol(town, original, await invited(operator));
      await operator.run(['decline', await waitingId(operator)]);
      await enrol(town, original, await invited(operator));
      await letIn(operator, original);
      town.takeCase(first, 'SAMPLE');
      await town.rest(first);
    }
    await town.rest(original);
  }
}

async function invited(operator: Operator): Promise<string> {
  const { out } = await operator.run(['invite', '--station', village]);
  return out.split('\n').flatMap((line) => readInvitation(line) ?? [])[0]?.code ?? '';
}

const waitingId = async (operator: Operator): Promise<string> =>
  /waiting {2}(\S+)/u.exec((await operator.run(['desks'])).out)?.[1] ?? '';

/** As the desk's own page does it, over the link of the simulator. */
const enrol = (town: Township, desk: SimDesk, code: string) => town.send(desk, 'ENROL', enrolRequestOf(desk, code));

/** Cases joined, sent to another station and away again, somebody dismissed. */
async function work(town: Township, { first, second }: Desks): Promise<void> {
  const cases = [town.takeCase(first, 'SAMPLE'), town.takeCase(first, 'SAMPLE')];
  const [stream = '', into = ''] = cases;
  mergeCases(first.core, first.viewer, { act: newId(first.core.ports), stream, into, reason: '同一件事' });
  const order = kinds.find(({ kind }) => kind === 'madeUpOrder');
  const [command] = order?.sample({ pick: town.world.random.pick }) ?? [];
  if (order === undefined || command === undefined) throw new Error('bug: no made-up order');
  const begun = first.begin(order, command);
  await town.restAll();
  const sent = begun.ok ? begun.value.stream : '';
  const { hub } = town.hub.running;
  for (const station of [village, other])
    await sayInStream(hub, sent, 'assigned', { set: { assignee: '示例', station } });
  await town.restAll();
  town.takeCase(second, 'SAMPLE');
  await town.restAll();
}

/** An attachment comes from one desk to the other; what rots of it at the hub is thrown away. */
async function carryContents(town: Township, database: HubDatabase, { first, second }: Desks): Promise<void> {
  const contents = new Contents(town);
  const blob = contents.attach(second, town.takeCase(second, 'SAMPLE'), contents.random(piece + 1));
  for (let rounds = 0; rounds < 3; rounds += 1) await contents.settle();
  await database.transact((t) => t.run(hubSql`UPDATE blob_part SET data = '' WHERE blob = ${blob}`));
  await contents.said(first, { is: 'get', blob, offset: 0 });
  await destroyOne(town, contents, second);
}

/** A file with a content of its own is destroyed. */
async function destroyOne(town: Township, contents: Contents, desk: SimDesk): Promise<void> {
  const stream = town.takeCase(desk, 'SAMPLE');
  contents.attach(desk, stream, contents.random(1000));
  await contents.settle();
  await contents.settle();
  unwrap(destroyFile(town, desk, stream));
  await contents.settle();
}

/** What a link asks only now and then. */
async function ask(town: Township, { first, second }: Desks): Promise<void> {
  const epoch = readSetting(first.core.store.read, epochSetting);
  await town.send(first, 'PULL', { epoch, cursor: {}, limit: 1 });
  await town.send(first, 'PULL', { epoch, cursor: {}, limit: 500 });
  await town.send(first, 'DIGEST', { epoch, scope: 'h', upto: 1000 });
  await town.send(first, 'FETCH', { epoch, scope: 'r', streams: [first.core.writer.id] });
  await town.send(second, 'OWN', { epoch, writer: second.core.writer.id, fromSeq: 1, limit: 500 });
}

/** Refused, put aside, forked; a desk put back from its copy, and its twin. */
async function oddMessages(town: Township, { first, second }: Desks): Promise<void> {
  const { read } = second.core.store;
  const epoch = readSetting(read, epochSetting);
  await second.backUp();
  const staff = second.staff;
  second.staff = newId(second.core.ports);
  town.takeCase(second, 'SAMPLE');
  second.staff = staff;
  town.takeCase(second, 'SAMPLE');
  await town.restAll();
  town.takeCase(second, 'SAMPLE');
  const batch = nextPush(second.core.store.read, true);
  if (batch === undefined) throw new Error('bug: nothing waits');
  await town.send(second, 'PUSH', { epoch, ...batch.request, isPoison: true });
  const [entry] = wireEntries(second.core.store.read, second.core.writer.id, 1, 1);
  if (entry === undefined) throw new Error('bug: no first entry');
  const forged = { ...entry, header: { ...entry.header, on: '2020-01-01T00:00:00.000Z' } };
  await town.send(second, 'PUSH', { epoch, ...batch.request, entries: [forged] });
  await second.restore();
  await town.rest(second);
  await town.rest(first);
}

/** A year of the calendar is asked for, and the hub goes through every case. */
async function newYear(town: Township, { first }: Desks): Promise<void> {
  const set = { year: '2028', off: ['01-01'], work: [], status: 'official', version: '2028-1', source: '测试' };
  town.begin(first, 'calendar', 'imported', set);
  await town.rest(first);
  while (await town.hub.running.work(shippedCalendar));
  await createStatistics(town.hub.running.hub, 1).keep();
  await town.rest(first);
}

/** An older hub meets what it does not know, of somebody who was dismissed; a newer one makes it good. */
async function grow(town: Township, { first }: Desks): Promise<void> {
  town.begin(first, 'staff', 'added', { name: '留下的负责人', login: 'wu', roles: ['chief'] });
  const leaving = town.begin(first, 'staff', 'added', { name: '调走的人', login: 'zhou', roles: ['window', 'chief'] });
  // The hub registers, and only then is there somebody to suspend.
  await town.rest(first);
  unwrap(first.next(leaving, { type: 'suspended', data: {} }));
  await town.rest(first);
  town.hub.age = 'older';
  await town.hub.open();
  const { staff } = first;
  first.staff = leaving;
  const found = kinds.find(({ kind }) => kind === 'lostAndFound');
  const [command] = found?.sample({ pick: town.world.random.pick }) ?? [];
  if (found === undefined || command === undefined) throw new Error('bug: no lost and found');
  unwrap(first.begin(found, command));
  await town.rest(first);
  first.staff = staff;
  town.hub.age = 'present';
  await town.hub.open();
  await town.restAll();
}

async function operate(operator: Operator, { second }: Desks): Promise<void> {
  const alarms = await operator.run(['alarms']);
  await operator.run(['alarms', '--settle', alarms.out.trim().split('\n').at(-1)?.trim() ?? '']);
  await operator.run(['registries']);
  await operator.run(['registries', '--take', 'all']);
  await operator.run(['desks']);
  await operator.run(['collection']);
  await operator.run(['verify']);
  await operator.run(['allow-copy', second.core.writer.id]);
  await operator.run(['invite', '--station', other]);
  await operator.run(['decline', '000 000']);
}

/** A backup, more work, a new server, what the desks bring back; a desk that is shut out. */
async function comeBack(
  town: Township,
  operator: Operator,
  folder: string,
  second: DatabasePlace,
  secondDatabase: HubDatabase,
): Promise<void> {
  const passphrase = '开门的口令，写在纸上收好';
  await operator.run(['backup', '--to', folder], [passphrase, passphrase]);
  const [first] = town.desks;
  if (first === undefined) throw new Error('bug: no desk');
  const [hasNumber, lost] = [town.takeCase(first, 'SAMPLE'), town.takeCase(first, 'SAMPLE')];
  await town.rest(first);
  if (town.state(first, lost).core.officialNumber === town.state(first, hasNumber).core.officialNumber)
    throw new Error('bug: one number twice');
  const late = await town.deskJoined(village, false, 'wang');
  const elsewhere = new Operator({ place: second, key: '' });
  await elsewhere.run(['restore', '--from', join(folder, readdirSync(folder)[0] ?? '')], [passphrase]);
  const hub = new SimHub(town.world, secondDatabase);
  await hub.open();
  Object.assign(town, { hub });
  for (const desk of [first, late]) {
    await desk.crash();
    for (let tries = 0; tries < 30; tries += 1) if ((await desk.step()).is !== 'went') break;
  }
  // Forgotten, and known by its call: it stands still until it is invited again.
  town.desks.pop();
  late.close();
  await elsewhere.run(['collection']);
  await elsewhere.run(['collection', '--close']);
  for (const desk of town.desks) await desk.crash();
  await town.restAll();
  const { keys, ports, log } = hub.running.hub;
  await createHub({ database: secondDatabase, keys, ports, log });
  await elsewhere.run(['revoke', 'desk1']);
  await elsewhere.run(['readmit', 'desk1']);
  await elsewhere.run(['revoke', 'desk1']);
  elsewhere.close();
}
