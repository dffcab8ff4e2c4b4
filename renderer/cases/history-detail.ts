/** What a line of the history says beyond its name: fields set, and the words a person gave. */
import { z } from 'zod';
import type { CasePage } from '#shared/contract/case.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { FieldSpec, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { recordOf } from '../fields/values.ts';

export interface Detail {
  readonly name: string;
  readonly value: Json;
  readonly spec: FieldSpec;
  /** Of the mechanism's own entries: a kind may call a field of its own by the same name, and means something else by it. */
  readonly isCommon?: true;
}

/** Words of the mechanism's own entries that a person wrote or chose; everything else of them is for the program. */
const told: Readonly<Record<string, FieldSpec>> = {
  text: { class: 'guarded', input: 'text', schema: z.string() },
  due: { class: 'guarded', input: 'choice', schema: z.string() },
  whose: { class: 'guarded', input: 'choice', schema: z.string() },
  cause: { class: 'guarded', input: 'choice', schema: z.string() },
  reason: { class: 'guarded', input: 'text', schema: z.string() },
  handedBack: { class: 'guarded', input: 'choices', schema: z.array(z.string()) },
  papersHere: { class: 'guarded', input: 'choice', schema: z.string() },
  receivedBy: { class: 'guarded', input: 'text', schema: z.string() },
  what: { class: 'guarded', input: 'text', schema: z.string() },
  number: { class: 'guarded', input: 'text', schema: z.string() },
  name: { class: 'guarded', input: 'text', schema: z.string() },
};

/** `line`: of a history, or an act that stands nowhere in one. */
export function detailsOf(line: Pick<CasePage['history'][number], 'type' | 'data'>, ruleset: Ruleset): Detail[] {
  const data: JsonObject = line.data;
  const set = Object.entries(recordOf(data['set'])).flatMap(([name, value]) =>
    detail(name, value, ruleset.fields[name]),
  );
  const step = ruleset.steps[line.type];
  const own = step
    ? Object.entries(step.form ?? {}).flatMap(([name, spec]) => detail(name, data[name], spec))
    : Object.entries(told).flatMap(([name, spec]) =>
        detail(name, data[name], spec).map((one) => ({ ...one, isCommon: true as const })),
      );
  return [...set, ...own];
}

function detail(name: string, value: Json | undefined, spec: FieldSpec | undefined): Detail[] {
  if (value === undefined || value === null || value === '' || spec === undefined) return [];
  return Array.isArray(value) && value.length === 0 ? [] : [{ name, value, spec }];
}
