import type { FieldKit } from '../../fields/types.ts';
import { tidyRows } from '../../fields/values.ts';
import { GapsField, ShowGaps } from './GapsField.tsx';

export const serviceSlots: Readonly<Record<string, FieldKit>> = {
  gaps: { Input: GapsField, Show: ShowGaps, tidy: tidyRows('material') },
};
