import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeResidentId } from '../../identity/resident-id.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { ageOn, addYears, getPlainDate } from '../../time/plain-date.ts';
import type { Known } from './form-compute.ts';
import { formFieldsSchema, type FormField } from './form-field.ts';
import { sampleForm } from './form-sample.ts';
import { readForm } from './form-values.ts';

const known: Known = { intake: getPlainDate('2026-11-23'), birth: getPlainDate('1946-11-23'), sex: 'female' };
const fieldsOf = (...fields: JsonObject[]): readonly FormField[] => formFieldsSchema.parse(fields);
const refusalsOf = (...fields: JsonObject[]) =>
  formFieldsSchema
    .safeParse(fields)
    .error?.issues.map((issue): unknown => (issue.code === 'custom' ? issue.params?.['refusal'] : issue.code));

/** 高龄补贴 as a township declares it. */
const allowance = fieldsOf(
  {
    key: '周岁',
    label: '周岁',
    type: 'computed',
    computed: { rule: 'age', birth: 'petitioner.birth', on: 'intake.date' },
  },
  {
    key: '满80周岁',
    label: '满80周岁',
    type: 'computed',
    computed: { rule: 'ageAtLeast', birth: 'petitioner.birth', on: 'intake.date', years: 80 },
    condition: { values: ['是'], otherwise: '未满80周岁，满后再来。' },
  },
  {
    key: '补贴标准',
    label: '补贴标准',
    type: 'computed',
    unit: '元',
    computed: {
      rule: 'band',
      of: '周岁',
      bands: [
        { from: 80, value: 50 },
        { from: 90, value: 100 },
        { from: 100, value: 300 },
      ],
    },
  },
  { key: '发放方式', label: '发放方式', type: 'choice', options: ['银行卡', '现金'], isRequired: true },
  {
    key: '账户',
    label: '发放账户',
    type: 'bankAccount',
    isRequired: true,
    shownIf: { field: '发放方式', values: ['银行卡'] },
  },
);

describe('declaring a form', () => {
  it('refuses a key used twice, a field that depends on what stands below it, options where there is no choice', () => {
    expect(refusalsOf({ key: 'A', label: 'A', type: 'text' }, { key: 'A', label: 'B', type: 'text' })).toEqual([
      'matter.fieldTwice',
    ]);
    expect(
      refusalsOf(
        { key: 'A', label: 'A', type: 'text', shownIf: { field: 'B', values: ['x'] } },
        { key: 'B', label: 'B', type: 'text' },
      ),
    ).toEqual(['matter.fieldUnknown']);
    expect(refusalsOf({ key: 'A', label: 'A', type: 'text', options: ['x'] })).toEqual(['matter.fieldOptions']);
    expect(refusalsOf({ key: 'A', label: 'A', type: 'choice' })).toEqual(['matter.fieldOptions']);
    expect(refusalsOf({ key: 'A', label: 'A', type: 'computed' })).toEqual(['matter.fieldComputed']);
    expect(refusalsOf({ key: 'A', label: 'A', type: 'number', min: 2, max: 1 })).toEqual(['matter.fieldRange']);
    expect(refusalsOf({ key: 'A b', label: 'A', type: 'text' })).toEqual(['invalid_format']);
  });
});

