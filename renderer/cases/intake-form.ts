/** What stands in the intake form, as the draft keeps it. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { freshLate } from './late.ts';
import { isSheet } from './sheet.ts';

export interface IntakeValues {
  readonly values: JsonObject;
  readonly late: JsonObject;
  /** Number of the blank sheet (空白应急单) it was first written on, as typed or scanned. */
  readonly sheet: string;
  /** 再办一件: a case of the same visit; '' = a visit of its own. */
  readonly visit?: string;
}

interface Chosen {
  readonly sheet?: string | undefined;
  readonly matter?: string | undefined;
}

/** `matter`: its code stands in the field that the kind declares for one; a kind without such a field begins empty. */
export const emptyIntake = ({ fields }: Pick<Ruleset, 'fields'>, { sheet = '', matter }: Chosen = {}): IntakeValues => {
  const name = Object.keys(fields).find((field) => fields[field]?.input === 'matter');
  return {
    values: name === undefined || matter === undefined ? {} : { [name]: { code: matter } },
    late: sheet === '' ? {} : freshLate(),
    sheet,
  };
};

/** What a whole number of a sheet switches on goes with it, as long as nobody has said more of it. */
export function lateOfSheet({ late, sheet: before }: IntakeValues, sheet: string): JsonObject {
  if (isSheet(sheet)) return late['isOn'] === undefined ? freshLate() : late;
  const isUntouched = isSheet(before) && JSON.stringify(late) === JSON.stringify(freshLate());
  return isUntouched ? {} : late;
}

export const readIntake = (data: JsonObject): IntakeValues => ({
  values: recordOf(data['values']),
  late: recordOf(data['late']),
  sheet: textOf(data['sheet']),
  ...(textOf(data['visit']) === '' ? {} : { visit: textOf(data['visit']) }),
});

export const intakeData = ({ values, late, sheet, visit }: IntakeValues): JsonObject => ({
  ...{ values, late, sheet },
  ...(visit === undefined ? {} : { visit }),
});
