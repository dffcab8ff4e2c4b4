/** Made-up lives of cases: who comes with what, which way it goes, who does which step when. Plans only; nothing is written here. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import type { CounterWords, MatterWords } from './counter-words.ts';
import { weighted, type Draw } from './draw.ts';
import { hallHours, type Hours } from './hours.ts';
import { afterReport, decidesHere, doStage, goesUp, goThrough, needsPhotos, stagesOf } from './stages.ts';
import { isOutside, papersOf, petitionerOf, received } from './handed-in.ts';
import { mattersByCode, type DemoMatter } from './matters.ts';
import { peopleOf, type MadeUpPerson, type MakePeople } from './people.ts';

export const actors = ['window', 'review', 'chief', 'village'] as const;
export type Actor = (typeof actors)[number];

export interface LifeStep {
  /** Planned moment, milliseconds. */
  readonly at: number;
  readonly by: Actor;
  /** Entry type. `undone` takes back the step before; `merged` joins this case to `Life.mergesInto`. */
  readonly type: string;
  readonly data: JsonObject;
  /** 补录: when it really happened. */
  readonly late?: { readonly on: string; readonly reason: string };
}

export interface Life {
  readonly way: Way;
  readonly steps: readonly [LifeStep, ...LifeStep[]];
  readonly mergesInto?: Life;
}

export interface World {
  readonly words: CounterWords;
  readonly hours: Hours;
  readonly people: MakePeople;
  readonly matters: ReadonlyMap<string, DemoMatter>;
  readonly choose: (draw: Draw, fits: (matter: DemoMatter, words: MatterWords) => boolean) => MatterWords;
}

export interface WorldInput {
  readonly words: CounterWords;
  readonly calendar: WorkCalendar;
  /** The catalogue as shipped or as in the registry: fields of `matter`. */
  readonly catalogue: readonly JsonObject[];
  /** County, 6 digits, and villages as they stand in an address. */
  readonly area: string;
  readonly places: readonly string[];
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export function makeWorld({ words, calendar, catalogue, area, places, from, to }: WorldInput): World {
  const matters = mattersByCode(catalogue);
  const known = words.matters.filter(({ code }) => matters.has(code));
  const matter = weighted(known.map((one) => [one, one.weight] as const));
  return {
    words,
    hours: hallHours(words, calendar, from, to),
    people: peopleOf(words, area, places),
    matters,
    choose: (draw, fits) => {
      for (;;) {
        const drawn = matter(draw);
        const facts = matters.get(drawn.code);
        if (facts !== undefined && fits(facts, drawn)) return drawn;
      }
    },
  };
}

/** Who comes with which matter: drawn before the way it goes, so that a person can come again. */
export interface Visit {
  readonly at: number;
  readonly matter: MatterWords;
  readonly petitioner: MadeUpPerson;
  readonly agent?: MadeUpPerson & { readonly relation: string };
}

const isSlow = (_: DemoMatter, { days }: MatterWords): boolean => days[0] >= 3;
const isInstant = ({ facts }: DemoMatter): boolean => facts.isInstant === true;
/** One that is always handed in, and another: so that something can be missing. */
const hasPapers = (matter: DemoMatter): boolean =>
  !isInstant(matter) && matter.materials.length > 1 && matter.materials.some(({ isNecessary }) => isNecessary);

/** `given`: a moment that was drawn before; somebody who came earlier (asked once the matter is known). */
export interface Given {
  readonly at?: number;
  readonly known?: (matter: MatterWords) => MadeUpPerson | undefined;
}

export function drawVisit(world: World, draw: Draw, way: Way, given: Given = {}): Visit {
  const at = given.at ?? world.hours.visit(draw);
  const matter = world.choose(draw, fitting(way));
  const today = beijingDate(instantFromMillis(at));
  const petitioner = given.known?.(matter) ?? world.people.person(draw, today, matter.ages);
  const isHelped = draw.chance(matter.ages[0] >= 60 || matter.ages[0] < 10 ? 0.35 : 0.06);
  const relation = isHelped ? draw.pick(world.words.relations) : undefined;
  return {
    at,
    matter,
    petitioner,
    ...(relation === undefined ? {} : { agent: { ...world.people.person(draw, today, [25, 59]), relation } }),
  };
}

const slowWays: readonly Way[] = ['above', 'sentBack', 'slow'];
const upWays: readonly Way[] = ['above', 'sentBack'];
/** Ways that go through the work itself. A 现场勘验 leaves photographs, and nobody made any up. */
const workWays: readonly Way[] = ['done', 'above', 'sentBack', 'noticed', 'spotFixed', 'corrected', 'returned', 'late'];

function fitting(way: Way): (matter: DemoMatter, words: MatterWords) => boolean {
  const first = way === 'instant' ? isInstant : slowWays.includes(way) ? isSlow : hasPapers;
  return (matter, words) =>
    first(matter, words) &&
    (!workWays.includes(way) || !needsPhotos(matter)) &&
    (!upWays.includes(way) || goesUp(matter)) &&
    // 退回重办 of what was decided above is somebody else's.
    (!(way === 'returned' || way === 'instant') || decidesHere(matter));
}

/** One life under construction: steps are added in the order they happen. */
class Plan {
  readonly #world: World;
  readonly #draw: Draw;
  readonly #steps: LifeStep[] = [];
  #at: number;

