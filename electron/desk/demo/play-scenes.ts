/** The scenes of `scenes.ts` as happenings: each through the command that the page would have called, at its own moment. */
import type { JsonObject, Json } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { recordIn, textOf } from '#shared/kinds/common/fields.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import type { ActAnswer } from '#shared/contract/case.ts';
import type { BatchAnswer } from '#shared/contract/batch.ts';
import { isWorkingDay, type WorkCalendar } from '#shared/time/calendar.ts';
import { beijingDate, fromBeijing, instantFromMillis, millisOf } from '#shared/time/instant.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import { answerBatch, sendBatch } from '../commands/batches.ts';
import { beginCase, stepCase } from '../commands/case.ts';
import { parkDraft } from '../commands/drafts.ts';
import { receivePapers, sendPapers } from '../commands/handovers.ts';
import { openList, takeRow } from '../commands/intake-lists.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import type { Draw } from './draw.ts';
import { formOf } from './handed-in.ts';
import type { Actor, World } from './lives.ts';
import type { MadeUpPerson } from './people.ts';
import type { DemoScenes, Scene } from './scenes.ts';

/** Something that happens at a moment (milliseconds); the clock stands there while it does. */
export interface Happening {
  readonly at: number;
  readonly run: () => void;
}

export interface Stage {
  readonly core: DeskCore;
  /** The same desk on a day at a village station. */
  readonly village: DeskCore;
  readonly staff: Readonly<Record<Actor, Viewer>>;
  /** Whoever the demonstration is opened for: what lies aside is theirs. */
  readonly founder: Viewer;
  readonly world: World;
  readonly calendar: WorkCalendar;
  readonly draw: Draw;
  readonly now: number;
  /** The slips of an act come out. */
  readonly settle: (viewer: Viewer, answer: Pick<ActAnswer, 'jobs'>) => void;
}

const paper = { print: '80mm' } as const;

export function playScenes(stage: Stage, scenes: DemoScenes): readonly Happening[] {
  const streams = new Map<string, string>();
  return [
    ...scenes.scenes.flatMap((scene, index) => playScene(stage, streams, scene, `#${String(index)}`)),
    ...scenes.batches.flatMap((batch) => playBatch(stage, streams, batch)),
    ...scenes.handovers.flatMap((handover) => playHandover(stage, streams, handover)),
    ...scenes.lists.map((list) => playList(stage, list)),
    ...scenes.parked.map((parked) => playParked(stage, streams, parked)),
  ];
}

type Streams = Map<string, string>;

/** Of a case that was named: scenes tell only of what has happened. */
function streamOf(streams: Streams, name: string): string {
  const stream = streams.get(name);
  if (stream === undefined) throw new Error(`scenes: ${name} has not come in yet`);
  return stream;
}

/** `unnamed`: what it is called where it has no name. */
function playScene(stage: Stage, streams: Streams, scene: Scene, unnamed: string): Happening[] {
  const key = scene.name ?? unnamed;
  const person = scene.ages && stage.world.people.person(stage.draw, todayOf(stage), scene.ages);
  const [core, viewer] = scene.isAtVillage ? atVillage(stage, scene.by) : [stage.core, stage.staff[scene.by]];
  const begin = (): void => {
    const act = newId(core.ports);
    const data = filled(stage, streams, begun(stage, scene, person));
    const answer = unwrap(beginCase(core, viewer, { act, kind: scene.kind, type: scene.type, data, ...paper }));
    streams.set(key, answer.stream);
    stage.settle(viewer, answer);
  };
  const steps = scene.steps.map((step) => ({
    at: momentOf(stage, step),
    run: (): void => {
      const act = newId(stage.core.ports);
      const data = filled(stage, streams, step.data);
      const by = stage.staff[step.by];
      const input = { act, stream: streamOf(streams, key), type: step.type, data, ...paper };
      stage.settle(by, unwrap(stepCase(stage.core, by, input)));
    },
  }));
  return [{ at: momentOf(stage, scene), run: begin }, ...steps];
}

const atVillage = ({ village, staff }: Stage, by: Actor): [DeskCore, Viewer] => [
  village,
  { ...staff[by], station: village.writer.station },
];

function begun(stage: Stage, scene: Scene, person: MadeUpPerson | undefined): JsonObject {
  const own = recordIn(scene.set['petitioner']);
  const petitioner = { ...(person === undefined ? {} : { ...person, idType: 'residentId' }), ...own };
  const set = {
    ...(scene.matter === undefined ? {} : { matter: { code: scene.matter } }),
    ...(takesPapers(stage, scene) ? handedIn(stage, scene, person) : {}),
    ...scene.set,
    ...(Object.keys(petitioner).length > 0 ? { petitioner } : {}),
  };
  return { ...scene.data, set };
}

function takesPapers({ core }: Stage, scene: Scene): boolean {
  const kind = core.findKind(scene.kind);
  return kind !== undefined && Object.values(currentRuleset(kind).fields).some(({ input }) => input === 'matterForm');
}

/** Papers and form, as the matter asks for them. */
function handedIn(stage: Stage, scene: Scene, person: MadeUpPerson | undefined): JsonObject {
  const matter = stage.world.matters.get(scene.matter ?? '');
  if (matter === undefined) throw new Error(`scenes: no matter ${scene.matter ?? ''}`);
  const materials = matter.materials
    .filter(({ name }) => !scene.lacking.includes(name))
    .map(({ name, copies, form }) => {
      const place = scene.kept[name];
      return { name, copies, ...(place === undefined ? { form } : { form: 'kept', place }) };
    });
  const form = formOf(matter, person?.idNumber, momentOf(stage, scene), stage.draw);
  return { materials, ...(Object.keys(form).length > 0 ? { form } : {}) };
}

