/** The township of a run: a hall, some villages, people; every desk joined to the hub. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { all, sql } from '#desk/store/handles.ts';
import { sql as hubSql } from '../../hub/store/database.ts';
import { addDesk } from '../../hub/sync/desks.ts';
import { ages, kindsOf, type Age } from './kinds.ts';
import { SimDesk } from './sim-desk.ts';
import type { Run } from './simulate.ts';

const hall = '360732108000';
export const villages = ['360732108201', '360732108202', '360732108203'];

export async function setUp(run: Run): Promise<void> {
  const { random } = run.world;
  await run.hub.empty();
  run.hub.age = random.from(ages);
  await run.hub.open();
  const first = await newDesk(run, 'present', hall, true);
  const staff = furnish(run, first);
  run.staff = staff;
  await enrol(run, first, staff[0] ?? '');
  for (const station of villages.slice(0, 2 + (random.once(4) ? 1 : 0))) {
    const desk = await newDesk(run, random.from(ages), station, false);
    await enrol(run, desk, staff[run.desks.length - 1] ?? '');
  }
  if (random.once(3)) await enrol(run, await newDesk(run, random.from(ages), hall, true), staff[5] ?? '');
}

export async function newDesk(run: Run, age: Age, station: string, isHall: boolean): Promise<SimDesk> {
  const { world, options, desks, carrier } = run;
  const name = `desk${String(desks.length + 1)}`;
  const dir = join(options.dir, name);
  mkdirSync(dir, { recursive: true });
  const facts = { name, dir, station, isHall, isWithoutContents: true };
  const desk = new SimDesk(world, facts, kindsOf[age], (one, call) => carrier.send(one, call));
  desks.push(desk);
  await desk.open();
  return desk;
}

/** The first desk alone: a matter, and people. Answers their ids. */
function furnish({ ledger }: Run, desk: SimDesk): string[] {
  const begin = (name: string, type: string, set: Record<string, string | string[]>): string => {
    const kind = desk.kinds.find((one) => one.kind === name);
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
  for (const complaint of ['路灯不亮', '水管漏水']) begin('madeUpOrder', 'received', { complaint });
  ledger.look(desk);
  return people;
}

export async function enrol({ options, hub, ledger, untilRest }: Run, desk: SimDesk, staff: string): Promise<void> {
  const { id } = desk.core.writer;
  const [row] = all(desk.core.store.read, sql<{ public_key: string }>`SELECT public_key FROM writer WHERE id = ${id}`);
  const publicKey = new Uint8Array(Buffer.from(row?.public_key ?? '', 'base64url'));
  const { name, station, isHall } = desk.facts;
  await options.database.transact(async (transaction) => {
    const grant = { station, isHall, parts: [] };
    await addDesk(hub.running.hub, transaction, { id: name, name, grant, writer: { id, publicKey } });
    // What the first one brings is the township's.
    await transaction.run(
      hubSql`INSERT INTO hub_setting (key, value) VALUES ('founder', ${name}) ON CONFLICT (key) DO NOTHING`,
    );
  });
  desk.isAuthority = false;
  desk.staff = staff;
  await desk.crash();
  ledger.look(desk);
  await untilRest(desk);
}
