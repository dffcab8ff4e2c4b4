import type { FieldKit } from '../../fields/types.ts';
import { limitKit as limit } from '../../fields/limit-kit.ts';
import { linesKit } from '../../fields/LinesField.tsx';
import { officialFormsKit } from './OfficialFormsField.tsx';
import { InstantField, ShowInstant } from './InstantField.tsx';

const either: FieldKit = { Input: InstantField, Show: ShowInstant, tidy: (value) => value };

export const matterSlots: Readonly<Record<string, FieldKit>> = {
  promised: limit,
  statutory: limit,
  upperLimit: limit,
  villageLimit: limit,
  withdrawnAfter: limit,
  fetchWithin: limit,
  tolerance: limit,
  isInstant: either,
  isInPerson: either,
  isHandOnly: either,
  conditions: linesKit,
  hints: linesKit,
  officialForms: officialFormsKit,
};
