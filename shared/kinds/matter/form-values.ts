/**
 * What was said in a matter's own form: checked against the declaration, and what follows from it computed. Pure: the desk asks it when
 * it decides, the page while somebody types, so that both say the same.
 *
 * Values by key: text, longText, date, choice: a string (`YYYY-MM-DD` for a date); number, area: a number in the field's unit;
 * choices: a list of strings; person, household, bankAccount: records. A photo is no value but an attachment for the field. A field that is
 * not shown has no value.
 */
import { z } from 'zod';
import { checkBankAccount } from '../../identity/bank-account.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { isPlainDate } from '../../time/plain-date.ts';
import { checked, orText, personSchema } from '../common/identity.ts';
import { unmetConditions, walkForm, type Known, type Unmet, type Walked } from './form-compute.ts';
import type { FormField } from './form-field.ts';

const relation = z.string().trim().min(1).max(50);

/** 户: the members beside the petitioner, each with the relation to the head (户主). */
export const householdSchema = z.strictObject({
  members: z
    .array(z.strictObject({ person: personSchema, relation }))
    .min(1)
    .max(30),
  /** Stream of the household they were taken from. */
  household: z.uuid().optional(),
});
export const bankAccountSchema = z.strictObject({
  holder: z.string().trim().min(1).max(200),
  bank: z.string().trim().min(1).max(200),
  account: checked(checkBankAccount, orText(checkBankAccount), 40),
});

/** The field of a case: what any form may hold. Which of it a matter asks for is `checkFormValues`. */
export const formValuesSchema = z
  .record(
    z.string().min(1).max(40),
    z.union([
      z.string().max(20_000),
      z.number(),
      z.array(z.string().max(100)).max(100),
      householdSchema,
      bankAccountSchema,
      personSchema,
    ]),
  )
  .refine((values) => Object.keys(values).length <= 100, { params: { refusal: 'input.tooLong' } });
export type FormValues = Readonly<Record<string, Json>>;

export interface FormIssue {
  /** Key of the field, with the place within it (`家庭成员.members.0.person.idNumber`). */
  readonly path: string;
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Fields that a person fills in; a photo is an attachment. */
export const isTyped = ({ type }: FormField): boolean => type !== 'computed' && type !== 'photo';

export interface ReadForm extends Walked {
  /** What was said, in its one spelling, of the fields that are shown. */
  readonly values: FormValues;
  readonly issues: readonly FormIssue[];
  readonly unmet: readonly Unmet[];
}

/** `isDraft`: what is required may still be missing. */
export function readForm(fields: readonly FormField[], said: JsonObject, known: Known, isDraft = false): ReadForm {
  const walked = walkForm(fields, said, known);
  const read = walked.shown.filter(isTyped).map((field) => ({ field, ...checkOne(field, said[field.key], isDraft) }));
  const pairs = read.flatMap(({ field, normal }) => (normal === undefined ? [] : [[field.key, normal] as const]));
  const values = Object.fromEntries(pairs);
  const declared = new Set(fields.map(({ key }) => key));
  const unknown = Object.keys(said).filter((key) => !declared.has(key));
  return {
    ...walked,
    values,
    issues: [
      ...read.flatMap(({ issues }) => issues),
      ...unknown.map((key): FormIssue => ({ path: key, code: 'form.unknownField', details: { label: key } })),
    ],
    unmet: unmetConditions(walked.shown, { ...values, ...walked.computed }),
  };
}

interface CheckedValue {
  readonly normal?: Json;
  readonly issues: readonly FormIssue[];
}

const isEmpty = (said: Json | undefined): boolean =>
  said === undefined || said === null || said === '' || (Array.isArray(said) && said.length === 0);

function checkOne(field: FormField, said: Json | undefined, isDraft: boolean): CheckedValue {
  if (isEmpty(said)) {
    const isMissing = field.isRequired === true && !isDraft;
    return { issues: isMissing ? [issueAt(field, 'form.missing')] : [] };
  }
  const parsed = schemaOf(field).safeParse(said);
  if (parsed.success) return { normal: parsed.data as Json, issues: [] };
  return { issues: parsed.error.issues.map((issue) => issueOf(field, issue)) };
}

const issueAt = (field: FormField, code: RefusalCode, details: FormIssue['details'] = {}): FormIssue => ({
  path: field.key,
  code,
  details: { label: field.label, ...details },
});

function issueOf(field: FormField, issue: z.core.$ZodIssue): FormIssue {
  const path = [field.key, ...issue.path.map(String)].join('.');
  const params: unknown = issue.code === 'custom' ? issue.params : undefined;
  const { refusal, details } = (params ?? {}) as { refusal?: RefusalCode; details?: FormIssue['details'] };
  if (refusal !== undefined) return { path, code: refusal, details: { label: field.label, ...details } };
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return { path, code: 'form.tooLong', details: { label: field.label, limit: Number(issue.maximum) } };
  }
  const isMissing = issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.path.length > 0);
  return { path, code: isMissing ? 'form.missing' : 'form.invalid', details: { label: field.label } };
}

const refused = (refusal: RefusalCode, details: FormIssue['details'] = {}) => ({ params: { refusal, details } });

/** What one field takes. Whole values: half of a date is none. */
export function schemaOf(field: FormField): z.ZodType {
  switch (field.type) {
    case 'text':
      return z.string().trim().min(1).max(200);
    case 'longText':
      return z.string().trim().min(1).max(4000);
    case 'number':
    case 'area':
      return numberSchema(field);
    case 'date':
      return z.string().refine((text) => isPlainDate(text), refused('form.date'));
    case 'choice':
      return z.string().refine((text) => field.options?.includes(text), refused('form.notOffered'));
    case 'choices':
      return z
        .array(z.string())
        .refine((all) => all.every((one) => field.options?.includes(one)), refused('form.notOffered'))
        .transform((all) => (field.options ?? []).filter((one) => all.includes(one)));
    case 'person':
      return personSchema;
    case 'household':
      return householdSchema;
    case 'bankAccount':
      return bankAccountSchema;
    case 'photo':
    case 'computed':
      return z.never();
  }
}

/** No more than two decimals: money in 元, areas in 平方米 and 亩 are told so. */
function numberSchema({ type, min = type === 'area' ? 0 : -1e12, max = 1e12 }: FormField) {
  return z
    .number()
    .refine((number) => number >= min && number <= max, refused('form.range', { min, max }))
    .refine((number) => Math.abs(number * 100 - Math.round(number * 100)) < 1e-6, refused('form.decimals'));
}
