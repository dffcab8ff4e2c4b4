/** Made-up values for a matter's form: for the sample (示例) of an official form, the made-up township and tests. They belong to nobody. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import { makeResidentId } from '../../identity/resident-id.ts';
import { addDays, type PlainDate } from '../../time/plain-date.ts';
import { walkForm, type Known } from './form-compute.ts';
import type { FormField } from './form-field.ts';
import { isTyped } from './form-values.ts';

/** 0 ≤ value < below. */
type Pick = (below: number) => number;

/** A value for every field that is asked; the computed ones follow from them. */
export function sampleForm(fields: readonly FormField[], known: Known, pick: Pick): JsonObject {
  return fields.reduce<Record<string, Json>>((values, field, at) => {
    const isAsked = walkForm(fields.slice(0, at + 1), values, known).shown.includes(field) && isTyped(field);
    return isAsked ? { ...values, [field.key]: sampleValue(field, known, pick) } : values;
  }, {});
}

function sampleValue(field: FormField, { intake }: Known, pick: Pick): Json {
  const { type, label, condition, min = 1, max = min + 100 } = field;
  // Somebody who is entitled: who is not is told so at intake, and mostly not taken in.
  const entitled = field.options?.filter((option) => condition?.values.includes(option)) ?? [];
  const options = entitled.length > 0 ? entitled : (field.options ?? []);
  switch (type) {
    case 'number':
    case 'area':
      return Math.round(min + pick(Math.max(1, Math.floor(max - min))));
    case 'date':
      return addDays(intake, -pick(300));
    case 'choice':
      return options[pick(options.length)] ?? '';
    case 'choices':
      return options.slice(0, 1 + pick(options.length));
    case 'person':
      return samplePerson(intake, pick);
    case 'household':
      return { members: ['配偶', '子'].map((relation) => ({ person: samplePerson(intake, pick), relation })) };
    case 'bankAccount':
      return { holder: '示例', bank: '示例农商银行', account: `1781${String(pick(10 ** 8)).padStart(8, '0')}` };
    default:
      return `示例${label}`.slice(0, 60);
  }
}

const names = ['张示例', '李示例', '王示例', '欧阳示例'];

function samplePerson(intake: PlainDate, pick: Pick): JsonObject {
  const birth = addDays(intake, -365 * (5 + pick(70)));
  const idNumber = makeResidentId({ area: '360732', birth, sequence: 1 + pick(998) });
  return { name: names[pick(names.length)] ?? '张示例', idType: 'residentId', idNumber };
}
