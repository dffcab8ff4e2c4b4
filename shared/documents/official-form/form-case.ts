/** The case an official form is filled with: a real one, or a made-up one for its preview and its check. */
import type { JsonObject } from '../../kernel/json.ts';
import { makeResidentId } from '../../identity/resident-id.ts';
import { textOf } from '../../kinds/common/fields.ts';
import { materialsSchema, petitionerSchema, type Petitioner } from '../../kinds/common/petitioner.ts';
import { formFieldsSchema } from '../../kinds/matter/form-field.ts';
import { sampleForm } from '../../kinds/matter/form-sample.ts';
import { readForm } from '../../kinds/matter/form-values.ts';
import { dayOf } from '../../kinds/mechanism/day.ts';
import { valueOf, type StreamState } from '../../kinds/mechanism/state.ts';
import { addYears, getPlainDate, type PlainDate } from '../../time/plain-date.ts';
import { sampleHall, sampleNumber } from '../facts.ts';
import type { FormCase } from './form-tags.ts';
import type { FormPhoto } from './tag.ts';

export interface Around {
  /** The version of the matter the case was taken in under (a row of the registry kind `matter`). */
  readonly version: JsonObject;
  readonly hall: FormCase['hall'];
  readonly today: PlainDate;
  readonly handledBy?: string | undefined;
}

type Sample = Partial<Around> &
  Pick<Around, 'version' | 'today'> & {
    /** Stands for every photograph. */
    readonly photo?: FormPhoto;
  };

const fieldsOf = (version: JsonObject) => formFieldsSchema.safeParse(version['fields']).data ?? [];
const matterOf = (version: JsonObject) => ({ code: textOf(version['code']), name: textOf(version['name']) });

/** Undefined where the case has no petitioner of its own (a stream that cannot be read whole). What was computed is what was kept. */
export function formCaseOf(state: StreamState, { version, ...around }: Around): FormCase | undefined {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  if (petitioner === undefined) return undefined;
  const form = state.core.learnt['form'] as JsonObject | undefined;
  return {
    ...around,
    petitioner,
    matter: matterOf(version),
    fields: fieldsOf(version),
    values: (valueOf(state, 'form') ?? {}) as JsonObject,
    computed: (form?.['computed'] ?? {}) as JsonObject,
    intake: getPlainDate(dayOf(state.beganOn)),
    number: state.number,
    request: textOf(valueOf(state, 'request')),
    materials: materialsSchema.safeParse(valueOf(state, 'materials')).data,
  };
}

/** A case of nobody's, with every field said: for the preview of a template and to learn which tags a matter has. */
export function sampleFormCase({ version, photo, ...around }: Sample): FormCase {
  const fields = fieldsOf(version);
  const { today } = around;
  const birth = addYears(today, -85);
  const known = { intake: today, birth, sex: 'female' } as const;
  const values = sampleForm(fields, known, (below) => Math.floor(below / 2));
  const { computed } = readForm(fields, values, known, true);
  return {
    ...{ hall: sampleHall, handledBy: '示例', ...around },
    ...{ petitioner: samplePetitioner(birth), matter: matterOf(version), fields, values, computed },
    ...{ intake: today, number: sampleNumber, request: '示例事由' },
    materials: [{ name: '居民身份证', copies: 1, form: 'copy' }],
    photos: photo && new Map(fields.flatMap(({ type, label }) => (type === 'photo' ? [[label, photo]] : []))),
  };
}

const samplePetitioner = (birth: PlainDate): Petitioner => ({
  name: '张示例',
  idType: 'residentId',
  idNumber: makeResidentId({ area: '360732', birth, sequence: 2 }),
  phone: '13800000000',
  address: '示例县示例镇示例村一组 1 号',
  agent: {
    name: '李示例',
    idNumber: makeResidentId({ area: '360732', birth: addYears(birth, 30), sequence: 1 }),
    phone: '13900000000',
    relation: '子女',
  },
});
