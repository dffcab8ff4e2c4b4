/**
 * A made-up township for practice (练习模式): stations, members of staff and some hundred cases of the last sixty days, written through
 * the same commands as real ones. The clock is set to each moment, so that every time in the journal is what it would have been.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { ok, unwrap } from '#shared/kernel/result.ts';
import { wallOf } from '#shared/journal/hlc.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { addDays } from '#shared/time/plain-date.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import { performAct } from '../commands/act.ts';
import { beginCase, mergeCases, stepCase } from '../commands/case.ts';
import { settleJob } from '../commands/print-jobs.ts';
import { recordOf } from '../commands/learn.ts';
import { beginWithin } from '../commands/registry.ts';
import { addStaff } from '../commands/staff.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { get, sql } from '../store/handles.ts';
import type { StationChoice } from '../resources/divisions.ts';
import type { CounterWords } from './counter-words.ts';
import { seededDraw, type Draw } from './draw.ts';
import {
  drawVisit,
  makeWorld,
  planLives,
  ways,
  type Actor,
  type Life,
  type LifeStep,
  type Way,
  type World,
} from './lives.ts';
import { playScenes, type Happening, type Stage } from './play-scenes.ts';
import type { DemoScenes } from './scenes.ts';
import type { TravellingClock } from './travelling-clock.ts';

export const demoDays = 60;

/** The moment the desk of a demo must have been set up at, so that its own first entries come before everything else. */
export const demoBegins = (now: number): number => now - (demoDays + 1) * 86_400_000;

/** How many cases go which way: 120 in all, for a pair that is merged counts twice. */
export const demoDeck: Readonly<Record<Way, number>> = {
  done: 35,
  instant: 18,
  above: 13,
  sentBack: 5,
  noticed: 9,
  unanswered: 4,
  spotFixed: 6,
  refused: 5,
  withdrawn: 4,
  corrected: 4,
  voided: 3,
  merged: 2,
  returned: 3,
  undone: 2,
  late: 2,
  slow: 3,
};

export interface DemoInput {
  /** A desk that was set up while `clock` stood at `demoBegins(now)`. */
  readonly core: DeskCore;
  /** The clock that `core` asks. */
  readonly clock: TravellingClock;
  /** May manage staff and registries: the first member of staff. */
  readonly founder: Viewer;
  readonly seed: number;
  /** Present moment, milliseconds: nothing is written after it. */
  readonly now: number;
  readonly words: CounterWords;
  readonly scenes: DemoScenes;
  readonly catalogue: readonly JsonObject[];
  /** The township's stations, the hall among them. */
  readonly stations: readonly StationChoice[];
  readonly township: string;
}

export interface DemoMade {
  readonly staff: Readonly<Record<Actor, DemoStaff>>;
}

export type DemoStaff = Viewer & { readonly login: string };

/** Throws where the desk refuses: everything here is made up, so a refusal is a bug of this file or of the kind. */
export function makeDemo(input: DemoInput): DemoMade {
  const draw = seededDraw(input.seed);
  const ids = seededDraw(input.seed ^ 0x7f4a7c15);
  // Nobody waits for these commits, and the clock is meant to be in the past.
  const core: DeskCore = {
    ...input.core,
    ports: { ...input.core.ports, clock: input.clock, random: ids },
    clockDoubt: null,
    lookAtClock: () => undefined,
    changed: () => undefined,
  };
  const begins = demoBegins(input.now);
  assertUnused(core, begins);
  input.clock.set(begins + 3_600_000);
  declareStations(core, input);
  const staff = employ(core, input);
  input.clock.set(begins + 2 * 3_600_000);
  const world = worldOf(core, input);
  const lives = planDemo(world, draw);
  const stage: Stage = {
    ...{ core, staff, world, draw, founder: input.founder, calendar: core.calendar, now: input.now },
    village: atVillage(core, input),
    settle: (viewer, answer) => {
      settle(core, input, viewer, answer, 'printed');
    },
  };
  live(input, [...lifeHappenings(core, input, staff, lives), ...playScenes(stage, input.scenes)]);
  return { staff };
}

/** The desk on a day at a village: 村级收件 of the township is seen from both ends. */
function atVillage(core: DeskCore, { stations, township }: DemoInput): DeskCore {
  const station = stations.find(({ form }) => form === 'village');
  if (station === undefined) return core;
  const { code, name } = station;
  return { ...core, station: { ...core.station, code, name, township }, writer: { ...core.writer, station: code } };
}

function assertUnused(core: DeskCore, begins: number): void {
  const last = get(core.store.read, sql<{ at: string | null }>`SELECT max(last_at) AS at FROM writer`)?.at;
  if (last && wallOf(last) > begins + 3_600_000)
    throw new Error('bug: this desk has entries later than its demo begins');
}

