/** A real desk for benchmarks: set up as a person would, with staff and catalogue, then filled; kept in `.cache` and used again. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDesk, type Desk } from '#desk/desk.ts';
import { openResources } from '#desk/desk-resources.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { enter } from '#desk/login.ts';
import { systemElapsed, systemRandom } from '#desk/system.ts';
import { proposePhrase, completeSetUp } from '#desk/set-up.ts';
import { addStaff } from '#desk/commands/staff.ts';
import { newId } from '#desk/ids.ts';
import { readCounterWords } from '#desk/demo/counter-words.ts';
import type { Actor } from '#desk/demo/lives.ts';
import { get, sql } from '#desk/store/handles.ts';
import { travellingClock } from '#desk/demo/travelling-clock.ts';
import { formatPhrase } from '#shared/identity/recovery-phrase.ts';
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beijingDate, instantFromMillis, type Instant } from '#shared/time/instant.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import { generateCases } from '../generate/generate.ts';

export const root = join(import.meta.dirname, '../..');
export const resources = openResources(join(root, 'resources'), join(root, 'node_modules/@fontsource'));
export const benchStaff = { name: '陈小芳', login: 'bench', password: 'Yongfeng-2026' } as const;

const dayLength = 86_400_000;
const yearsBack = 10;

export const openBenchDesk = async (dir: string, clock = { now: () => Date.now() }): Promise<Desk> =>
  unwrap(
    await createDesk({
      dir,
      ports: { clock, random: systemRandom },
      elapsed: systemElapsed,
      log: { warn: () => undefined },
      build: { version: 'bench', date: '2016-01-01T00:00:00.000Z' },
      resources,
      isDemo: false,
      printing: 'dialog',
    }),
  );

export async function loggedIn(desk: Desk): Promise<{ readonly core: DeskCore; readonly viewer: Viewer }> {
  const viewer = unwrap(await enter(desk.runtime, 'bench', benchStaff));
  if (desk.runtime.core === null) throw new Error('the desk is not open');
  return { core: desk.runtime.core, viewer };
}

/** The folder of a desk with `count` cases of the last ten years; made when it is not there yet. `say` is told how far it is. */
export async function deskWith(count: number, say: (line: string) => void): Promise<string> {
  const dir = join(root, '.cache/bench', `desk-${String(count)}`);
  const isDone = join(dir, 'bench-complete');
  if (existsSync(isDone)) return dir;
  mkdirSync(dir, { recursive: true });
  await fill(dir, count, say);
  writeFileSync(isDone, `${new Date().toISOString()}\n`);
  return dir;
}

/** Goes on where an earlier one was stopped: visits are written in the order of their days. */
export async function fill(dir: string, count: number, say: (line: string) => void): Promise<void> {
  const now = Date.now();
  const isBegun = existsSync(join(dir, 'desk.db'));
  const clock = travellingClock(now - (count === 0 ? 1 : yearsBack * 365 + 2) * dayLength);
  const desk = await openBenchDesk(dir, clock);
  const founder = isBegun ? (await loggedIn(desk)).viewer : await setUp(desk);
  const core = desk.runtime.core;
  if (core === null) throw new Error('the desk is not open');
  const words = readCounterWords(resources.dir);
  const staff = isBegun ? employed(core, words.staff) : employ(core, founder, words.staff);
  const stations = resources.divisions().stationsOf('360732108')?.stations ?? [];
  const { cases: before, from = addDays(beijingDate(instantFromMillis(now)), -yearsBack * 365) } = writtenIn(core);
  const started = performance.now();
  if (count > before) {
    generateCases({
      core,
      staff,
      words,
      catalogue: resources.catalogue(),
      places: stations.filter(({ form }) => form === 'village').map(({ name }) => name.replace('便民服务站', '')),
      seed: count + before,
      count: count - before,
      from,
      to: addDays(beijingDate(instantFromMillis(now)), -1),
      onBatch: (written, entries) => {
        const seconds = (performance.now() - started) / 1000;
        const cases = before + written;
        if (written % 20_000 === 0 || cases === count) {
          say(`${String(cases)} cases, ${String(entries)} entries, ${(written / seconds).toFixed(0)} cases/s`);
        }
      },
    });
  }
  await desk.close();
}

/** Cases there are, and the day after the last one came in; cases under way when it was stopped stay as they are. */
function writtenIn({ store }: DeskCore): { readonly cases: number; readonly from?: PlainDate } {
  const found = get(
    store.read,
    sql<{ cases: number; last: string | null }>`SELECT count(*) AS cases, max(on_at) AS last FROM entry
      WHERE kind = 'service' AND type = 'received'`,
  );
  const { cases = 0, last = null } = found ?? {};
  return last === null ? { cases } : { cases, from: addDays(beijingDate(last as Instant), 1) };
}

async function setUp(desk: Desk): Promise<Viewer> {
  unwrap(proposePhrase(desk.runtime, '永丰镇', '综合窗口 1 号'));
  const phrase = desk.runtime.pendingPhrase;
  if (phrase === null) throw new Error('no phrase');
  return unwrap(
    await completeSetUp(desk.runtime, 'bench', {
      township: { code: '360732108', name: '永丰镇' },
      station: { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '' },
      desk: '综合窗口 1 号',
      staff: benchStaff,
      phrase: formatPhrase(phrase).split(' '),
      backupFolder: '',
    }),
  );
}

type Words = ReturnType<typeof readCounterWords>['staff'];

const byActor = (people: Words, viewerOf: (person: Words[number]) => Viewer): Record<Actor, Viewer> => {
  const one = (key: Actor): Viewer => {
    const person = people.find((other) => other.key === key);
    if (person === undefined) throw new Error(`nobody is ${key}`);
    return viewerOf(person);
  };
  return { window: one('window'), review: one('review'), chief: one('chief'), village: one('village') };
};

/** Who was employed when it was begun. */
const employed = (core: DeskCore, people: Words): Record<Actor, Viewer> =>
  byActor(people, ({ name, roles }) => {
    const found = get(
      core.store.read,
      sql<{ key: string }>`SELECT key FROM live_record WHERE kind = 'staff' AND label = ${name}`,
    );
    if (found === undefined) throw new Error(`${name} does not work here`);
    return { staff: found.key, name, roles, may: permissionsOf(roles), station: core.writer.station };
  });

export const employ = (core: DeskCore, founder: Viewer, people: Words): Record<Actor, Viewer> =>
  byActor(people, ({ name, login, roles }) => {
    const { staff } = unwrap(addStaff(core, founder, { act: newId(core.ports), name, login, roles }));
    return { staff, name, roles, may: permissionsOf(roles), station: core.writer.station };
  });
