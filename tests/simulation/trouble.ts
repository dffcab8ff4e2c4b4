/** What goes wrong or changes in a township: programs that end, disks put back, copies, clocks, cases sent elsewhere, people and desks that leave. */
import { join } from 'node:path';
import { sql as hubSql } from '../../hub/store/database.ts';
import { revokeDesk } from '../../hub/sync/desks.ts';
import { sayInStream } from '../../hub/sync/authority.ts';
import { readHead } from '../../hub/sync/hub.ts';
import { noFaults } from './carrier.ts';
import { inviteOnPaper } from './latecomer.ts';
import { SimDesk } from './sim-desk.ts';
import type { Run } from './simulate.ts';
import { villages } from './township.ts';
import { short } from './workload.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** One of them, drawn by how often it comes. */
export async function trouble(run: Run, desk: SimDesk): Promise<void> {
  const { random } = run.world;
  const drawn = random.pick(22);
  if (drawn < 6) desk.isAway = !desk.isAway;
  else if (drawn < 8) turnClock(run, desk);
  else if (drawn < 10) await crash(run, desk);
  else if (drawn < 14) await (desk.hasBackup && random.once(3) ? restoreDesk(run, desk) : backUpDesk(run, desk));
  else if (drawn < 17) await hubTrouble(run);
  else if (drawn < 18) await cloneDesk(run, desk);
  else if (drawn < 19) await revoke(run, desk);
  else await sendAhead(run, desk);
}

/** Ten days off, ten years, 1970; and back again. The hub's too, by less: it has a person who looks after it. */
function turnClock({ world, hub }: Run, desk: SimDesk): void {
  const { random } = world;
  if (random.once(4)) hub.skew = random.from([0, 0, -2 * 60 * minute, 3 * day]);
  else desk.skew = random.from([0, 0, -10 * day, 10 * day, -3650 * day, 72 * minute, -world.now()]);
  world.say(`clocks: ${desk.facts.name} ${String(desk.skew / minute)} min, hub ${String(hub.skew / minute)} min`);
}

export async function crash({ world, ledger }: Run, desk: SimDesk): Promise<void> {
  world.say(`${desk.facts.name} ends and starts again`);
  await desk.crash();
  ledger.look(desk);
}

async function backUpDesk({ world, ledger }: Run, desk: SimDesk): Promise<void> {
  world.say(`${desk.facts.name} is copied`);
  await desk.backUp();
  ledger.look(desk);
}

async function restoreDesk({ world, ledger }: Run, desk: SimDesk): Promise<void> {
  world.say(`${desk.facts.name} is put back from its copy`);
  ledger.disasters += 1;
  await desk.restore();
  ledger.look(desk);
}

async function cloneDesk(run: Run, desk: SimDesk): Promise<void> {
  const { world, ledger } = run;
  if (run.desks.some(({ facts }) => facts.name.endsWith('clone')) || desk.isRevoked) return;
  const name = `${desk.facts.name}clone`;
  const dir = join(run.options.dir, name);
  world.say(`${desk.facts.name} is cloned as ${name}`);
  desk.close();
  desk.copyTo(dir);
  await desk.open();
  const twin = new SimDesk(world, { ...desk.facts, name, dir, desk: desk.id }, desk.kinds, desk.carry);
  twin.isAuthority = false;
  twin.staff = desk.staff;
  twin.isLate = desk.isLate;
  run.desks.push(twin);
  await twin.open();
  ledger.look(desk);
  ledger.look(twin);
}

async function hubTrouble(run: Run): Promise<void> {
  const { world, hub } = run;
  const drawn = world.random.pick(9);
  if (drawn < 3) {
    world.say('hub is backed up');
    await hub.backUp();
  } else if (drawn === 3) {
    hub.age = hub.age === 'older' ? 'present' : 'newer';
    world.say(`hub becomes ${hub.age}`);
    await hub.open();
  } else if (drawn > 5 || !(await restoreHub(run))) {
    world.say('hub ends and starts again');
    await hub.open();
  }
}

export async function restoreHub(run: Run): Promise<boolean> {
  if (!(await run.hub.restore())) return false;
  run.ledger.disasters += 1;
  run.world.say('hub is put back from its backup');
  for (const desk of run.desks.filter(({ isRevoked }) => isRevoked)) await revokeAgain(run, desk);
  await inviteOnPaper(run);
  return true;
}

/** The authority sends an order to a station, or on to another one. */
export async function dispatch({ world, hub, desks }: Run): Promise<void> {
  const { random } = world;
  const orders = await hub.database.transact(async (transaction) => {
    const { state } = await readHead(transaction);
    return state === 'collecting'
      ? []
      : transaction.all(hubSql<{ id: string }>`SELECT id FROM stream
      WHERE kind = 'madeUpOrder' AND head > 0 ORDER BY id`);
  });
  if (orders.length === 0) return;
  // The same few go to and fro, mostly to where somebody is.
  const { id: stream } = random.from(orders.slice(0, 3));
  const manned = villages.filter((village) => desks.some(({ facts }) => facts.station === village));
  const station = random.from(random.once(4) ? villages : manned);
  try {
    await sayInStream(hub.running.hub, stream, 'assigned', { set: { assignee: '示例', station } });
    world.say(`hub sends ${short(stream)} to ${station}`);
  } catch (error) {
    // Answered meanwhile: then there is nothing to send.
    world.say(`hub does not send ${short(stream)}: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Stolen, or given away: from now on the hub serves it no more. Never the first one, which knows everything. */
async function revoke({ world, hub, desks }: Run, desk: SimDesk): Promise<void> {
  const isTwin = desks.some(({ facts }) => facts.name.endsWith('clone'));
  if (desk === desks[0] || desk.isRevoked || isTwin) return;
  const { name } = desk.facts;
  desk.isRevoked = await hub.database.transact((transaction) => revokeDesk(hub.running.hub, transaction, desk.id));
  world.say(`${name} is shut out`);
}

/** A hub that was put back may have forgotten it: the list of those who are shut out is on paper too. */
async function revokeAgain({ hub }: Run, desk: SimDesk): Promise<void> {
  await hub.database.transact((transaction) => revokeDesk(hub.running.hub, transaction, desk.id));
}

async function sendAhead({ world, hub, carrier }: Run, desk: SimDesk): Promise<void> {
  carrier.faults = noFaults;
  world.say(`${desk.facts.name} sends its second act first`);
  await desk.sendAhead((writer) => hub.nextSeq(writer));
}