describe('reading a form', () => {
  it('computes age, entitlement and amount on the very birthday, and not the day before', () => {
    const read = readForm(allowance, { 发放方式: '现金' }, known);
    expect(read.computed).toEqual({ 周岁: 80, 满80周岁: '是', 补贴标准: 50 });
    expect(read).toMatchObject({ issues: [], unmet: [] });
    const before = readForm(allowance, { 发放方式: '现金' }, { ...known, intake: getPlainDate('2026-11-22') });
    expect(before.computed).toEqual({ 周岁: 79, 满80周岁: '否' });
    expect(before.unmet).toMatchObject([{ key: '满80周岁', otherwise: '未满80周岁，满后再来。' }]);
  });

  it('judges no condition where the birthday is not known', () => {
    const read = readForm(allowance, { 发放方式: '现金' }, { intake: known.intake });
    expect(read).toMatchObject({ computed: {}, unmet: [] });
  });

  it('asks for the account only of those who want it there, and forgets what a hidden field holds', () => {
    const account = { holder: '张示例', bank: '农商银行', account: '1781 9012 1000 1234' };
    expect(readForm(allowance, { 发放方式: '银行卡' }, known).issues).toMatchObject([
      { path: '账户', code: 'form.missing' },
    ]);
    expect(readForm(allowance, { 发放方式: '银行卡' }, known, true).issues).toEqual([]);
    const asked = readForm(allowance, { 发放方式: '银行卡', 账户: account }, known);
    expect(asked.issues).toEqual([]);
    expect(asked.values['账户']).toEqual({ ...account, account: '1781901210001234' });
    const hidden = readForm(allowance, { 发放方式: '现金', 账户: account }, known);
    expect(hidden).toMatchObject({ issues: [], values: { 发放方式: '现金' } });
    expect(hidden.values).not.toHaveProperty('账户');
  });

  it('names what is wrong, and where', () => {
    const fields = fieldsOf(
      { key: '日期', label: '日期', type: 'date' },
      { key: '金额', label: '金额', type: 'number', min: 1, max: 100 },
      { key: '选', label: '选', type: 'choices', options: ['甲', '乙'] },
      { key: '户', label: '家庭成员', type: 'household' },
      { key: '卡', label: '卡', type: 'bankAccount' },
    );
    const said = {
      日期: '2026-02-30',
      金额: 0.005,
      选: ['丙'],
      户: { members: [{ person: { name: '李示例', idNumber: '360732199902290011' }, relation: '子' }] },
      卡: { holder: '张', bank: '行', account: '6222021001000000001' },
      没有: 'x',
    };
    const found = Object.fromEntries(readForm(fields, said, known).issues.map(({ path, code }) => [path, code]));
    expect(found).toEqual({
      日期: 'form.date',
      金额: 'form.decimals',
      选: 'form.notOffered',
      '户.members.0.person.idNumber': 'identity.date',
      '卡.account': 'bank.checkDigit',
      没有: 'form.unknownField',
    });
    expect(readForm(fields, { 金额: 101 }, known).issues).toMatchObject([
      { code: 'form.range', details: { label: '金额', min: 1, max: 100 } },
    ]);
  });

  it('counts members and money exactly, and nothing while a part of it is missing', () => {
    const fields = fieldsOf(
      { key: '户', label: '成员', type: 'household' },
      { key: '人数', label: '人数', type: 'computed', computed: { rule: 'count', of: '户' } },
      { key: '每人', label: '每人', type: 'number' },
      { key: '合计', label: '合计', type: 'computed', computed: { rule: 'product', of: ['人数', '每人'] } },
    );
    const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('2012-11-09'), sequence: 124 });
    const members = ['子', '女', '女'].map((relation) => ({ person: { name: '李示例', idNumber }, relation }));
    expect(readForm(fields, { 户: { members }, 每人: 0.1 }, known).computed).toEqual({ 人数: 3, 合计: 0.3 });
    expect(readForm(fields, { 户: { members } }, known).computed).toEqual({ 人数: 3 });
  });

  it('counts the petitioner with the others, also one who lives alone, and shares an area among them', () => {
    const fields = fieldsOf(
      { key: '户', label: '成员', type: 'household' },
      { key: '人数', label: '人数', type: 'computed', computed: { rule: 'count', of: '户', plus: 1 } },
      { key: '面积', label: '面积', type: 'area' },
      { key: '人均', label: '人均', type: 'computed', computed: { rule: 'quotient', of: '面积', by: '人数' } },
      { key: '每亩', label: '每亩', type: 'computed', computed: { rule: 'quotient', of: '人数', by: '面积' } },
    );
    const members = ['子', '女'].map((relation) => ({ person: { name: '李示例' }, relation }));
    expect(readForm(fields, { 户: { members }, 面积: 100 }, known).computed).toMatchObject({ 人数: 3, 人均: 33.33 });
    expect(readForm(fields, { 面积: 0 }, known).computed).toEqual({ 人数: 1, 人均: 0 });
    expect(readForm(fields, {}, known).computed).toEqual({ 人数: 1 });
  });

  it('gives an amount by what was chosen, and judges a condition only where it is asked', () => {
    const fields = fieldsOf(
      { key: '补贴', label: '补贴', type: 'choices', options: ['生活', '护理'] },
      {
        key: '等级',
        label: '等级',
        type: 'choice',
        options: ['一级', '三级'],
        condition: { values: ['一级'], otherwise: '护理补贴给一级。', onlyIf: { field: '补贴', values: ['护理'] } },
      },
      {
        key: '标准',
        label: '标准',
        type: 'computed',
        computed: { rule: 'byChoice', of: '等级', values: [{ when: '一级', value: 80 }] },
      },
    );
    expect(readForm(fields, { 补贴: ['生活'], 等级: '三级' }, known)).toMatchObject({ unmet: [], computed: {} });
    expect(readForm(fields, { 补贴: ['生活', '护理'], 等级: '三级' }, known).unmet).toMatchObject([{ key: '等级' }]);
    expect(readForm(fields, { 补贴: ['护理'], 等级: '一级' }, known)).toMatchObject({
      unmet: [],
      computed: { 标准: 80 },
    });
    const above = {
      key: '甲',
      label: '甲',
      type: 'text',
      condition: { values: ['x'], otherwise: 'y', onlyIf: { field: '乙', values: ['z'] } },
    };
    expect(refusalsOf(above, { key: '乙', label: '乙', type: 'text' })).toEqual(['matter.fieldUnknown']);
  });

  it('what somebody turns n on is the first day on which they are n', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 120 }),
        (date, years) => {
          const birth = getPlainDate(date.toISOString().slice(0, 10));
          const day = addYears(birth, years);
          expect(ageOn(birth, day)).toBe(years);
          expect(ageOn(birth, getPlainDate(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)))).toBe(
            years - 1,
          );
        },
      ),
    );
  });

  it('a made-up sample of any form passes its own check', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1_000_000)), (numbers) => {
        const pick = (below: number): number => Number(numbers.next().value) % below;
        const values = sampleForm(allowance, known, pick);
        expect(readForm(allowance, values, known).issues).toEqual([]);
      }),
    );
  });
});