  constructor(world: World, draw: Draw, at: number) {
    this.#world = world;
    this.#draw = draw;
    this.#at = at;
  }

  /** `days` working days after the step before, or a few minutes after it. */
  add(type: string, data: JsonObject = {}, days = 0, by: Actor = 'window'): this {
    if (this.#steps.length > 0) this.#at = this.#world.hours.later(this.#draw, this.#at, days);
    this.#steps.push({ at: this.#at, by, type, data });
    return this;
  }

  /** Within the ten minutes of 撤回上一步. */
  takeBack(): this {
    this.#at += 4 * 60_000;
    this.#steps.push({ at: this.#at, by: 'window', type: 'undone', data: {} });
    return this;
  }

  /** Of the step that was added last. */
  get day(): PlainDate {
    return beijingDate(instantFromMillis(this.#at));
  }

  dayAfter(days: number): PlainDate {
    return addDays(this.day, days);
  }

  note(probability: number): this {
    if (this.#draw.chance(probability)) this.add('note', { text: this.#draw.pick(this.#world.words.notes) });
    return this;
  }

  steps(): readonly [LifeStep, ...LifeStep[]] {
    const [first, ...rest] = this.#steps;
    if (first === undefined) throw new Error('bug: a life without a beginning');
    return [first, ...rest];
  }
}

export interface Story {
  readonly world: World;
  readonly draw: Draw;
  readonly visit: Visit;
  readonly plan: Plan;
  readonly papers: readonly { readonly name: string; readonly copies: number; readonly form: string }[];
}

const decision = ({ draw, visit, world }: Story, type: 'decided' | 'decidedAbove'): readonly [string, JsonObject] => {
  const { results, rejections } = visit.matter;
  const isGrant = world.matters.get(visit.matter.code)?.facts.type !== 'publicService';
  if (rejections !== undefined && draw.chance(0.15))
    return [type, { set: { outcome: 'rejected' }, result: draw.pick(rejections) }];
  return [type, { set: { outcome: isGrant ? 'granted' : 'done' }, result: draw.pick(results) }];
};

const between = (draw: Draw, [least, most]: readonly [number, number]): number => least + draw.below(most - least + 1);

function accept({ plan, draw }: Story): void {
  plan.note(0.2).add('accepted', {}, draw.chance(0.7) ? 0 : 1);
}

function handOver({ plan, draw }: Story): void {
  plan.add(
    'delivered',
    draw.chance(0.8)
      ? { way: 'direct', receivedBy: '本人' }
      : {
          way: 'agent',
          receivedBy: '家人',
          relation: '家人',
          warrant: '户口簿',
          proof: 'idCard',
          idNumber: '家人身份证已核对',
        },
    draw.below(4),
  );
  plan.add('closed', {}, draw.below(3));
}

function work(story: Story): void {
  const { plan, draw, visit } = story;
  const matter = story.world.matters.get(visit.matter.code);
  const days = between(draw, visit.matter.days);
  const left = matter?.facts.stages?.length ? goThrough(story, days) : doSteps(story, days);
  if (matter && !decidesHere(matter)) {
    reportAbove(story, serialAbove(draw));
    afterReport(story);
    plan.add(...decision(story, 'decidedAbove'), left).note(0.15);
  } else plan.add(...decision(story, 'decided'), left, draw.chance(0.3) ? 'review' : 'window').note(0.15);
}

/** Of a matter without stages: free words of what was done. Answers the days that are left. */
function doSteps({ plan, draw, visit }: Story, days: number): number {
  let left = days;
  for (const step of visit.matter.steps.filter(() => draw.chance(0.7))) {
    const taken = Math.min(left, draw.below(Math.max(1, days)));
    left -= taken;
    plan.add('stepDone', { step }, taken);
  }
  return left;
}

function reportAbove({ plan, draw, visit }: Story, theirNumber: string): void {
  plan.add('reported', { authority: visit.matter.above, theirNumber }, 1 + draw.below(2));
}

const serialAbove = (draw: Draw): string => `XG${String(2000 + draw.below(8000))}`;

function takeNotice({ plan, draw, papers, world }: Story): void {
  const missing = papers.slice(0, 1 + draw.below(2)).map(({ name }) => ({
    material: name,
    standard: draw.pick(world.words.gapStandards),
  }));
  plan.add('correctionNoticed', { gaps: missing }, draw.below(2));
}

const materialsSet = ({ papers }: Story): JsonObject => ({ set: { materials: papers as unknown as JsonObject[] } });

/** What was left at home. */
const broughtLater = ({ papers }: Story): JsonObject => ({ came: papers.slice(0, 1) });

/** Steps after the receipt. Every way the kind allows is here, so that a newcomer can see and try each. */
const stories = {
  done: (story: Story) => {
    accept(story);
    work(story);
    handOver(story);
  },
  /** 即办件: everything within the same visit. */
  instant: (story: Story) => {
    story.plan.add('accepted').add(...decision(story, 'decided'));
    story.plan.add('delivered', { way: 'direct', receivedBy: '本人' }).add('closed');
  },
  above: (story: Story) => {
    accept(story);
    goThrough(story, 2);
    reportAbove(story, serialAbove(story.draw));
    afterReport(story);
    story.plan.add(...decision(story, 'decidedAbove'), between(story.draw, story.visit.matter.days));
    handOver(story);
  },
  sentBack: (story: Story) => {
    const { plan, draw, world } = story;
    accept(story);
    const theirNumber = serialAbove(draw);
    goThrough(story, 2);
    reportAbove(story, theirNumber);
    plan.add('sentBack', { reason: draw.pick(world.words.sentBack) }, 2);
    plan.add('note', { text: '补齐上级要求的材料' }, 1).note(0.5);
    reportAbove(story, theirNumber);
    afterReport(story);
    plan.add(...decision(story, 'decidedAbove'), between(draw, story.visit.matter.days));
    handOver(story);
  },
  noticed: (story: Story) => {
    takeNotice(story);
    story.plan.add('supplemented', broughtLater(story), 1 + story.draw.below(4));
    accept(story);
    work(story);
    handOver(story);
  },
  /** 补正 told and nothing came yet. */
  unanswered: (story: Story) => {
    takeNotice(story);
    story.plan.note(1);
  },
  spotFixed: (story: Story) => {
    story.plan.add('correctedOnSpot', { what: story.draw.pick(story.world.words.spotFixes), ...materialsSet(story) });
    accept(story);
    work(story);
    handOver(story);
  },
  refused: (story: Story) => {
    const { reason, basis, whereTo } = story.draw.pick(story.world.words.refusals);
    story.plan.add('refused', { reason, basis, ...(whereTo === '' ? {} : { whereTo }) });
    handOver(story);
  },
  withdrawn: (story: Story) => {
    const { plan, draw, papers, world } = story;
    accept(story);
    const handedBack = papers.map(({ name }) => name);
    plan
      .add('withdrawn', { reason: draw.pick(world.words.withdrawals), handedBack, receivedBy: '本人' }, 2)
      .add('closed', {}, 1);
  },
  /** 更正: taken in with a slip of the pen, put right some time later. */
  corrected: (story: Story) => {
    const { plan, world, visit } = story;
    accept(story);
    plan.add('corrected', { set: { petitioner: petitionerOf(visit) }, reason: world.words.corrections[0] }, 1);
    work(story);
    handOver(story);
  },
  /** 作废: asked by one, confirmed by another. */
  voided: (story: Story) => {
    const { cause, reason } = story.draw.pick(story.world.words.voidings);
    story.plan.add('voidAsked', { cause, reason }).add('voided', { cause, reason }, 0, 'review');
  },
  /** 并案: the same person came twice with the same matter (`planLives` makes the first case). */
  merged: (story: Story) => {
    story.plan.add('merged', { reason: story.draw.pick(story.world.words.merges) });
  },
  /** 退回重办 by the reviewer, then done again. */
  returned: (story: Story) => {
    accept(story);
    work(story);
    story.plan.add('returned', { reason: story.draw.pick(story.world.words.redo) }, 1, 'review');
    story.plan.add(...decision(story, 'decided'), 2);
    handOver(story);
  },
  /** 撤回上一步: accepted too early, taken back within minutes. */
  undone: (story: Story) => {
    story.plan.add('accepted').takeBack().add('note', { text: story.world.words.undo });
    takeNotice(story);
  },
  /** Taken in during a power cut and keyed in later (补录). */
  late: (story: Story) => {
    accept(story);
    work(story);
    handOver(story);
  },
  /** Accepted and left lying: runs out of its promised limit. */
  slow: (story: Story) => {
    accept(story);
    const [stage] = stagesOf(story);
    if (stage === undefined) story.plan.add('stepDone', { step: story.visit.matter.steps[0] ?? '' }, 1);
    else if (stage.kind !== 'siteVisit') doStage(story, stage, 1);
    story.plan.note(1);
  },
} satisfies Readonly<Record<string, (story: Story) => void>>;

export type Way = keyof typeof stories;
export const ways = Object.keys(stories) as readonly Way[];

/** One life, or two where two cases become one. */
export function planLives(world: World, draw: Draw, way: Way, visit: Visit): readonly Life[] {
  if (way !== 'merged') return [planLife(world, draw, way, visit)];
  const first = planLife(world, draw, 'slow', visit);
  const again = { ...visit, at: world.hours.later(draw, visit.at, 1) };
  return [first, { ...planLife(world, draw, way, again), mergesInto: first }];
}

function planLife(world: World, draw: Draw, way: Way, visit: Visit): Life {
  const papers = papersOf(world, draw, visit.matter);
  const plan = new Plan(world, draw, way === 'late' ? visit.at + (2 + draw.below(5)) * 3_600_000 : visit.at);
  plan.add('received', { set: received(world, draw, way, visit, papers) }, 0, isOutside(visit) ? 'village' : 'window');
  stories[way]({ world, draw, visit, plan, papers });
  const [first, ...rest] = plan.steps();
  const late = { on: instantFromMillis(visit.at), reason: draw.pick(world.words.late) };
  return { way, steps: [way === 'late' ? { ...first, late } : first, ...rest] };
}
