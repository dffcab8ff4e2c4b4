/** The matter that a form has chosen: the version in force, or the one the case was taken in under. */
import type { MatterLine } from '#shared/contract/matter.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { holds, walkForm } from '#shared/kinds/matter/form-compute.ts';
import { formFieldsSchema, type FormField } from '#shared/kinds/matter/form-field.ts';
import { materialsAskedBy, type MatterMaterial } from '#shared/kinds/matter/material.ts';
import { limitSchema, type Limit } from '#shared/time/limits.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';
import { knownIn } from './matter-form/known.ts';
import { saidBefore } from './said-before.ts';
import { today } from './today.ts';
import type { FormContext } from './types.ts';
import { listOf, recordOf, textOf } from './values.ts';

export type { MatterLine, MatterMaterial };

/** Matters in force whose name, code or pinyin fits. */
export function useMatters(search: string, isOn = true): Answer<readonly MatterLine[]> {
  const answer = useAnswer(['matter.find', search], () => desk.matter.find({ search }), { isOn, keepsLast: true });
  return { ...answer, data: answer.data?.lines };
}

export function useMatter(code: string): MatterLine | undefined {
  const answer = useAnswer(['matter.find', '', code], () => desk.matter.find({ search: '', codes: [code] }), {
    isOn: code !== '',
  });
  return answer.data?.lines[0];
}

/** What intake, page and papers need of a version. */
export interface MatterVersion {
  readonly fields: readonly FormField[];
  readonly materials: readonly MatterMaterial[];
  readonly hints: readonly string[];
  readonly whole: JsonObject;
}

interface VersionAsked {
  readonly code: string;
  /** The entry that began the version a case keeps; '' = the one in force today. */
  readonly versionId: string;
}

/** Undefined until it is known. */
export function useMatterVersion({ code, versionId }: VersionAsked): MatterVersion | undefined {
  const answer = useAnswer(
    ['matter.get', code, versionId],
    () => desk.matter.get({ code, ...(versionId === '' ? {} : { versionId }) }),
    { isOn: code !== '' },
  );
  const matter = answer.data?.matter;
  return matter ? readVersion(matter) : undefined;
}

const versionsRead = new WeakMap<JsonObject, MatterVersion>();

/** Read once for each answer of the desk: several fields ask at each key. */
function readVersion(whole: JsonObject): MatterVersion {
  const known = versionsRead.get(whole) ?? {
    whole,
    fields: formFieldsSchema.safeParse(whole['fields']).data ?? [],
    materials: materialsAskedBy(whole),
    hints: listOf(whole['hints']).map(textOf),
  };
  versionsRead.set(whole, known);
  return known;
}

/** What stands in this form, or what the case was taken in under. */
export function matterIn({ places, values, learnt }: Pick<FormContext, 'places' | 'values' | 'learnt'>): VersionAsked {
  const place = places.find(({ spec }) => spec.input === 'matter');
  const known = recordOf(learnt?.['matter']);
  const code = textOf(recordOf(place === undefined ? undefined : values[place.name])['code']) || textOf(known['code']);
  const isKept = code === textOf(known['code']);
  return { code, versionId: isKept ? textOf(known['versionId']) : '' };
}

/** Papers asked for: those of the version that the form's answers ask for. */
export function useAskedMaterials(form: FormContext): readonly MatterMaterial[] {
  const version = useMatterVersion(matterIn(form));
  const said = formSaidIn(form, version?.fields ?? []);
  return (version?.materials ?? []).filter(({ onlyIf }) => holds(onlyIf, said));
}

/** The matter's own form as it stands here; where this step does not ask it, as the case has it. */
function formSaidIn(form: FormContext, fields: readonly FormField[]): JsonObject {
  const { places, values, learnt } = form;
  const place = places.find(({ spec }) => spec.input === 'matterForm');
  if (place === undefined)
    return { ...recordOf(saidBefore(form, 'matterForm')), ...recordOf(recordOf(learnt?.['form'])['computed']) };
  const typed = recordOf(values[place.name]);
  return { ...typed, ...walkForm(fields, typed, knownIn(form, form.intake ?? today())).computed };
}

export const readLimit = (value: unknown): Limit | undefined => limitSchema.safeParse(value).data;
