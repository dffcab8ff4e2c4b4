/** What stands in the intake form, as the draft keeps it. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { freshLate } from './late.ts';

export interface IntakeValues {
  readonly values: JsonObject;
  readonly late: JsonObject;
  /** Number of the blank sheet (空白应急单) it was first written on, as typed or scanned. */
  readonly sheet: string;
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

export const readIntake = (data: JsonObject): IntakeValues => ({
  values: recordOf(data['values']),
  late: recordOf(data['late']),
  sheet: textOf(data['sheet']),
});

export const intakeData = ({ values, late, sheet }: IntakeValues): JsonObject => ({ values, late, sheet });
