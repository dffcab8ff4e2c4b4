import type { FieldKit } from '../../fields/types.ts';
import { tidyRows } from '../../fields/values.ts';
import { limitKit } from '../../fields/limit-kit.ts';
import { decisionSlots } from './DecisionFields.tsx';
import { missingSlots } from './MissingSlots.tsx';
import { papersSlot } from './papers-slot.tsx';
import { stageSlots } from './StageFields.tsx';
import { GapsField, ShowGaps } from './GapsField.tsx';

export const serviceSlots: Readonly<Record<string, FieldKit>> = {
  gaps: { Input: GapsField, Show: ShowGaps, tidy: tidyRows('material') },
  ...missingSlots,
  papers: papersSlot,
  announced: limitKit,
  amount: limitKit,
  ...stageSlots,
  ...decisionSlots,
};
