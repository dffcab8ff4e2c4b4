/**
 * Computed fields (满80周岁, 补贴标准 …) of a matter's form. What comes out is written into the entry as a fact, so that next year's table
 * does not change what was granted this year.
 */
import type { Json, JsonObject } from '../../kernel/json.ts';
import { ageOn, addYears, getPlainDate, isPlainDate, type PlainDate } from '../../time/plain-date.ts';
import type { Computation, FormField, Where } from './form-field.ts';

/** What is known beside the form. `birth`, `sex`: what the petitioner's paper says. */
export interface Known {
  /** Day of intake, Beijing. */
  readonly intake: PlainDate;
  readonly birth?: PlainDate | undefined;
  readonly sex?: 'male' | 'female' | undefined;
}

const yesNo = (is: boolean): string => (is ? '是' : '否');

function knownValues({ intake, birth, sex }: Known): Record<string, Json> {
  return {
    'intake.date': intake,
    'intake.yearEnd': `${intake.slice(0, 4)}-12-31`,
    ...(birth === undefined ? {} : { 'petitioner.birth': birth, 'petitioner.age': ageOn(birth, intake) }),
    ...(sex === undefined ? {} : { 'petitioner.sex': sex === 'male' ? '男' : '女' }),
  };
}

export interface Walked {
  /** Fields that are shown now, in their order. What a hidden field still holds counts for nothing. */
  readonly shown: readonly FormField[];
  /** Values of those that are computed and whose sources are known. */
  readonly computed: Readonly<Record<string, Json>>;
}

/** One pass from top to bottom: a field depends only on what stands above it. */
export function walkForm(fields: readonly FormField[], values: JsonObject, known: Known): Walked {
  const found = knownValues(known);
  const computed: Record<string, Json> = {};
  const shown = fields.filter((field) => {
    if (!holds(field.shownIf, found)) return false;
    const own = field.computed ? compute(field.computed, found) : values[field.key];
    if (own !== undefined) found[field.key] = own;
    if (own !== undefined && field.computed) computed[field.key] = own;
    return true;
  });
  return { shown, computed };
}

/** Whether a field is asked, or its condition judged, given what stands above it. */
export function holds(where: Where | undefined, above: Readonly<Record<string, Json | undefined>>): boolean {
  if (where === undefined) return true;
  const chosen = above[where.field];
  const all: readonly Json[] = Array.isArray(chosen) ? chosen : [chosen ?? null];
  return all.some((one) => typeof one === 'string' && where.values.includes(one));
}

function compute(rule: Computation, from: Readonly<Record<string, Json>>): Json | undefined {
  switch (rule.rule) {
    case 'age':
      return ageIn(from, rule.birth, rule.on);
    case 'ageAtLeast': {
      const age = ageIn(from, rule.birth, rule.on);
      return age === undefined ? undefined : yesNo(age >= rule.years);
    }
    case 'turns': {
      const birth = dateIn(from, rule.birth);
      return birth && addYears(birth, rule.years);
    }
    case 'sum':
      return rounded(numbersIn(from, rule.of)?.reduce((sum, number) => sum + number, 0));
    case 'product':
      return rounded(numbersIn(from, rule.of)?.reduce((product, number) => product * number, 1));
    case 'quotient': {
      const [of = 0, by = 0] = numbersIn(from, [rule.of, rule.by]) ?? [];
      return by === 0 ? undefined : rounded(of / by);
    }
    case 'count': {
      const members = membersIn(from[rule.of]);
      return rule.plus === undefined ? members : (members ?? 0) + rule.plus;
    }
    case 'band': {
      const of = from[rule.of];
      return typeof of === 'number' ? rule.bands.findLast((band) => band.from <= of)?.value : undefined;
    }
    case 'byChoice':
      return rule.values.find(({ when }) => when === from[rule.of])?.value;
  }
}

const dateIn = (from: Readonly<Record<string, Json>>, name: string): PlainDate | undefined => {
  const text = from[name];
  return typeof text === 'string' && isPlainDate(text) ? getPlainDate(text) : undefined;
};

function ageIn(from: Readonly<Record<string, Json>>, birth: string, on: string): number | undefined {
  const [born, day] = [dateIn(from, birth), dateIn(from, on)];
  return born === undefined || day === undefined || day < born ? undefined : ageOn(born, day);
}

/** Undefined where one of them is not known: a sum of what happens to be there would look like the sum. */
function numbersIn(from: Readonly<Record<string, Json>>, names: readonly string[]): readonly number[] | undefined {
  const numbers = names.map((name) => from[name]).filter((one) => typeof one === 'number');
  return numbers.length === names.length ? numbers : undefined;
}

/** Money has two decimals; 0.1 × 3 must not print as 0.30000000000000004. */
const rounded = (number: number | undefined): number | undefined =>
  number === undefined ? undefined : Math.round(number * 100) / 100;

const membersIn = (household: Json | undefined): number | undefined => {
  const members = (household as JsonObject | undefined)?.['members'];
  return Array.isArray(members) ? members.length : undefined;
};

export interface Unmet {
  readonly key: string;
  readonly label: string;
  readonly value: Json;
  readonly otherwise: string;
}

/** Conditions (受理条件) that what was said and computed does not meet; one of which nothing is known is not judged. */
export function unmetConditions(shown: readonly FormField[], values: JsonObject): readonly Unmet[] {
  return shown.flatMap(({ key, label, condition }) => {
    const value = values[key];
    if (condition === undefined || value === undefined || !holds(condition.onlyIf, values)) return [];
    const said: readonly Json[] = Array.isArray(value) ? value : [value];
    const isMet = said.some((one) => condition.values.some((allowed) => allowed === one));
    return isMet ? [] : [{ key, label, value, otherwise: condition.otherwise }];
  });
}
