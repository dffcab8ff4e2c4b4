/** What stands in the intake form, as the draft keeps it. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { freshLate } from './late.ts';

export interface IntakeValues {
  readonly values: JsonObject;
  readonly late: JsonObject;
  /** Number of the blank sheet (空白应急单) it was first written on, as typed or scanned. */
  readonly sheet: string;
}

export const emptyIntake = (sheet = ''): IntakeValues => ({
  values: {},
  late: sheet === '' ? {} : freshLate(),
  sheet,
});

export const readIntake = (data: JsonObject): IntakeValues => ({
  values: recordOf(data['values']),
  late: recordOf(data['late']),
  sheet: textOf(data['sheet']),
});

export const intakeData = ({ values, late, sheet }: IntakeValues): JsonObject => ({ values, late, sheet });
