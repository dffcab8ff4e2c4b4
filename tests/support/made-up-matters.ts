/** Matters that nobody published, for properties of the catalogue's way out and back: every field the kind declares, valid by its schemas. */
import fc from 'fast-check';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { clashesIn } from '#shared/kinds/matter/agreeing.ts';
import { fieldSpecs } from '#shared/kinds/matter/exchange/sheets.ts';
import { matterTypes } from '#shared/kinds/matter/facts.ts';
import { knownNames } from '#shared/kinds/matter/form-field.ts';
import { specialKinds } from '#shared/kinds/matter/guide.ts';
import { materialForms } from '#shared/kinds/matter/material.ts';
import { applicantForms, deciders, identityWays, stageKinds, villageWays } from '#shared/kinds/matter/stage.ts';

/** What people type, what spreadsheets take for something else, and what our own marks are made of. */
const nasty = [
  '=1+1',
  '+86',
  '@x',
  '007',
  '1e5',
  '4.40981E+17',
  '是',
  '甲、乙',
  '"',
  'a"b',
  '甲,乙',
  '（1）：',
  '第一行\n第二行',
  '_x000D_',
  '_x0041_x0042_',
  '𠮷',
  '\t',
  '否则：',
];
const raw = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const line = (longest: number): fc.Arbitrary<string> =>
  raw
    .map((text) => text.trim().slice(0, longest))
    .filter((text) => text.trim() === text && text !== '' && text.isWellFormed());
const key = fc.constantFrom('甲', '乙', '类别', '面积', '单价', 'a1', 'B', '收件日', '周岁');
const source = fc.oneof(key, fc.constantFrom(...knownNames));
const limit = fc.record({
  amount: fc.integer({ min: 0, max: 3000 }),
  unit: fc.constantFrom('workingDay', 'calendarDay', 'hour'),
});
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
);
const several = (one: fc.Arbitrary<Json>, max = 3) => fc.uniqueArray(one, { minLength: 1, maxLength: max });
const where = fc.record({ field: key, values: several(line(30)) });
const value = fc.oneof(line(30), number);

