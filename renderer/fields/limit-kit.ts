/** How a limit is asked for and shown: its amount and the unit its rule names. */
import type { FieldKit } from './types.ts';
import { recordOf } from './values.ts';
import { LimitField, ShowLimit } from './LimitField.tsx';

export const limitKit: FieldKit = {
  Input: LimitField,
  Show: ShowLimit,
  tidy: (value) => (typeof recordOf(value)['amount'] === 'number' ? value : undefined),
};
