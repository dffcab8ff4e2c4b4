/** Papers that a step issues only where somebody ticks them. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { FieldSpec } from '../mechanism/spec.ts';

export const ticks = (values: readonly [string, ...string[]]): FieldSpec => ({
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.enum(values)).max(values.length),
  values,
  isOptional: true,
});

/** A step with one paper and one tick for it. */
export const isAskedFor = (data: JsonObject): boolean => asksFor(data['notice'], 'print');

export const asksFor = (ticked: Json | undefined, tick: string | undefined): boolean =>
  tick !== undefined && Array.isArray(ticked) && ticked.includes(tick);
