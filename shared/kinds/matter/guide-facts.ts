/** 办事指南 as the paper wants it, of one version of a matter as the registry keeps it. Pure. */
import type { GuideFacts } from '../../documents/matter-guide.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { limitSchema, type LimitUnit } from '../../time/limits.ts';
import { textOf } from '../common/fields.ts';
import { formFieldsSchema } from './form-field.ts';
import { feesSchema, placesSchema, questionsSchema, specialsSchema } from './guide.ts';
import { materialsAskedBy, type MatterMaterial } from './material.ts';
import { applicantForms } from './stage.ts';

const units: Readonly<Record<LimitUnit, string>> = { workingDay: '个工作日', calendarDay: '个自然日', hour: '小时' };

function limitText(value: JsonObject[string] | undefined): string | undefined {
  const limit = limitSchema.safeParse(value).data;
  return limit === undefined || limit.amount === 0 ? undefined : `${String(limit.amount)} ${units[limit.unit]}`;
}

const textsOf = (value: JsonObject[string] | undefined): string[] =>
  Array.isArray(value) ? value.map(textOf).filter((text) => text.trim() !== '') : [];

const said = <Name extends string>(name: Name, text: string | undefined) =>
  (text === undefined || text.trim() === '' ? {} : { [name]: text }) as Readonly<Partial<Record<Name, string>>>;

export function guideFacts(version: JsonObject, hall: GuideFacts['hall'], printedOn: string): GuideFacts {
  const limit = {
    ...said('promised', limitText(version['promised'])),
    ...said('statutory', limitText(version['statutory'])),
  };
  const village = (['direct', 'collect', 'help'] as const).find((one) => one === version['village']);
  const trips = version['trips'];
  return {
    hall,
    name: textOf(version['name']),
    code: textOf(version['code']),
    category: textOf(version['category']),
    applicants: applicantForms.filter((one) => textsOf(version['applicants']).includes(one)),
    isInPerson: version['isInPerson'] === true,
    conditions: textsOf(version['conditions']),
    materials: materialsOf(version),
    isInstant: version['isInstant'] === true,
    ...limit,
    ...said('decidedBy', version['decides'] === 'above' ? textOf(version['authority']) : undefined),
    fees: feesSchema.safeParse(version['fees']).data ?? [],
    places: (placesSchema.safeParse(version['places']).data ?? []).map(({ place, hours, phone }) => ({
      ...{ place, hours },
      ...said('phone', phone),
    })),
    ...(village === undefined ? {} : { village }),
    phones: textsOf(version['phones']),
    ...(typeof trips === 'number' ? { trips } : {}),
    specials: (specialsSchema.safeParse(version['specials']).data ?? [])
      .filter(({ isCounted }) => !isCounted)
      .map(({ name, limit: own, basis, isCharged = false }) => ({
        ...{ name, basis, isCharged },
        ...said('limit', own && limitText(own)),
      })),
    questions: questionsSchema.safeParse(version['questions']).data ?? [],
    ...said('basis', textOf(version['basis'])),
    version: textOf(version['version']),
    ...said('effectiveFrom', textOf(version['effectiveFrom'])),
    printedOn,
  };
}

function materialsOf(version: JsonObject): GuideFacts['materials'] {
  const labels = new Map(
    (formFieldsSchema.safeParse(version['fields']).data ?? []).map(({ key, label }) => [key, label]),
  );
  return materialsAskedBy(version).map((material) => {
    const { name, form, copies, isNecessary, standard, issuer, place, hours, phone, waysOut = [] } = material;
    const called = phone === undefined ? undefined : `电话 ${phone}`;
    const from = [issuer, place, hours, called].filter((part) => part !== undefined).join('，');
    return {
      ...{ name, form, copies, isNecessary, ways: waysOut },
      ...said('onlyIf', onlyIfText(material, labels)),
      ...said('standard', standard),
      ...said('from', from),
    };
  });
}

function onlyIfText({ onlyIf }: MatterMaterial, labels: ReadonlyMap<string, string>): string | undefined {
  if (onlyIf === undefined) return undefined;
  return `仅在“${labels.get(onlyIf.field) ?? onlyIf.field}”为“${onlyIf.values.join('”或“')}”时需要`;
}