/** Stations, matters and rules that the set-up did not write. */
function declareStations(core: DeskCore, { founder, stations, township, catalogue, scenes }: DemoInput): void {
  const wanted = [
    ...stations.map(({ code, name, form }) => ({
      kind: 'station',
      type: 'declared',
      set: { code, name, township, form },
    })),
    ...catalogue.map((set) => ({ kind: 'matter', type: 'published', set })),
    ...scenes.rules.map((set) => ({ kind: 'rule', type: 'declared', set })),
  ];
  const request = { id: newId(core.ports), procedure: 'registry.begin', input: {} };
  const result = performAct(core, founder, request, (work) => {
    for (const { kind, type, set } of wanted) {
      if (recordOf(work.transaction, kind, textOf((set as JsonObject)['code'])) !== undefined) continue;
      unwrap(beginWithin(core, founder, work, kind, type, { set }));
    }
    return ok({});
  });
  unwrap(result);
}

function employ(core: DeskCore, { founder, words }: DemoInput): Record<Actor, DemoStaff> {
  const employed = (key: Actor): DemoStaff => {
    const person = words.staff.find((one) => one.key === key);
    if (person === undefined) throw new Error(`nobody is ${key} in the counter words`);
    const { name, login, roles } = person;
    const { staff } = unwrap(addStaff(core, founder, { act: newId(core.ports), name, login, roles }));
    return { staff, name, login, roles, may: permissionsOf(roles), station: core.writer.station };
  };
  return {
    window: employed('window'),
    review: employed('review'),
    chief: employed('chief'),
    village: employed('village'),
  };
}

function worldOf(core: DeskCore, { now, words, catalogue, stations, township }: DemoInput): World {
  const today = beijingDate(instantFromMillis(now));
  const places = stations
    .filter(({ form }) => form === 'village')
    .map(({ name }) => `${township}${name.replace(/便民服务站$/, '')}`);
  return makeWorld({
    words,
    calendar: core.calendar,
    catalogue,
    area: core.writer.station.slice(0, 6),
    places: places.length > 0 ? places : [township],
    from: addDays(today, -demoDays),
    to: today,
  });
}

function planDemo(world: World, draw: Draw): Life[] {
  const deck = draw.shuffled(ways.flatMap((way) => Array.from({ length: demoDeck[way] }, () => way)));
  return deck.flatMap((way) => planLives(world, draw, way, drawVisit(world, draw, way)));
}

interface Lived {
  readonly stream: string;
  readonly lastAct: string;
}

/** Every step of every life; what would lie after `now` has not happened yet. */
function lifeHappenings(
  core: DeskCore,
  input: DemoInput,
  staff: DemoMade['staff'],
  lives: readonly Life[],
): readonly Happening[] {
  const steps = lives.flatMap((life) => life.steps.map((step, index) => ({ life, step, isFirst: index === 0 })));
  // The newest slip may or may not have come out: a newcomer sees what that looks like.
  const newest = Math.max(...steps.flatMap(({ isFirst, step }) => (isFirst && step.at <= input.now ? [step.at] : [])));
  const lived = new Map<Life, Lived>();
  return steps.map(({ life, step, isFirst }) => ({
    at: step.at,
    run: () => {
      const act = newId(core.ports);
      const viewer = staff[step.by];
      const before = isFirst ? undefined : lived.get(life);
      const into = life.mergesInto === undefined ? undefined : lived.get(life.mergesInto)?.stream;
      const answer = unwrap(take(core, viewer, act, step, before, into));
      lived.set(life, { stream: answer.stream, lastAct: act });
      settle(core, input, viewer, answer, isFirst && step.at === newest ? 'unknown' : 'printed');
    },
  }));
}

/** In the order of time, each with the clock at its moment. */
function live({ clock, now }: DemoInput, happenings: readonly Happening[]): void {
  const past = happenings.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
  for (const { at, run } of past) {
    clock.set(at);
    run();
  }
}

function take(
  core: DeskCore,
  viewer: Viewer,
  act: string,
  step: LifeStep,
  before: Lived | undefined,
  into: string | undefined,
) {
  const { type, data, late } = step;
  const more = { ...(late ? { late } : {}), print: '80mm' } as const;
  if (before === undefined) return beginCase(core, viewer, { act, kind: 'service', type, data: plain(data), ...more });
  if (type === 'merged' && into !== undefined) {
    return mergeCases(core, viewer, { act, stream: before.stream, into, reason: textOf(data['reason']) });
  }
  const given = type === 'undone' ? { act: before.lastAct } : data;
  return stepCase(core, viewer, { act, stream: before.stream, type, data: plain(given), ...more });
}

/** As it comes through the door: JSON, with nothing undefined in it. */
const plain = (data: JsonObject) => JSON.parse(JSON.stringify(data)) as Parameters<typeof beginCase>[2]['data'];

/** The slip comes out some seconds later. */
function settle(
  core: DeskCore,
  { clock, words }: DemoInput,
  viewer: Viewer,
  { jobs }: Pick<ActAnswer, 'jobs'>,
  fate: 'printed' | 'unknown',
): void {
  for (const { id } of jobs) {
    clock.set(clock.now() + 9000);
    unwrap(settleJob(core, viewer, { act: newId(core.ports), job: id, fate, printer: words.printer }));
  }
}
