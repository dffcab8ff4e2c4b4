/** The matter that a form has chosen, as the registry has it. */
import { limitSchema, type Limit } from '#shared/time/limits.ts';
import { matterFactsSchema, matterMaterialSchema, type MatterFacts } from '#shared/kinds/matter/index.ts';
import type { z } from 'zod';
import type { JsonObject } from '#shared/kernel/json.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';
import type { FormContext } from './types.ts';
import { recordOf, textOf } from './values.ts';

export type MatterMaterial = z.infer<typeof matterMaterialSchema>;

export interface MatterRow {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly isActive: boolean;
  readonly facts: MatterFacts | undefined;
}

export function readMatter(value: JsonObject): MatterRow {
  return {
    code: textOf(value['code']),
    name: textOf(value['name']),
    category: textOf(value['category']),
    isActive: value['isActive'] === true,
    facts: matterFactsSchema.safeParse(value).data,
  };
}

/** Matters whose name, code or pinyin fits, those in use first. */
export function useMatters(search: string, isOn = true): Answer<readonly MatterRow[]> {
  const answer = useAnswer(['registry.list', 'matter', search], () => desk.registry.list({ kind: 'matter', search }), {
    isOn,
    keepsLast: true,
  });
  const rows = answer.data?.rows.map(({ value }) => readMatter(value)).filter(({ isActive }) => isActive);
  return { ...answer, data: rows };
}

export function useMatter(code: string): MatterRow | undefined {
  const answer = useAnswer(
    ['registry.list', 'matter', code],
    () => desk.registry.list({ kind: 'matter', search: code }),
    {
      isOn: code !== '',
    },
  );
  const row = answer.data?.rows.find(({ key }) => key === code);
  return row && readMatter(row.value);
}

/** Code of the matter that stands in this form, or that the case was taken in under. */
export function matterCodeIn(form: FormContext): string {
  const place = form.places.find(({ spec }) => spec.input === 'matter');
  const chosen = place === undefined ? undefined : form.values[place.name];
  return textOf(recordOf(chosen)['code']) || textOf(recordOf(form.learnt?.['matter'])['code']);
}

export const readLimit = (value: unknown): Limit | undefined => limitSchema.safeParse(value).data;