const computed: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ rule: fc.constant('age'), birth: source, on: source }),
  fc.record({ rule: fc.constant('ageAtLeast'), birth: source, on: source, years: fc.integer({ min: 1, max: 130 }) }),
  fc.record({ rule: fc.constant('turns'), birth: source, years: fc.integer({ min: 1, max: 130 }) }),
  fc.record({ rule: fc.constantFrom('sum', 'product'), of: fc.array(source, { minLength: 1, maxLength: 4 }) }),
  fc.record({ rule: fc.constant('quotient'), of: source, by: source }),
  fc.record({ rule: fc.constant('count'), of: source }),
  fc.record({ rule: fc.constant('count'), of: source, plus: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    rule: fc.constant('byChoice'),
    of: source,
    values: fc.array(fc.record({ when: line(30), value }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    rule: fc.constant('band'),
    of: source,
    bands: fc.array(fc.record({ from: number, value }), { minLength: 1, maxLength: 3 }),
  }),
);
const condition: fc.Arbitrary<Json> = fc
  .record(
    { values: several(value as fc.Arbitrary<Json>), otherwise: line(60), onlyIf: where },
    { requiredKeys: ['values', 'otherwise'] },
  )
  .map((one) => one as unknown as Json);
export const written = { computed, condition, where, list: fc.array(line(30), { maxLength: 4 }) };

const some = <T extends Record<string, fc.Arbitrary<unknown>>>(
  shape: T,
  requiredKeys: (keyof T & string)[],
): fc.Arbitrary<JsonObject> => fc.record(shape, { requiredKeys }) as unknown as fc.Arbitrary<JsonObject>;

const text = line(40);
const material = some(
  {
    ...{
      name: text,
      form: fc.constantFrom(...materialForms),
      copies: fc.integer({ min: 1, max: 99 }),
      isNecessary: fc.boolean(),
    },
    ...{ standard: text, issuer: text, place: text, hours: text, phone: line(20), onlyIf: where, sample: text },
    waysOut: fc.uniqueArray(fc.constantFrom('check', 'pledge', 'fetch', 'photo', 'comeBack'), { minLength: 1 }),
  },
  ['name', 'form', 'copies', 'isNecessary'],
);
const field = fc.oneof(
  some(
    {
      key,
      label: text,
      type: fc.constantFrom('text', 'number', 'date', 'household'),
      isRequired: fc.boolean(),
      hint: text,
      unit: line(9),
      condition,
    },
    ['key', 'label', 'type'],
  ),
  some({ key, label: text, type: fc.constantFrom('choice', 'choices'), options: several(line(30), 5) }, [
    'key',
    'label',
    'type',
    'options',
  ]),
  some({ key, label: text, type: fc.constant('computed'), computed }, ['key', 'label', 'type', 'computed']),
);
const stage = some(
  {
    kind: fc.constantFrom(...stageKinds),
    name: text,
    responsible: text,
    limit,
    needsTwo: fc.boolean(),
    needsPhoto: fc.boolean(),
  },
  ['kind', 'name'],
);
const special = some(
  {
    kind: fc.constantFrom(...specialKinds),
    name: text,
    limit,
    basis: text,
    isCounted: fc.boolean(),
    isCharged: fc.boolean(),
  },
  ['kind', 'name', 'basis', 'isCounted'],
);
const list = (one: fc.Arbitrary<JsonObject>) => fc.array(one, { minLength: 1, maxLength: 3 });

const parts = {
  ...{ name: text, category: text, type: fc.constantFrom(...matterTypes), version: line(20) },
  ...{ decides: fc.constantFrom(...deciders), authority: text, village: fc.constantFrom(...villageWays) },
  applicants: fc.uniqueArray(fc.constantFrom(...applicantForms), { minLength: 1 }),
  identityWays: fc.uniqueArray(fc.constantFrom(...identityWays), { minLength: 1 }),
  ...{ isInPerson: fc.boolean(), isInstant: fc.boolean(), promised: limit, statutory: limit, tolerance: limit },
  ...{ basis: text, conditions: several(line(60)), phones: several(line(20)), trips: fc.integer({ min: 0, max: 20 }) },
  ...{ hints: several(line(60)), materials: list(material), fields: list(field), stages: list(stage) },
  fees: list(some({ name: text, amount: text, basis: text }, ['name', 'amount', 'basis'])),
  places: list(some({ place: text, hours: text, phone: line(20) }, ['place', 'hours'])),
  questions: list(some({ question: text, answer: text }, ['question', 'answer'])),
  specials: list(special),
  pledge: some({ text, checkWithin: limit, liability: text }, ['text', 'liability']),
};

/** Without what would be refused: a form that uses what does not stand above it, a stage twice, a promise longer than the law's limit. */
function fitting(matter: JsonObject): JsonObject {
  const valid = partsOf(matter);
  const against = new Set(clashesIn((name) => valid[name], Object.keys(valid)).map(({ field: name }) => name));
  return against.size === 0
    ? valid
    : fitting(Object.fromEntries(Object.entries(valid).filter(([name]) => !against.has(name))));
}

const partsOf = (matter: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(matter).flatMap(([name, one]): (readonly [string, Json])[] => {
      const parsed = fieldSpecs[name]?.schema.safeParse(one);
      return parsed?.success === true ? [[name, parsed.data as Json]] : [];
    }),
  );

/** Codes are given by the caller's index, so that each is there once. */
export const madeUpMatters = (most: number): fc.Arbitrary<readonly JsonObject[]> =>
  fc
    .array(some(parts, ['name', 'category', 'type', 'version']), { minLength: 1, maxLength: most })
    .map((matters) => matters.map((matter, at) => ({ ...fitting(matter), code: `00${String(at)}${'9'.repeat(16)}` })));
