/**
 * Fields of a matter's own form (表单项), as data: declared with a version of the matter, asked at intake, checked at the desk, shown,
 * searched, exported and printed by what is declared here. The catalogue decides what is asked; no code knows a matter.
 */
import { z } from 'zod';

export const formFieldTypes = [
  'text',
  'longText',
  'number',
  'date',
  'choice',
  'choices',
  'person',
  'household',
  'bankAccount',
  'area',
  'photo',
  'computed',
] as const;
export type FormFieldType = (typeof formFieldTypes)[number];

/** What a computed field may begin with beside fields of the form: what the petitioner's paper says, and the day of intake. */
export const knownNames = [
  'petitioner.birth',
  'petitioner.age',
  'petitioner.sex',
  'intake.date',
  'intake.yearEnd',
] as const;

const line = (longest: number) => z.string().trim().min(1).max(longest);
/** A name of a field: letters, digits or Chinese characters, as the tags of an official form use it ({开户银行}). */
export const fieldKey = z.string().regex(/^[\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z0-9]{0,39}$/u);
const source = z.union([z.enum(knownNames), fieldKey]);

/**
 * age: whole years (周岁) at a day; ageAtLeast: 是 or 否, whether that many; turns: the day on which; sum, product: of numbers;
 * quotient: one number by another (面积 a head); count: members of a household; band: what a table gives for a number (a subsidy by
 * age); byChoice: what it gives for what was chosen (缴费标准 by 参保类别).
 */
export const computationSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('age'), birth: source, on: source }),
  z.strictObject({ rule: z.literal('ageAtLeast'), birth: source, on: source, years: z.int().min(1).max(130) }),
  z.strictObject({ rule: z.literal('turns'), birth: source, years: z.int().min(1).max(130) }),
  z.strictObject({ rule: z.literal('sum'), of: z.array(source).min(1).max(20) }),
  z.strictObject({ rule: z.literal('product'), of: z.array(source).min(1).max(20) }),
  z.strictObject({ rule: z.literal('quotient'), of: source, by: source }),
  z.strictObject({
    rule: z.literal('count'),
    of: source,
    /** Those who are not on the list: the petitioner. With it a household nobody named counts as empty. */
    plus: z.int().min(0).max(5).optional(),
  }),
  z.strictObject({
    rule: z.literal('band'),
    of: source,
    /** Rising; below the first there is no value. */
    bands: z
      .array(z.strictObject({ from: z.number(), value: z.union([line(100), z.number()]) }))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    rule: z.literal('byChoice'),
    of: source,
    /** What was chosen → what it gives; a choice that is not named gives nothing. */
    values: z
      .array(z.strictObject({ when: line(100), value: z.union([line(100), z.number()]) }))
      .min(1)
      .max(50),
  }),
]);
export type Computation = z.infer<typeof computationSchema>;

/** Another field has one of these values. */
const whereSchema = z.strictObject({ field: fieldKey, values: z.array(line(100)).min(1).max(50) });
export type Where = z.infer<typeof whereSchema>;

/** A value that refuses the case: not entitled. Told at intake, and the person decides what to do. */
const conditionSchema = z.strictObject({
  /** Values that meet the condition. */
  values: z
    .array(z.union([line(100), z.number()]))
    .min(1)
    .max(50),
  /** Said where it is not met: which condition, and who else is entitled. */
  otherwise: line(500),
  /** Judged only there: 残疾等级 only where 护理补贴 is asked for. */
  onlyIf: whereSchema.optional(),
});

export const formFieldSchema = z
  .strictObject({
    key: fieldKey,
    label: line(60),
    type: z.enum(formFieldTypes),
    isRequired: z.boolean().optional(),
    /** Of choice and choices: what may be chosen, as it is shown and printed. */
    options: z.array(line(100)).min(1).max(100).optional(),
    /** Shown, asked and checked only where another field has one of these values. */
    shownIf: whereSchema.optional(),
    computed: computationSchema.optional(),
    /** Unit of a number or a computed value (元, 月); of an area m² (平方米) or mu (亩). */
    unit: line(20).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Said below the field. */
    hint: line(300).optional(),
    condition: conditionSchema.optional(),
  })
  .superRefine((field, context) => {
    const say = (path: string, refusal: string) => {
      context.addIssue({ code: 'custom', path: [path], params: { refusal, details: { key: field.key } } });
    };
    const isChoice = field.type === 'choice' || field.type === 'choices';
    if (isChoice !== (field.options !== undefined)) say('options', 'matter.fieldOptions');
    if ((field.type === 'computed') !== (field.computed !== undefined)) say('computed', 'matter.fieldComputed');
    if (new Set(field.options).size !== (field.options?.length ?? 0)) say('options', 'matter.fieldOptions');
    if (field.min !== undefined && field.max !== undefined && field.min > field.max) say('max', 'matter.fieldRange');
  });
export type FormField = z.infer<typeof formFieldSchema>;

/** The fields a field depends on. */
export const sourcesOf = ({ shownIf, condition, computed }: FormField): readonly string[] => [
  ...(shownIf ? [shownIf.field] : []),
  ...(condition?.onlyIf ? [condition.onlyIf.field] : []),
  ...(computed ? sourcesOfComputation(computed) : []),
];

function sourcesOfComputation(computed: Computation): readonly string[] {
  switch (computed.rule) {
    case 'age':
    case 'ageAtLeast':
      return [computed.birth, computed.on];
    case 'turns':
      return [computed.birth];
    case 'sum':
    case 'product':
      return computed.of;
    case 'quotient':
      return [computed.of, computed.by];
    case 'count':
    case 'band':
    case 'byChoice':
      return [computed.of];
  }
}

const isKnownName = (name: string): boolean => (knownNames as readonly string[]).includes(name);

/** A whole form: each key once, and nothing depends on what stands below it, so that one pass from top to bottom settles everything. */
export const formFieldsSchema = z
  .array(formFieldSchema)
  .max(100)
  .superRefine((fields, context) => {
    const above = new Set<string>();
    fields.forEach((field, at) => {
      const say = (refusal: string, details: Readonly<Record<string, string>>) => {
        context.addIssue({ code: 'custom', path: [at, 'key'], params: { refusal, details } });
      };
      if (above.has(field.key)) say('matter.fieldTwice', { key: field.key });
      for (const name of sourcesOf(field)) {
        if (!isKnownName(name) && !above.has(name)) say('matter.fieldUnknown', { key: field.key, name });
      }
      above.add(field.key);
    });
  });
