/** A real desk for benchmarks: set up as a person would, with staff and catalogue, then filled; kept in `.cache` and used again. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
import { travellingClock } from '#desk/demo/travelling-clock.ts';
import { formatPhrase } from '#shared/identity/recovery-phrase.ts';
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { addDays } from '#shared/time/plain-date.ts';
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
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  await fill(dir, count, say);
  writeFileSync(isDone, `${new Date().toISOString()}\n`);
  return dir;
}

export async function fill(dir: string, count: number, say: (line: string) => void): Promise<void> {
  const now = Date.now();
  const clock = travellingClock(now - (count === 0 ? 1 : yearsBack * 365 + 2) * dayLength);
  const desk = await openBenchDesk(dir, clock);
  const founder = await setUp(desk);
  const core = desk.runtime.core;
  if (core === null) throw new Error('the desk is not open');
  const words = readCounterWords(resources.dir);
  const started = performance.now();
  const stations = resources.divisions().stationsOf('360732108')?.stations ?? [];
  if (count > 0) {
    generateCases({
      core,
      staff: employ(core, founder, words.staff),
      words,
      catalogue: resources.catalogue(),
      places: stations.filter(({ form }) => form === 'village').map(({ name }) => name.replace('便民服务站', '')),
      seed: count,
      count,
      from: addDays(beijingDate(instantFromMillis(now)), -yearsBack * 365),
      to: addDays(beijingDate(instantFromMillis(now)), -1),
      onBatch: (cases, entries) => {
        const seconds = (performance.now() - started) / 1000;
        if (cases % 20_000 === 0 || cases === count) {
          say(`${String(cases)} cases, ${String(entries)} entries, ${(cases / seconds).toFixed(0)} cases/s`);
        }
      },
    });
  }
  await desk.close();
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

export function employ(
  core: DeskCore,
  founder: Viewer,
  people: ReturnType<typeof readCounterWords>['staff'],
): Record<Actor, Viewer> {
  const one = (key: Actor): Viewer => {
    const person = people.find((other) => other.key === key);
    if (person === undefined) throw new Error(`nobody is ${key}`);
    const { name, login, roles } = person;
    const { staff } = unwrap(addStaff(core, founder, { act: newId(core.ports), name, login, roles }));
    return { staff, name, roles, may: permissionsOf(roles), station: core.writer.station };
  };
  return { window: one('window'), review: one('review'), chief: one('chief'), village: one('village') };
}
