/**
 * A desk that joins in the middle of a run, in one of ten. Its draws are its own, so that all other seeds stay what they were. A hub that is put
 * back from an older backup has forgotten it: then its operator, who has the invitations on paper, lets it in again; at once, or when asked.
 */
import { all, sql } from '#desk/store/handles.ts';
import { mayJoin } from '#desk/sync/join.ts';
import { scopesSetting, readSetting } from '#desk/sync/link-state.ts';
import { deskOfScopes } from '#shared/sync/scopes.ts';
import { addDesk } from '../../hub/sync/desks.ts';
import { findDesk } from '../../hub/sync/writers.ts';
import { noFaults } from './carrier.ts';
import type { SimDesk } from './sim-desk.ts';
import type { Run } from './simulate.ts';
import { restoreHub } from './trouble.ts';
import { enrol, newDesk, villages } from './township.ts';
import { seededRandom, type SimRandom, Violation } from './world.ts';

export interface Latecomer {
  readonly random: SimRandom;
  /** The event at which it comes. */
  readonly at: number;
  /** The event at which the hub is put back to what it was just before; mostly within the run. */
  readonly forgottenAt: number;
}

export function latecomerOf(seed: number, events: number): Latecomer | undefined {
  if (seed % 10 !== 7) return undefined;
  const random = seededRandom(seed ^ 0x1a7e);
  const at = 5 + random.pick(Math.floor(events * 0.7));
  return { random, at, forgottenAt: at + 5 + random.pick(80) };
}

export async function lookAtLatecomer(run: Run, latecomer: Latecomer, event: number): Promise<void> {
  if (event === latecomer.at) await comeLate(run, latecomer);
  if (event === latecomer.forgottenAt) await restoreHub(run);
}

async function comeLate(run: Run, { random }: Latecomer): Promise<void> {
  run.world.say('the hub is backed up, and a desk joins');
  await run.hub.backUp();
  const free = villages.filter((village) => run.desks.every(({ facts }) => facts.station !== village));
  const desk = await newDesk(run, 'present', random.from([...free, ...villages]), false);
  desk.isLate = true;
  run.ledger.hasLatecomer = true;
  run.carrier.faults = noFaults;
  await enrol(run, desk, run.staff[4] ?? '');
}

/** After a hub was put back: half of the operators look at their papers before anybody calls. */
export async function inviteOnPaper(run: Run): Promise<void> {
  const { latecomer, desks } = run;
  for (const desk of desks) if (desk.isLate && latecomer?.random.once(2) === true) await inviteAgain(run, desk);
}

/**
 * The desk stands still because the hub does not know it: whether that is as it has to be. Then it is invited again and goes on; a copy of it
 * only goes on, because it is known once its twin has called.
 */
export async function invitedAgain(run: Run, desk: SimDesk): Promise<boolean> {
  if (!desk.isLate || run.ledger.disasters === 0) return false;
  if (!mayJoin(desk.core.store.read))
    throw new Violation('I10', `${desk.facts.name} is forgotten and may not join again`);
  if (!(await inviteAgain(run, desk))) await letTwinCall(run, desk);
  return true;
}

/** Its copy was let in under the row both have, and it is refused (`twin`) until that one has called. */
async function letTwinCall(run: Run, { id, facts: { name } }: SimDesk): Promise<void> {
  const twin = run.desks.find((one) => one.id === id && one.facts.name !== name);
  if (twin === undefined) return;
  run.carrier.faults = noFaults;
  run.world.say(`${name} waits for ${twin.facts.name}`);
  await run.untilRest(twin);
}

const isRegistered = async ({ options: { database } }: Run, { id }: SimDesk): Promise<boolean> =>
  (await database.transact((transaction) => findDesk(transaction, id))) !== undefined;

/** As `enrol` at the hub and `keepJoined` here do it, without the digits. Answers false where its row stands there. */
async function inviteAgain(run: Run, desk: SimDesk): Promise<boolean> {
  const { options, hub, world } = run;
  if (desk.isRevoked) return true;
  if (await isRegistered(run, desk)) return false;
  const { core, facts } = desk;
  const [row] = all(
    core.store.read,
    sql<{ key: string }>`SELECT public_key AS key FROM writer WHERE id = ${core.writer.id}`,
  );
  const publicKey = new Uint8Array(Buffer.from(row?.key ?? '', 'base64url'));
  const id = deskOfScopes(readSetting(core.store.read, scopesSetting)) ?? desk.id;
  const grant = { station: facts.station, isHall: facts.isHall, parts: [] };
  await options.database.transact((transaction) =>
    addDesk(hub.running.hub, transaction, { id, name: facts.name, grant, writer: { id: core.writer.id, publicKey } }),
  );
  world.say(`${facts.name} is invited again`);
  return true;
}
