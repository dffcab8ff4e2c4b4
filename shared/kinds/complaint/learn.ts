/** What a complaint learns when its fields are set: names of the staff and the matter it is about, and the township's own rules it runs by. */
import type { JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { present, textOf } from '../common/fields.ts';
import type { FactsContext } from '../mechanism/spec.ts';
import { localLimit } from '../rule/limits.ts';

/** Refusals: complaint.who (办不成事 of nobody), staff.unknown, matter.unknown. */
export function learnComplaint(context: FactsContext): Result<JsonObject> {
  const { field, state, learnt } = context;
  if (field('sort') === 'stuck' && field('petitioner') === undefined)
    return refuse('complaint.who', undefined, 'petitioner');
  const against = staffNamed(context, 'against');
  if (!against.ok) return against;
  const handler = staffNamed(context, 'handler');
  if (!handler.ok) return handler;
  const matter = matterNamed(context);
  if (!matter.ok) return matter;
  const basis = state.entries > 0 ? {} : { basis: basisOf(learnt) };
  return ok({ ...against.value, ...handler.value, ...matter.value, ...basis });
}

/** By the name of the field; nothing where nobody is named, or the name is known. */
function staffNamed({ field, learnt, state }: FactsContext, name: string): Result<JsonObject> {
  const id = textOf(field(name));
  if (id === '' || state.core.fields[name]?.value === id) return ok({});
  const row = learnt.record('staff', id);
  return row === undefined ? refuse('staff.unknown', undefined, name) : ok({ [name]: textOf(row['name']) });
}

/** Which version it was, says the case that this is about, if it is about one. */
function matterNamed({ field, learnt, state }: FactsContext): Result<JsonObject> {
  const { code = '' } = (field('matter') ?? {}) as { code?: string };
  const known = (state.core.learnt['matter'] ?? {}) as { code?: string };
  if (code === '' || known.code === code) return ok({});
  const row = learnt.record('matter', code);
  return row === undefined
    ? refuse('matter.unknown', { code }, 'matter')
    : ok({ matter: { code, name: textOf(row['name']) } });
}

const basisOf = (learnt: FactsContext['learnt']): JsonObject =>
  present({
    assign: localLimit(learnt, 'complaintAssign').basis,
    answer: localLimit(learnt, 'complaintAnswer').basis,
  });
