/** 预填 (S0-12): what the hall knows of somebody, for the form of their next case. Full data; the caller writes the look down. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { formValuesSchema } from '#shared/kinds/matter/form-values.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { casesOf } from './parties.ts';

export interface KnownValue {
  readonly key: string;
  readonly value: Json;
  readonly number: string;
  readonly on: string;
}
export interface KnownParty {
  readonly petitioner: JsonObject;
  readonly known: readonly KnownValue[];
}

/** Looking further back costs time while somebody waits, and says less. */
const mostCases = 5;

/** Refusals: stream.unknown. */
export function knownOfParty(core: DeskCore, viewer: Viewer, party: string): Result<KnownParty> {
  const found = loadVisible(core, viewer, core.store.read, party);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  if (kind.party === undefined) return refuse('stream.unknown');
  const known = new Map<string, KnownValue>();
  for (const { stream } of casesOf(core, viewer, [party], mostCases)) {
    const loaded = loadVisible(core, viewer, core.store.read, stream);
    if (!loaded.ok || loaded.value.state.needsUpgrade !== undefined) continue;
    for (const value of formOf(loaded.value.kind.rulesets, loaded.value.state)) {
      if (!known.has(value.key)) known.set(value.key, value);
    }
  }
  return ok({ petitioner: { ...kind.party.snapshot(state), party }, known: [...known.values()] });
}

/** The fields of a case that hold a matter's form, whatever its kind calls them. */
function formOf(rulesets: Parameters<typeof rulesetOf>[0]['rulesets'], state: StreamState): readonly KnownValue[] {
  const fields = Object.entries(rulesets[state.rules]?.fields ?? {});
  return fields
    .filter(([, { input }]) => input === 'matterForm')
    .flatMap(([name]) => Object.entries(formValuesSchema.safeParse(valueOf(state, name)).data ?? {}))
    .map(([key, value]) => ({ key, value, number: state.number ?? '', on: state.beganOn }));
}
