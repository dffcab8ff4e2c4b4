/** What stands in the intake form, as the draft keeps it. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import type { FieldInput, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { freshLate } from './late.ts';
import { isSheet } from './sheet.ts';
import { fieldOf } from './taken-in.ts';

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
  readonly about?: string | undefined;
}

/** What was chosen already stands in the field that the kind declares for it; a kind without such a field begins empty. */
export const emptyIntake = (
  ruleset: Pick<Ruleset, 'fields'>,
  { sheet = '', matter, about }: Chosen = {},
): IntakeValues => {
  const at = (input: FieldInput, value: Json | undefined) => {
    const name = fieldOf(ruleset, input);
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  };
  return {
    values: Object.fromEntries([
      ...at('matter', matter === undefined ? undefined : { code: matter }),
      ...at('case', about),
    ]),
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
