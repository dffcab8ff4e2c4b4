import { limitKit } from '../fields/limit-kit.ts';
import type { FieldKit } from '../fields/types.ts';

export const ruleSlots: Readonly<Record<string, FieldKit>> = { limit: limitKit };
