/** 更正 as a form: the chosen fields and the reason. */
import { z } from 'zod';
import type { CasePage } from '#shared/contract/case.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import type { FieldPlace } from '../fields/types.ts';
import type { ActForm } from './way-out-forms.ts';

export function correctionForm(ruleset: Ruleset, type: string, chosen: readonly string[]): ActForm {
  const fields = chosen.flatMap((name): FieldPlace[] => {
    const spec = ruleset.fields[name];
    return spec ? [{ name, spec, isRequired: true }] : [];
  });
  const reason: FieldPlace = {
    name: 'reason',
    spec: { class: 'guarded', input: 'longText', schema: z.string().trim().min(1).max(2000) },
    isRequired: true,
  };
  return { type, places: [...fields, reason], setNames: chosen, fixed: {} };
}

/** Names of the valid papers that show one of the fields: they have to be taken back. */
export function wrongPapers(ruleset: Ruleset, papers: CasePage['papers'], chosen: readonly string[]): string[] {
  const valid = papers.filter(({ status }) => status === 'valid');
  const wrong = valid.filter(({ spec }) => ruleset.papers?.[spec]?.shows.some((field) => chosen.includes(field)));
  return [...new Set(wrong.map(({ spec }) => spec))];
}