function playBatch(stage: Stage, streams: Streams, batch: DemoScenes['batches'][number]): Happening[] {
  const { core, staff } = stage;
  let sent = '';
  const send = (): void => {
    const rows = batch.cases.map((name) => streamOf(streams, name));
    sent = unwrap(sendBatch(core, staff.window, actFor(stage, { authority: batch.authority, streams: rows }))).stream;
  };
  const answers = batch.answers.map((answer) => ({
    at: momentOf(stage, answer),
    run: (): void => {
      const row = answerRow(streamOf(streams, answer.case), answer);
      const said = unwrap(answerBatch(core, staff.window, actFor(stage, { stream: sent, rows: [row], ...paper })));
      for (const one of said.answers) stage.settle(staff.window, one);
    },
  }));
  return [{ at: momentOf(stage, batch), run: send }, ...answers];
}

function answerRow(stream: string, said: DemoScenes['batches'][number]['answers'][number]): BatchAnswer {
  const { answer, reason, missing, standard } = said;
  if (answer === 'agreed') return { stream, answer };
  return answer === 'disagreed' ? { stream, answer, reason } : { stream, answer, missing, standard };
}

function playHandover(stage: Stage, streams: Streams, handover: DemoScenes['handovers'][number]): Happening[] {
  const { carrier, cases, arrived } = handover;
  const rows = () => cases.map((name) => streamOf(streams, name));
  const send = (): void => {
    const [core, viewer] = atVillage(stage, 'village');
    unwrap(sendPapers(core, viewer, actFor(stage, { carrier, streams: rows() })));
  };
  const arrival = arrived && {
    at: momentOf(stage, arrived),
    run: (): void => {
      const note = arrived.note === undefined ? {} : { note: arrived.note };
      const counted = rows().map((stream, index) => ({ stream, ...(index === 0 ? note : {}) }));
      unwrap(receivePapers(stage.core, stage.staff.window, actFor(stage, { rows: counted })));
    },
  };
  return [{ at: momentOf(stage, handover), run: send }, ...(arrival ? [arrival] : [])];
}

function playList(stage: Stage, list: DemoScenes['lists'][number]): Happening {
  const { core, staff, draw, world } = stage;
  return {
    at: momentOf(stage, list),
    run: () => {
      const rows = list.people.map(() => newId(core.ports));
      const opened = newId(core.ports);
      unwrap(openList(core, staff.window, { list: opened, matter: list.matter, rows }));
      list.people.forEach((ages, index) => {
        const person = world.people.person(draw, todayOf(stage), ages);
        const scene = { ...list, ages, lacking: [], kept: {}, kind: 'service', set: {}, data: {} };
        const data = plain(begun(stage, scene as unknown as Scene, person));
        const row = rows[index] ?? '';
        const input = { list: opened, row, kind: 'service', type: 'received', data, ...paper };
        stage.settle(staff.window, unwrap(takeRow(core, staff.window, input)));
      });
    },
  };
}

/** 挂起: only on this computer, so nothing of it is in the journal. */
function playParked(stage: Stage, streams: Streams, { minutes, values }: DemoScenes['parked'][number]): Happening {
  const place = { field: '', index: -1, from: null, to: null, scroll: 0 };
  return {
    at: stage.now - minutes * 60_000,
    run: () => {
      const data = { values: filled(stage, streams, values) };
      const draft = { id: newId(stage.core.ports), kind: 'service', type: 'received', stream: null, data, place };
      unwrap(parkDraft(stage.core, stage.founder, draft));
    },
  };
}

const actFor = <T extends object>({ core }: Stage, input: T): T & { readonly act: string } => ({
  ...input,
  act: newId(core.ports),
});

const todayOf = ({ now }: Stage): PlainDate => beijingDate(instantFromMillis(now));

/** `count` working days before today; 0 is today, whatever day it is. */
function workingDay(stage: Stage, count: number): PlainDate {
  let day = todayOf(stage);
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, count > 0 ? -1 : 1);
    if (isWorkingDay(stage.calendar, day)) left -= 1;
  }
  return day;
}

const momentOf = (stage: Stage, { day, time }: { readonly day: number; readonly time: string }): number =>
  millisOf(unwrap(fromBeijing(workingDay(stage, day), time)));

const reference = /^@(staff|case|day):(.+)$/u;

/** With what a text refers to in its place, as it comes through the door: JSON, with nothing undefined in it. */
function filled(stage: Stage, streams: Streams, data: JsonObject): ReturnType<typeof plain> {
  const meaning: Readonly<Record<string, (name: string) => Json>> = {
    staff: (name) => stage.staff[name as Actor].staff,
    case: (name) => streamOf(streams, name),
    day: (count) => workingDay(stage, Number(count)),
  };
  const put = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(put);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, put(one as Json)]));
    const [, what = '', name = ''] = reference.exec(textOf(value)) ?? [];
    return meaning[what]?.(name) ?? value;
  };
  return plain(put(data) as JsonObject);
}

const plain = (data: JsonObject) => JSON.parse(JSON.stringify(data)) as Parameters<typeof beginCase>[2]['data'];
