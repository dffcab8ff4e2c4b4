/** What people do at a desk: begin something of any kind, or go on with something that is there. */
import { sql, all } from '#desk/store/handles.ts';
import { newId } from '#desk/ids.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { loadState } from '#desk/journal/projections.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { commandFor, samplesOf } from '../support/kind-commands.ts';
import type { Ledger } from './ledger.ts';
import type { SimDesk } from './sim-desk.ts';
import type { World } from './world.ts';

const samples = new Map<Kind, ReadonlyMap<string, readonly JsonObject[]>>();

function samplesFor(kind: Kind): ReadonlyMap<string, readonly JsonObject[]> {
  const kept = samples.get(kind) ?? samplesOf(kind, 20);
  samples.set(kind, kept);
  return kept;
}

/** A writer's stream is begun by the program. */
const isBegunByPeople = ({ kind }: Kind): boolean => kind !== 'writer';

export function work(world: World, ledger: Ledger, desk: SimDesk): void {
  const done = world.random.once(3) ? begin(world, desk) : goOn(world, desk);
  if (done === undefined) return;
  ledger.number(done.number, done.stream);
  ledger.look(desk);
}

interface Done {
  readonly number: string;
  readonly stream: string;
}

function begin(world: World, desk: SimDesk): Done | undefined {
  const { random } = world;
  // Most of a day are cases.
  const cases = desk.kinds.filter(({ form }) => form === 'case');
  const kind = random.from(random.once(4) ? desk.kinds.filter(isBegunByPeople) : cases);
  const [first] = kind.sample({ pick: random.pick });
  if (first === undefined) return undefined;
  const result = desk.begin(kind, first);
  if (!result.ok) return undefined;
  world.say(`${desk.facts.name} begins ${kind.kind} ${short(result.value.stream)}`);
  return result.value;
}

function goOn(world: World, desk: SimDesk): Done | undefined {
  const { random } = world;
  const { read } = desk.core.store;
  const streams = all(
    read,
    sql<{
      stream: string;
    }>`SELECT stream FROM live_case UNION ALL SELECT stream FROM live_record WHERE kind <> 'writer' ORDER BY stream`,
  );
  if (streams.length === 0) return undefined;
  // People work on what came in last.
  const { stream } = random.from(random.once(3) ? streams : streams.slice(-8));
  const state = loadState(read, desk.core.findKind, stream);
  const kind = state && desk.core.findKind(state.kind);
  if (state === undefined || kind === undefined || state.needsUpgrade !== undefined) return undefined;
  const types = [...(kind.typesByRules.get(state.rules)?.keys() ?? [])];
  const type = random.from(random.once(3) ? [...samplesFor(kind).keys()] : types);
  const world_ = { id: () => newId(desk.core.ports), kind };
  const writing = {
    world: world_,
    state,
    entries: loadEntries(read, stream),
    samples: samplesFor(kind),
    pick: random.pick,
  };
  const command = commandFor(type, writing);
  if (command === undefined) return undefined;
  const result = desk.next(stream, command);
  if (!result.ok) return undefined;
  world.say(`${desk.facts.name} ${kind.kind} ${short(stream)} ${type}`);
  return result.value;
}

export const short = (id: string): string => id.slice(-6);
