import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { clashesIn } from '#shared/kinds/matter/agreeing.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import type { Known } from '#shared/kinds/matter/form-compute.ts';
import { formFieldsSchema, type FormField } from '#shared/kinds/matter/form-field.ts';
import { sampleForm } from '#shared/kinds/matter/form-sample.ts';
import { readForm } from '#shared/kinds/matter/form-values.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { matter } from '#shared/kinds/matter/index.ts';
import { materialsAskedBy, waysOutOfMissing } from '#shared/kinds/matter/material.ts';
import { stagesSchema, villageWays } from '#shared/kinds/matter/stage.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { readCounterWords } from '../demo/counter-words.ts';
import { seededDraw } from '../demo/draw.ts';
import { readCatalogue } from './catalogue.ts';

const resources = join(import.meta.dirname, '../../../resources');
const matters = readCatalogue(resources);
const published = matter.typesByRules.get(matter.rules)?.get('published')?.data;
const named = matters.map((record) => [textOf(record['name']), record] as const);
const fieldsOf = (record: JsonObject): readonly FormField[] => formFieldsSchema.parse(record['fields'] ?? []);
const matterOf = (code: string): JsonObject => {
  const found = matters.find((record) => record['code'] === code);
  if (found === undefined) throw new Error(`${code} is not there`);
  return found;
};

describe.each(named)('%s', (_, record) => {
  test('can be published as it stands', () => {
    expect(published?.safeParse({ set: record })).toMatchObject({ success: true });
  });

  test('makes papers, fields and conditions depend only on what its form can say', () => {
    const fields = fieldsOf(record);
    for (const { onlyIf } of materialsAskedBy(record)) {
      if (onlyIf === undefined) continue;
      const asked = fields.find(({ key }) => key === onlyIf.field);
      for (const value of onlyIf.values) expect(asked?.options).toContain(value);
    }
    for (const { shownIf, condition } of fields) {
      for (const where of [shownIf, condition?.onlyIf]) {
        const options = fields.find(({ key }) => key === where?.field)?.options;
        for (const value of where?.values ?? []) expect(options).toContain(value);
      }
    }
  });

  test('says nothing against itself, and offers every way out that a paper of it names', () => {
    expect(clashesIn((field) => record[field], Object.keys(record))).toEqual([]);
    const ways = new Set(materialsAskedBy(record).flatMap(({ waysOut = [] }) => waysOut));
    if (ways.has('pledge')) expect(record['pledge']).toBeDefined();
    // What is only an example here says so to whoever works by it.
    if (record['tolerance'] ?? record['withdrawnAfter'] ?? record['pledge'])
      expect(JSON.stringify(record['hints'])).toContain('都是示例');
  });

  test('tells who decides, where it is done and what is often asked', () => {
    expect(record).toMatchObject({ version: '示例-1', places: [{}], phones: [expect.any(String), expect.any(String)] });
    expect((record['questions'] as unknown[]).length).toBeGreaterThan(0);
    if (record['decides'] === 'above' || record['decides'] === 'collect') expect(record['authority']).toBeTruthy();
  });
});

test('every matter is marked as an example and has a code of its own; the old ones keep theirs', () => {
  expect(matters.length).toBeGreaterThanOrEqual(60);
  const codes = matters.map(({ code }) => textOf(code));
  expect(new Set(codes).size).toBe(matters.length);
  expect(codes).toEqual(codes.toSorted());
  for (const record of matters) expect(record['category']).toMatch(/^示例·/);
  expect(['SL-001', 'SL-003', 'SL-009', 'SL-015'].map((code) => matterOf(code)['name'])).toEqual([
    '城乡居民基本医疗保险参保登记',
    '高龄补贴申领',
    '农村村民宅基地审批',
    '老年人意外伤害保险参保登记',
  ]);
});

