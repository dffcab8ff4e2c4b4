/** A call or an 预约 that becomes a 收件: who it is and what was said stands in the fields that the kind has for it, as a draft that the intake opens. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { present } from '#shared/kinds/common/fields.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import type { FieldInput } from '#shared/kinds/mechanism/spec.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { intakeData } from '../cases/intake-form.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { beginningStep, stepForm } from '../fields/step-form.ts';
import { forDoor } from '../fields/values.ts';

/** Answers the draft's id; undefined where it could not be kept, and then the note stays as it is. */
export async function keepAsIntake({ text, name, phone, matter }: JsonObject): Promise<string | undefined> {
  const kind = kinds.find(({ form }) => form === 'case');
  if (!kind) return undefined;
  const ruleset = currentRuleset(kind);
  const type = beginningStep(ruleset);
  const { places } = stepForm(ruleset, type);
  const at = (input: FieldInput, value: JsonObject[string] | undefined) => {
    const name = places.find(({ spec }) => spec.input === input)?.name;
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  };
  const petitioner = present({ name, phone });
  const values = Object.fromEntries([
    ...at('matter', matter),
    ...at('petitioner', Object.keys(petitioner).length === 0 ? undefined : petitioner),
    ...at('longText', text),
  ]);
  const id = newActId();
  const data = forDoor(intakeData({ values, late: {}, sheet: '' }));
  const kept = await answerOf(() => desk.draft.keep({ id, kind: kind.kind, type, stream: null, data }));
  return kept.ok ? id : undefined;
}
