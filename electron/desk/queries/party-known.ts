/** 预填 (S0-12): what the hall knows of somebody, for the form of their next case. Full data; the caller writes the look down. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { formValuesSchema } from '#shared/kinds/matter/form-values.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { casesOf } from './parties.ts';
import { togetherWith } from './same-party.ts';

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
  const { kind } = found.value;
  // A party that is several is taken by its members.
  if (kind.party === undefined || kind.party.several !== undefined) return refuse('stream.unknown');
  const together = togetherWith(core, party);
  const known = new Map<string, KnownValue>();
  for (const { stream } of casesOf(core, viewer, together, mostCases)) {
    const loaded = loadVisible(core, viewer, core.store.read, stream);
    if (!loaded.ok || loaded.value.state.needsUpgrade !== undefined) continue;
    for (const value of formOf(loaded.value.kind.rulesets, loaded.value.state)) {
      if (!known.has(value.key)) known.set(value.key, value);
    }
  }
  return ok({ petitioner: { ...petitionerOf(core, viewer, together), party }, known: [...known.values()] });
}

/** The stream that was chosen says it first; what it does not say, another one of the same human may. A number goes with its paper. */
export function petitionerOf(core: DeskCore, viewer: Viewer, streams: readonly string[]): JsonObject {
  let petitioner: JsonObject = {};
  for (const stream of streams) {
    const found = loadVisible(core, viewer, core.store.read, stream);
    const snapshot = (found.ok ? found.value.kind.party?.snapshot(found.value.state) : undefined) ?? {};
    const { idType: _type, idNumber: _number, ...others } = snapshot;
    petitioner = { ...(petitioner['idNumber'] === undefined ? snapshot : others), ...petitioner };
  }
  return petitioner;
}

/** The fields of a case that hold a matter's form, whatever its kind calls them. */
function formOf(rulesets: Parameters<typeof rulesetOf>[0]['rulesets'], state: StreamState): readonly KnownValue[] {
  const fields = Object.entries(rulesets[state.rules]?.fields ?? {});
  return fields
    .filter(([, { input }]) => input === 'matterForm')
    .flatMap(([name]) => Object.entries(formValuesSchema.safeParse(valueOf(state, name)).data ?? {}))
    .map(([key, value]) => ({ key, value, number: state.number ?? '', on: state.beganOn }));
}
