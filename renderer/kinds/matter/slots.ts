import type { FieldKit } from '../../fields/types.ts';
import { recordOf, tidyRows } from '../../fields/values.ts';
import { InstantField, ShowInstant } from './InstantField.tsx';
import { LimitField, ShowLimit } from './LimitField.tsx';
import { MatterMaterialsField, ShowMatterMaterials } from './MatterMaterialsField.tsx';

const limit: FieldKit = {
  Input: LimitField,
  Show: ShowLimit,
  tidy: (value) => (typeof recordOf(value)['amount'] === 'number' ? value : undefined),
};

export const matterSlots: Readonly<Record<string, FieldKit>> = {
  promised: limit,
  statutory: limit,
  isInstant: { Input: InstantField, Show: ShowInstant, tidy: (value) => value },
  materials: { Input: MatterMaterialsField, Show: ShowMatterMaterials, tidy: tidyRows('name') },
};
