/** What people do at a desk: begin something of any kind, go on with something that is there, join two cases; sometimes a day late. */
import { mergeCases } from '#desk/commands/case.ts';
import { newId } from '#desk/ids.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { loadState } from '#desk/journal/projections.ts';
import { all, sql } from '#desk/store/handles.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { commandFor, samplesOf } from '../support/kind-commands.ts';
import { poison } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import type { Done, SimDesk } from './sim-desk.ts';
import type { World } from './world.ts';

const samples = new Map<Kind, ReadonlyMap<string, readonly JsonObject[]>>();

/** Of cases that nobody here took in: they would only be refused. */
const ofNoCase: ReadonlySet<string> = new Set(['bound', 'unbound']);

function samplesFor(kind: Kind): ReadonlyMap<string, readonly JsonObject[]> {
  const kept = samples.get(kind) ?? new Map([...samplesOf(kind, 20)].filter(([type]) => !ofNoCase.has(type)));
  samples.set(kind, kept);
  return kept;
}

/** A writer's stream is begun by the program. */
const isBegunByPeople = ({ kind }: Kind): boolean => kind !== 'writer';

export function work(world: World, ledger: Ledger, desk: SimDesk): void {
  const { random } = world;
  const done = random.once(3) ? begin(world, desk) : random.once(10) ? merge(world, desk) : goOn(world, desk);
  if (done === undefined) return;
  ledger.number(done.number, done.stream);
  ledger.look(desk);
}

/** 补录: what happened some hours ago. */
function lateNow(world: World, desk: SimDesk): { on: string; reason: string } | undefined {
  if (!world.random.once(7)) return undefined;
  const on = new Date(desk.core.ports.clock.now() - world.random.pick(3 * 24 * 60) * 60_000).toISOString();
  return { on, reason: '停电' };
}

function begin(world: World, desk: SimDesk): Done | undefined {
  const { random } = world;
  // Most of a day are cases.
  const cases = desk.kinds.filter(({ form }) => form === 'case');
  const kind = random.from(random.once(4) ? desk.kinds.filter(isBegunByPeople) : cases);
  const [first] = kind.sample({ pick: random.pick });
  if (first === undefined) return undefined;
  const isPoison = kind.kind === 'madeUpOrder' && random.once(8);
  const command = isPoison ? { ...first, data: { set: { complaint: poison } } } : first;
  const result = desk.begin(kind, command, lateNow(world, desk));
  if (!result.ok) return undefined;
  world.say(`${desk.facts.name} begins ${kind.kind} ${short(result.value.stream)}${isPoison ? ' (poison)' : ''}`);
  return result.value;
}

const streamsAt = (desk: SimDesk): string[] =>
  all(
    desk.core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_case
      UNION ALL SELECT stream FROM live_record WHERE kind <> 'writer' ORDER BY stream`,
  ).map(({ stream }) => stream);

function goOn(world: World, desk: SimDesk): Done | undefined {
  const { random } = world;
  const streams = streamsAt(desk);
  if (streams.length === 0) return undefined;
  // People work on what came in last.
  const stream = random.from(random.once(2) ? streams : streams.slice(-6));
  const command = commandOn(world, desk, stream);
  if (command === undefined) return undefined;
  const result = desk.next(stream, command, lateNow(world, desk));
  if (!result.ok) return undefined;
  world.say(`${desk.facts.name} ${short(stream)} ${command.type}`);
  return result.value;
}

/** A request is written by a step of its own; in the days of a seed hardly anything is late, so an explanation would only be refused. */
const notDrawn: ReadonlySet<string> = new Set(['asked', 'overdueExplained', ...ofNoCase]);

function commandOn({ random }: World, desk: SimDesk, stream: string): Command | undefined {
  const { read } = desk.core.store;
  const state = loadState(read, desk.core.findKind, stream);
  const kind = state && desk.core.findKind(state.kind);
  if (state === undefined || kind === undefined || state.needsUpgrade !== undefined) return undefined;
  const types = [...(kind.typesByRules.get(state.rules)?.keys() ?? [])].filter((one) => !notDrawn.has(one));
  // Two people who give one field a value is what is hardest to get right.
  const isValue = random.once(3);
  const type = isValue ? 'corrected' : random.from(random.once(3) ? [...samplesFor(kind).keys()] : types);
  const writing = {
    world: { id: () => newId(desk.core.ports), kind },
    state,
    entries: loadEntries(read, stream),
    samples: samplesFor(kind),
    pick: random.pick,
    by: desk.viewer.staff,
  };
  return commandFor(type, writing);
}

/** One act on two streams. */
function merge(world: World, desk: SimDesk): Done | undefined {
  const { random } = world;
  const cases = all(
    desk.core.store.read,
    sql<{ stream: string }>`SELECT stream FROM live_case WHERE is_open = 1 ORDER BY stream`,
  );
  if (cases.length < 2) return undefined;
  const [{ stream }, { stream: into }] = [random.from(cases), random.from(cases)];
  const act = newId(desk.core.ports);
  const result = mergeCases(desk.core, desk.viewer, { act, stream, into, reason: '同一件事' });
  if (!result.ok) return undefined;
  world.say(`${desk.facts.name} joins ${short(stream)} to ${short(into)}`);
  return { number: '', stream };
}

export const short = (id: string): string => id.slice(-6);
