/**
 * 村级收件: what a village station does with a case, by its matter. direct 直办: all of it. collect 代收 and help 帮办: it takes the case in and
 * tells what is missing; 受理 and all that follows is the township's, and the papers go there with a 交接清单. The day of receipt at the
 * station is the day of receipt: the five working days of 行政许可法 art. 32(4) run from it, whoever has the papers.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import type { MatterFacts } from '../matter/facts.ts';
import type { villageWays } from '../matter/stage.ts';
import type { Due } from '../mechanism/dues.ts';
import type { Probe, ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { asCourse, courseOf, type Course, type VillageTrip } from './course.ts';
import { learntMatter } from './matter-form.ts';

/** What a case taken in at a village station for the township has learnt; null: it was corrected to a matter the station does itself. */
const villageFacts = z.object({ way: z.enum(['collect', 'help']), name: z.string() });
export type VillageFacts = z.infer<typeof villageFacts>;

export const villageOf = (learnt: JsonObject): VillageFacts | undefined =>
  villageFacts.safeParse(learnt['village']).data;

/** A matter that says nothing of villages leaves all ways open. */
const wayOf = ({ village = 'direct' }: MatterFacts): (typeof villageWays)[number] => village;

/** Asked whenever the matter is said. Refusal: village.notDone, of a matter that is not taken in at a station. */
export function learnVillage({ state, learnt }: FactsContext, matter: MatterFacts | undefined): Result<JsonObject> {
  if (matter === undefined) return ok({});
  const station = learnt.record('station', state.station);
  if (station?.['form'] !== 'village') return ok({});
  const way = wayOf(matter);
  if (way === 'none') return refuse('village.notDone', { matter: matter.name }, 'matter');
  return ok({ village: way === 'direct' ? null : { way, name: textOf(station['name']) } });
}

/** 交接: the papers are at the township within the limit the matter gives, counted from the day they came to the station. */
export function villagePapersDue({ learnt, learntFacts, on, state }: FactsContext): Due[] {
  const limit = learntMatter(learntFacts)?.villageLimit;
  const isHere = learnt.station.code === state.station;
  if (limit === undefined || !isHere || villageOf(learntFacts) === undefined) return [];
  return [learnt.due('villagePapers', on, limit, 'overdue')];
}

/** Where the papers are: on their way in a list that nobody has ticked yet. */
export const tripUnderWay = ({ core }: StreamState): VillageTrip | undefined => {
  const last = courseOf(core).handovers?.at(-1);
  return last?.arrivedOn === undefined ? last : undefined;
};

/** There are papers at the station that have to go: none went yet, or more came since. */
export function hasPapersToSend(state: StreamState): boolean {
  if (villageOf(state.core.learnt) === undefined || tripUnderWay(state) !== undefined) return false;
  const due = state.core.dues['villagePapers'];
  return courseOf(state.core).handovers === undefined || (due !== undefined && due.met === undefined);
}

const isAtItsStation = (state: StreamState, station: string): boolean => state.station === station;

/** Steps of a case taken in for the township that are the township's. */
const ofTownship = [
  ...[
    'accepted',
    'acceptedTolerant',
    'refused',
    'approved',
    'approvalKeyed',
    'deemedWithdrawn',
    'terminated',
    'decided',
    'reported',
    'sentInBatch',
    'sentBack',
    'gapsAbove',
    'decidedAbove',
    'passedOn',
  ],
  ...['paused', 'resumed', 'extended'],
];

/** 受理 happens at the township: no button of the station, and an entry of its desk is marked. */
export const withTownship = (steps: Readonly<Record<string, StepSpec>>): Readonly<Record<string, StepSpec>> =>
  Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, ofTownship.includes(name) ? keepToTownship(step) : step]),
  );

const keepToTownship = (step: StepSpec): StepSpec => ({
  ...step,
  guard: (state, by, data, probe) =>
    villageOf(state.core.learnt) !== undefined && isAtItsStation(state, probe.station)
      ? 'village.atTownship'
      : (step.guard?.(state, by, data, probe) ?? null),
});

function setOut(course: JsonObject, { on, data }: ReadEntry): JsonObject {
  const { handovers = [] } = course as Course;
  const trip: VillageTrip = { on, list: textOf(data['list']), carrier: textOf(data['bearer']) };
  return asCourse({ ...course, handovers: [...handovers, trip] });
}

/** Papers that came without a list have arrived, too. */
function arrive(course: JsonObject, { on, by, data }: ReadEntry): JsonObject {
  const { handovers = [] } = course as Course;
  const last = handovers.at(-1);
  const note = textOf(data['counted']);
  const arrived = { arrivedOn: on, arrivedBy: by, ...(note === '' ? {} : { note }) };
  if (last === undefined || last.arrivedOn !== undefined)
    return asCourse({ ...course, handovers: [...handovers, arrived] });
  return asCourse({ ...course, handovers: [...handovers.slice(0, -1), { ...last, ...arrived }] });
}

function guardSending(
  state: StreamState,
  _by: string,
  _data: JsonObject | null,
  { station }: Pick<Probe, 'station'>,
): RefusalCode | null {
  if (villageOf(state.core.learnt) === undefined) return 'village.notCollected';
  if (!isAtItsStation(state, station)) return 'village.otherStation';
  return hasPapersToSend(state) ? null : 'village.nothingToSend';
}

function guardArrival(
  state: StreamState,
  _by: string,
  _data: JsonObject | null,
  { station }: Pick<Probe, 'station'>,
): RefusalCode | null {
  if (villageOf(state.core.learnt) === undefined) return 'village.notCollected';
  if (isAtItsStation(state, station)) return 'village.atTownship';
  return tripUnderWay(state) !== undefined || hasPapersToSend(state) ? null : 'village.hasArrived';
}

/** While it is the township's to accept or to work on. */
const underWay = ['received', 'correcting', 'accepted', 'reported'];

export const villageSteps: Readonly<Record<string, StepSpec>> = {
  /** 交接: as a row of a 交接清单. */
  sentToTownship: {
    v: 1,
    from: underWay,
    permission: 'case.handle',
    form: { list: { class: 'guarded', input: 'text', schema: z.uuid() }, bearer: text(100) },
    guard: guardSending,
    course: setOut,
    isProgram: true,
  },
  /** 到镇: counted and in order, or with a note of what was not. */
  arrivedAtTownship: {
    v: 1,
    from: underWay,
    permission: 'case.handle',
    form: { counted: optionalText(500) },
    guard: guardArrival,
    meets: ['villagePapers'],
    course: arrive,
    isReversible: true,
  },
};
