/** What a 服务办件 learns from other streams whenever its fields are said: its matter and the matter's form, and whether it is a village's. */
import type { JsonObject } from '../../kernel/json.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { FactsContext } from '../mechanism/spec.ts';
import { learnMatter, learntMatter } from './matter-form.ts';
import { learnVillage } from './village.ts';

/** Refusals: those of `learnMatter` and `learnVillage`. */
export function learnCase(context: FactsContext): Result<JsonObject> {
  const matter = learnMatter(context);
  if (!matter.ok) return matter;
  const village = learnVillage(context, learntMatter(matter.value));
  return village.ok ? ok({ ...matter.value, ...village.value }) : village;
}
