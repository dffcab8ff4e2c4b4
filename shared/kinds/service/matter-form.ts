/** What a case learns when its matter or the matter's form is set: the version in force, whether the form fits it, what it computes. */
import type { JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { getPlainDate } from '../../time/plain-date.ts';
import { personOf, petitionerSchema } from '../common/petitioner.ts';
import { matterFactsSchema, type MatterFacts } from '../matter/facts.ts';
import type { Known } from '../matter/form-compute.ts';
import { formFieldsSchema, type FormField } from '../matter/form-field.ts';
import { readForm } from '../matter/form-values.ts';
import { withoutPhoto } from '../matter/held-photo.ts';
import { matterInForce, matterVersion } from '../matter/in-force.ts';
import { dayOf } from '../mechanism/day.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FactsContext } from '../mechanism/spec.ts';

export const learntMatter = (facts: JsonObject): MatterFacts | undefined =>
  matterFactsSchema.safeParse(facts['matter']).data;

/** Refusals: matter.unknown, matter.notYet (announced, not in force on the day of intake), those of the form's fields. */
export function learnMatter(context: FactsContext): Result<JsonObject> {
  const version = versionFor(context);
  if (!version.ok) return version;
  const form = learnForm(context, version.value.fields);
  if (!form.ok) return form;
  return ok({ ...(version.value.facts ? { matter: version.value.facts } : {}), ...form.value });
}

interface Version {
  /** Absent where the case keeps what it has learnt. */
  readonly facts?: MatterFacts;
  readonly fields: readonly FormField[];
}

/** The version the case was taken in under stays, unless the matter itself is corrected. */
function versionFor({ field, learnt, state, on }: FactsContext): Result<Version> {
  const code = (field('matter') as { code: string } | undefined)?.code;
  if (code === undefined) return ok({ fields: [] });
  const known = learntMatter(state.core.learnt);
  if (known?.code === code) {
    const { versionId = '' } = known;
    const row = learnt.recordAt('matter', versionId);
    return ok({ fields: fieldsIn(row && matterVersion(row, versionId)) });
  }
  const row = learnt.record('matter', code);
  if (row?.['isActive'] !== true) return refuse('matter.unknown', { code }, 'matter');
  const version = matterInForce(row, dayOf(on));
  if (version === undefined) return refuse('matter.notYet', { code }, 'matter');
  return ok({ facts: matterFactsSchema.parse(version), fields: fieldsIn(version) });
}

const fieldsIn = (version: JsonObject | undefined): readonly FormField[] =>
  formFieldsSchema.safeParse(version?.['fields']).data ?? [];

/**
 * Strict where the form is said, at the beginning and in a correction of it. A correction of something else may leave a form that does not
 * fit the matter any more; the page says so.
 */
function learnForm(context: FactsContext, fields: readonly FormField[]): Result<JsonObject> {
  const said = (context.field('form') ?? {}) as JsonObject;
  const isSaid = context.state.entries === 0 || setOf(context.data)['form'] !== undefined;
  if (fields.length === 0 && !isSaid) return ok({});
  const read = readForm(fields, said, knownOf(context));
  const [issue] = read.issues;
  if (isSaid && issue) return refuse(issue.code, issue.details, `form.${issue.path}`);
  const [photo] = isSaid ? withoutPhoto(read.shown, context.files) : [];
  if (photo) return refuse('form.photoMissing', { label: photo.label }, `form.${photo.key}`);
  if (fields.length === 0) return ok({});
  return ok({ form: { computed: read.computed, unmet: read.unmet.map(({ key }) => key) } });
}

/** What the petitioner's paper and the day of intake say. */
export function knownOf({ field, state, on }: Pick<FactsContext, 'field' | 'state' | 'on'>): Known {
  const petitioner = petitionerSchema.safeParse(field('petitioner')).data;
  const intake = getPlainDate(dayOf(state.entries === 0 ? on : state.beganOn));
  const person = personOf(petitioner);
  return { intake, ...(person ? { birth: person.birth ?? undefined, sex: person.sex } : {}) };
}
