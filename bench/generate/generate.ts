/** Believable township data at any scale, from a seed: the same seed and the same desk give the same journal. */
import { run as runSql, sql, transact } from '#desk/store/handles.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import type { CounterWords } from '#desk/demo/counter-words.ts';
import { seededDraw, weighted, type Draw } from '#desk/demo/draw.ts';
import {
  drawVisit,
  makeWorld,
  planLives,
  type Actor,
  type Life,
  type LifeStep,
  type Way,
  type World,
} from '#desk/demo/lives.ts';
import type { MadeUpPerson } from '#desk/demo/people.ts';
import { travellingClock, type TravellingClock } from '#desk/demo/travelling-clock.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { millisOf, type Instant } from '#shared/time/instant.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import { bulkWriter, type BulkWriter, type Written } from './bulk-writer.ts';
import { makeHeap, type Heap } from './heap.ts';

export interface GenerateInput {
  /** An open desk whose last entry is before `from`, with the matters of `catalogue` in its registry. */
  readonly core: DeskCore;
  readonly staff: Readonly<Record<Actor, Viewer>>;
  readonly words: CounterWords;
  readonly catalogue: readonly JsonObject[];
  /** Villages as they stand in an address. */
  readonly places: readonly string[];
  readonly seed: number;
  readonly count: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Cases begun in one transaction. */
  readonly batch?: number;
  readonly onBatch?: (cases: number, entries: number) => void;
}

/** How many in a thousand go which way, in a hall that runs well. 并案 is left out: it needs two streams. */
const shares: readonly (readonly [Way, number])[] = [
  ['done', 470],
  ['instant', 265],
  ['above', 90],
  ['noticed', 60],
  ['spotFixed', 30],
  ['sentBack', 20],
  ['corrected', 18],
  ['refused', 15],
  ['withdrawn', 12],
  ['returned', 7],
  ['voided', 6],
  ['late', 4],
  ['undone', 4],
  ['unanswered', 6],
  ['slow', 4],
];

const isLeftLying = (way: Way): boolean => way === 'slow' || way === 'unanswered' || way === 'undone';
const leftFor = 60 * 86_400_000;

/** One in three has been here before with the same matter. */
const isKnown = 0.33;
const rememberedPerMatter = 4000;

/** A life and its next step; `written` once it has begun. */
interface Running {
  readonly life: Life;
  readonly next: number;
  readonly written?: Written;
}

/** Answers what was written. Cases that are still open at the end of `to` stay open, as they would. */
export function generateCases(input: GenerateInput): { readonly cases: number; readonly entries: number } {
  const { count, batch = 5000 } = input;
  const draw = seededDraw(input.seed);
  const world = makeWorld({ ...input, calendar: input.core.calendar, area: input.core.writer.station.slice(0, 6) });
  const ends = millisOf(`${input.to}T16:00:00.000Z` as Instant);
  const visits = Float64Array.from({ length: count }, () => world.hours.visit(draw)).sort();
  const clock = travellingClock(visits[0] ?? ends);
  const core = pastCore(input, clock);
  const kind = input.core.findKind('service');
  if (kind === undefined) throw new Error('bug: no kind service');
  const run: Run = { input, world, draw, clock, kind, core, ends, heap: makeHeap(), known: new Map() };
  let entries = 0;
  for (let from = 0; from < count; from += batch) {
    const part = visits.subarray(from, Math.min(count, from + batch));
    entries += writeBatch(run, part, from + batch >= count);
    input.onBatch?.(from + part.length, entries);
  }
  return { cases: count, entries };
}

interface Run {
  readonly input: GenerateInput;
  readonly world: World;
  readonly draw: Draw;
  readonly clock: TravellingClock;
  readonly kind: Kind;
  readonly core: DeskCore;
  readonly ends: number;
  readonly heap: Heap<Running>;
  readonly known: Known;
}

function pastCore({ core, seed }: GenerateInput, clock: TravellingClock): DeskCore {
  return {
    ...core,
    ports: { ...core.ports, clock, random: seededDraw(seed ^ 0x2545f491) },
    lookAtClock: () => undefined,
    changed: () => undefined,
  };
}

function writeBatch(run: Run, visits: Float64Array, isLast: boolean): number {
  return transact(run.core.store.write, function generate(transaction): number {
    // A transaction this large would otherwise spill the same pages into the log again and again, and a large file be read again for each.
    runSql(transaction, sql`PRAGMA cache_size = -4194304`);
    const writer = bulkWriter(run.core, transaction, run.kind);
    for (const at of visits) {
      goOn(run, writer, at);
      receive(run, at);
    }
    if (isLast) goOn(run, writer, Infinity);
    writer.settle();
    return writer.entries();
  });
}

function receive({ draw, world, heap, known, ends }: Run, at: number): void {
  const drawn = chooseWay(draw);
  // What lies about is of these weeks: no hall leaves a case for years.
  const way = isLeftLying(drawn) && at < ends - leftFor ? 'done' : drawn;
  const visit = drawVisit(world, draw, way, { at, known: ({ code }) => comesAgain(known, draw, code) });
  remember(known, draw, visit.matter.code, visit.petitioner);
  for (const life of planLives(world, draw, way, visit)) heap.push(life.steps[0].at, { life, next: 0 });
}

const chooseWay = weighted(shares);

/** Steps that fall due before the next person comes in. */
function goOn({ heap, clock, input, ends }: Run, writer: BulkWriter, until: number): void {
  while (heap.next() <= until) {
    const running = heap.pop();
    if (running === undefined) return;
    const { life, next, written } = running;
    const step = life.steps[next];
    // 补录 may be keyed in only after the last day.
    if (step === undefined || step.at > ends) continue;
    clock.set(step.at);
    const now = write(writer, input.staff[step.by], step, written);
    const after = life.steps[next + 1];
    if (after !== undefined && after.at <= ends) heap.push(after.at, { life, next: next + 1, written: now });
    else writer.project(now.state);
  }
}

function write(
  writer: BulkWriter,
  viewer: Viewer,
  { type, data, late }: LifeStep,
  before: Written | undefined,
): Written {
  if (before === undefined) return writer.begin(viewer, { type, data, ...(late ? { late } : {}) });
  return writer.step(viewer, before.state, { type, data: type === 'undone' ? { act: before.act } : data });
}

type Known = Map<string, MadeUpPerson[]>;

function comesAgain(known: Known, draw: Draw, matter: string): MadeUpPerson | undefined {
  const people = known.get(matter);
  return people !== undefined && draw.chance(isKnown) ? draw.pick(people) : undefined;
}

function remember(known: Known, draw: Draw, matter: string, person: MadeUpPerson): void {
  const people = known.get(matter) ?? [];
  if (people.length < rememberedPerMatter) people.push(person);
  else people[draw.below(people.length)] = person;
  known.set(matter, people);
}
