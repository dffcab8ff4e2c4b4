/**
 * 服务事项: one matter of the service catalogue (国务院令716号 art. 4, 6): what its guide says, what it asks for, which fields its form has, who
 * decides and within which limit. `revised` begins a new version; a case keeps the version it was taken in under.
 */
import { z } from 'zod';
import { ok, refuse } from '../../kernel/result.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { retentions } from '../../archive/retention.ts';
import { limitSchema } from '../../time/limits.ts';
import { choice, fieldsOf, list, optional, optionalText, text, textOf } from '../common/fields.ts';
import { setOf } from '../mechanism/fields.ts';
import { clashesIn } from './agreeing.ts';
import { defineKind } from '../mechanism/define.ts';
import type { Columns, FieldSpec } from '../mechanism/spec.ts';
import type { HeldFileName } from '../mechanism/rows.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { approvalsSchema } from './approval.ts';
import * as columns from './columns.ts';
import { matterTypes } from './facts.ts';
import { formFieldsSchema } from './form-field.ts';
import {
  feesSchema,
  formTypes,
  heldFormName,
  officialFormsSchema,
  placesSchema,
  pledgeSchema,
  questionsSchema,
  specialsSchema,
} from './guide.ts';
import { matterMaterialSchema } from './material.ts';
import { sample } from './sample.ts';
import { applicantForms, deciders, identityWays, stagesSchema, villageWays } from './stage.ts';

const limit: FieldSpec = { class: 'guarded', input: 'text', schema: limitSchema };
const rows = (schema: z.ZodType, columns: Columns): FieldSpec => ({
  class: 'guarded',
  input: 'rows',
  schema,
  columns,
  isOptional: true,
});
const several = (values: readonly [string, ...string[]]): FieldSpec => ({
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.enum(values)).max(values.length),
  values,
  isOptional: true,
});
const yesNo: FieldSpec = { class: 'guarded', input: 'choice', schema: z.boolean(), isOptional: true };

const declared: Readonly<Record<string, FieldSpec>> = {
  code: text(64),
  name: text(200),
  category: text(100),
  type: choice(matterTypes),
  version: text(40),
  /** From which day this version holds; empty: at once. */
  effectiveFrom: { class: 'guarded', input: 'date', schema: z.iso.date(), isOptional: true },
  decides: optional(choice(deciders)),
  /** The upper office it goes to (上报单位), where it is not decided here. */
  authority: optionalText(200),
  /** Within which limit the upper office answers; what lies there is shown apart and never as our 超期. */
  upperLimit: optional(limit),
  /** 直办、代收、帮办 at a village station, and by when the papers it took in must have arrived. */
  village: optional(choice(villageWays)),
  villageLimit: optional(limit),
  applicants: several(applicantForms),
  /** Law wants it done in person: nobody may do it for them. */
  isInPerson: yesNo,
  /** Its papers are signed by hand on paper, not on a pad. Unsaid, 电子签名法 art. 3 alone decides (`service/hand-only.ts`). */
  isHandOnly: yesNo,
  identityWays: several(identityWays),
  isInstant: yesNo,
  promised: optional(limit),
  statutory: optional(limit),
  /** 视为撤回: where local rule allows it, so long after 补正告知 that nobody came. */
  withdrawnAfter: optional(limit),
  /** 领取期限: how long what is ready is kept for whoever was told. Its passing is 逾期未领 and never our delay. */
  fetchWithin: optional(limit),
  /** 容缺: within which limit what is missing has to come; never longer than the promised limit. */
  tolerance: optional(limit),
  basis: optionalText(2000),
  conditions: optional(list(500)),
  materials: rows(z.array(matterMaterialSchema).max(100), columns.materialColumns),
  fields: rows(formFieldsSchema, columns.formFieldColumns),
  stages: rows(stagesSchema, columns.stageColumns),
  /** 呈批: which decisions are signed for first, and by whom. */
  approvals: rows(approvalsSchema, columns.approvalColumns),
  officialForms: rows(officialFormsSchema, columns.officialFormColumns),
  specials: rows(specialsSchema, columns.specialColumns),
  pledge: { ...rows(pledgeSchema, columns.pledgeColumns), isOne: true },
  fees: rows(feesSchema, columns.feeColumns),
  places: rows(placesSchema, columns.placeColumns),
  questions: rows(questionsSchema, columns.questionColumns),
  /** 咨询、监督投诉电话. */
  phones: optional(list(60)),
  /** 到现场次数. */
  trips: { class: 'guarded', input: 'number', schema: z.int().min(0).max(20), isOptional: true },
  /** 保管期限 of its closed cases, by the township's own approved table. */
  retention: optional(choice(retentions)),
  /** 经办提示: written by the hall for itself, and no part of the published version. */
  hints: optional(list(500)),
};
const names = Object.keys(declared);
const required = ['code', 'name', 'category', 'type', 'version'];

/** What need not be said may be taken back by a later version: null = it says nothing of it any more. */
const fields = Object.fromEntries(
  Object.entries(declared).map(([name, spec]): [string, FieldSpec] => [
    name,
    required.includes(name) ? spec : { ...spec, schema: spec.schema.nullable() },
  ]),
);

export const matter = defineKind({
  kind: 'matter',
  form: 'registry',
  rules: 1,
  read: 'registry.read',
  takesFiles: true,
  heldFiles: heldForms,
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { active: 'open', retired: 'done' },
      fields,
      learn: ({ data, field }) => {
        const set = setOf(data);
        // A field taken back (null) says nothing any more.
        const say = (name: string) => (name in set ? set[name] : field(name));
        const [clash] = clashesIn(say, Object.keys(set));
        return clash ? refuse(clash.code, {}, `set.${clash.field}`) : ok({});
      },
      steps: {
        published: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'registry.write',
          sets: names,
          requires: required,
          startsVersion: true,
        },
        revised: {
          v: 1,
          from: ['active', 'retired'],
          to: 'active',
          permission: 'registry.write',
          sets: names.filter((name) => name !== 'code'),
          requires: ['version'],
          isReversible: true,
          startsVersion: true,
        },
        hinted: {
          v: 1,
          from: ['active'],
          permission: 'registry.write',
          sets: ['hints'],
          requires: ['hints'],
          isReversible: true,
        },
        retired: { v: 1, from: ['active'], to: 'retired', permission: 'registry.write', isReversible: true },
      },
    },
  },
  record: (state) => ({
    key: textOf(state.core.fields['code']?.value),
    label: textOf(state.core.fields['name']?.value),
    value: rowOf(state),
  }),
  sample,
});

/** Without what was taken back. */
const said = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** Hints are the hall's and stand beside every version. */
function rowOf(state: StreamState) {
  const { version = '', earlier = [], status } = state.core;
  const now = said(fieldsOf(state));
  const hints = { hints: now['hints'] ?? null };
  return {
    ...now,
    isActive: status === 'active',
    versionId: version,
    ...(earlier.length === 0
      ? {}
      : {
          earlier: earlier.map(({ version: versionId, values }) => ({ ...said({ ...values, ...hints }), versionId })),
        }),
  };
}

/** Forms that were brought while it was drafted. */
function heldForms(state: StreamState): readonly HeldFileName[] {
  const forms = officialFormsSchema.safeParse(valueOf(state, 'officialForms')).data ?? [];
  const held = forms.filter(({ file }) => heldFormName.test(file));
  return held.map(({ file: blob, name, isRoster }): HeldFileName => {
    const type = isRoster === true ? 'xlsx' : 'docx';
    return { blob, name: `${name}.${type}`, mime: formTypes[type] };
  });
}