test('together the samples use everything that can be said about missing papers and approval', () => {
  const said = new Set(matters.flatMap((record) => Object.keys(record)));
  for (const field of ['tolerance', 'withdrawnAfter', 'pledge', 'approvals', 'village', 'villageLimit', 'upperLimit'])
    expect(said).toContain(field);
  const ways = matters.flatMap(materialsAskedBy).flatMap(({ waysOut = [] }) => waysOut);
  expect(new Set(ways)).toEqual(new Set(waysOutOfMissing));
  expect(new Set(matters.map(({ village }) => village))).toEqual(new Set(villageWays));
  expect(JSON.stringify(matters)).toContain('"needsTwo":true');
});

test('what is promised is never longer than what the law allows', () => {
  for (const record of matters) {
    const { promised, statutory, basis } = matterFactsSchema.parse(record);
    if (promised && statutory) {
      expect(promised.unit).toBe(statutory.unit);
      expect(promised.amount).toBeLessThanOrEqual(statutory.amount);
    }
    // A limit that no law read here gives says where it has to come from.
    if (!statutory) expect(basis).toContain('以县级事项清单为准');
  }
});

test('no stage alone takes longer than the whole is promised', () => {
  for (const record of matters) {
    const { promised } = matterFactsSchema.parse(record);
    const stages = stagesSchema.parse(record['stages'] ?? []);
    const longest = Math.max(0, ...stages.map(({ limit }) => limit?.amount ?? 0));
    if (promised)
      expect({ code: record['code'], longest: longest <= promised.amount }).toMatchObject({ longest: true });
  }
});

test('the made-up counter handles every matter of the catalogue and no other', () => {
  const handled = readCounterWords(resources).matters.map(({ code }) => code);
  expect(handled.toSorted()).toEqual(matters.map(({ code }) => textOf(code)).toSorted());
});

const complete = ['SL-001', 'SL-003', 'SL-004', 'SL-005', 'SL-009', 'SL-016'];

describe.each(complete.map((code) => [textOf(matterOf(code)['name']), matterOf(code)] as const))(
  'complete: %s',
  (_, record) => {
    test('has a form with conditions in words, stages, questions, and its official forms', () => {
      const fields = fieldsOf(record);
      expect(fields.length).toBeGreaterThanOrEqual(10);
      expect(fields.some(({ shownIf }) => shownIf !== undefined)).toBe(true);
      for (const { condition } of fields) expect(condition?.otherwise.length ?? 20).toBeGreaterThanOrEqual(20);
      expect(fields.filter(({ condition }) => condition).length).toBeGreaterThanOrEqual(2);
      expect(stagesSchema.parse(record['stages']).length).toBeGreaterThanOrEqual(2);
      expect((record['questions'] as unknown[]).length).toBeGreaterThanOrEqual(3);
      for (const { file } of officialFormsSchema.parse(record['officialForms'])) {
        expect(existsSync(join(resources, 'catalogue/forms', file.replace('sample:', '')))).toBe(true);
      }
    });

    test('a made-up form of it passes its own check', () => {
      const known: Known = { intake: getPlainDate('2026-11-23'), birth: getPlainDate('1940-05-06'), sex: 'female' };
      const draw = seededDraw(20_261_123);
      for (let count = 0; count < 50; count += 1) {
        const values = sampleForm(fieldsOf(record), known, (below) => draw.below(below));
        expect(readForm(fieldsOf(record), values, known).issues).toEqual([]);
      }
    });
  },
);

const on = (day: string, birth: string): Known => ({ intake: getPlainDate(day), birth: getPlainDate(birth) });
const unmetOf = (code: string, said: JsonObject, known: Known): string[] =>
  readForm(fieldsOf(matterOf(code)), said, known, true).unmet.map(({ key }) => key);
const computedOf = (code: string, said: JsonObject, known: Known) =>
  readForm(fieldsOf(matterOf(code)), said, known, true).computed;

test('高龄补贴: entitled from the very birthday, more at ninety, and only those of this township', () => {
  expect(unmetOf('SL-003', {}, on('2026-11-22', '1946-11-23'))).toEqual(['满80周岁']);
  expect(unmetOf('SL-003', { 户籍情况: '本镇户籍' }, on('2026-11-23', '1946-11-23'))).toEqual([]);
  expect(unmetOf('SL-003', { 户籍情况: '外地户籍' }, on('2026-11-23', '1946-11-23'))).toEqual(['户籍情况']);
  expect(computedOf('SL-003', {}, on('2026-11-23', '1936-11-23'))).toMatchObject({ 周岁: 90, 补贴标准: 100 });
});

test('残疾人两项补贴: the grade counts for 护理补贴 alone, the household for 生活补贴', () => {
  const known = on('2026-11-23', '1970-01-01');
  const grade3 = { 残疾等级: '三级', 家庭情况: '低保家庭', 享受其他: '没有', 需要照护: '需要' };
  expect(unmetOf('SL-005', { ...grade3, 申请补贴: ['困难残疾人生活补贴'] }, known)).toEqual([]);
  expect(unmetOf('SL-005', { ...grade3, 申请补贴: ['重度残疾人护理补贴'] }, known)).toEqual(['残疾等级']);
  expect(computedOf('SL-005', { ...grade3, 申请补贴: ['困难残疾人生活补贴'] }, known)).toEqual({ 生活补贴标准: 90 });
  expect(unmetOf('SL-005', { 申请补贴: ['困难残疾人生活补贴'], 家庭情况: '其他' }, known)).toEqual(['家庭情况']);
});

test('宅基地: one household one place, the area limit, the share of each', () => {
  const known = on('2026-11-23', '1980-01-01');
  const members = ['妻', '子', '女'].map((relation) => ({ person: { name: '李示例' }, relation }));
  const said = { 家庭成员: { members }, 拟用面积: 180, 建筑占地: 120, 层数: 3 };
  expect(computedOf('SL-009', said, known)).toMatchObject({
    ...{ 户内人口: 4, 人均面积: 45, 面积核对: '不超过标准', 建筑面积: 360 },
  });
  expect(unmetOf('SL-009', { ...said, 拟用面积: 180.5 }, known)).toEqual(['面积核对']);
  expect(unmetOf('SL-009', { 现有宅基地: '两处以上', 旧房处置: '保留', 永久基本农田: '占' }, known)).toEqual([
    ...['现有宅基地', '旧房处置', '永久基本农田'],
  ]);
  const visit = stagesSchema.parse(matterOf('SL-009')['stages']).find(({ kind }) => kind === 'siteVisit');
  expect(visit).toMatchObject({ needsTwo: true, needsPhoto: true });
});

test('医保: what a household pays together, by the class of its members', () => {
  const known = on('2026-11-23', '1980-01-01');
  const members = ['妻', '子'].map((relation) => ({ person: { name: '李示例' }, relation }));
  const said = { 参保范围: '和家里人一起', 家庭成员: { members }, 人员类别: '低保对象' };
  expect(computedOf('SL-001', said, known)).toEqual({ 参保人数: 3, 个人缴费标准: 100, 应缴合计: 300 });
  expect(computedOf('SL-001', { 参保范围: '只有本人', 人员类别: '普通居民' }, known)).toMatchObject({ 应缴合计: 400 });
  expect(unmetOf('SL-001', { 职工医保: '正在参加' }, known)).toEqual(['职工医保']);
});

test('what is decided here sends nothing up, and what is not has a stage for it where it has stages', () => {
  for (const record of matters) {
    const stages = (record['stages'] ?? []) as unknown as readonly { readonly kind: string }[];
    const goesUp = stages.some(({ kind }) => kind === 'report');
    // 上报 is refused of a matter decided here, so such a stage would never be over and nothing could be granted.
    if (record['decides'] === 'here') expect([record['code'], goesUp]).toEqual([record['code'], false]);
    else if (record['decides'] !== undefined && stages.length > 0)
      expect([record['code'], goesUp]).toEqual([record['code'], true]);
  }
});
