import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { unwrap } from '../../../kernel/result.ts';
import zh from '../../../words/zh-CN/kinds.json' with { type: 'json' };
import { madeUpMatters, written } from '../../../../tests/support/made-up-matters.ts';
import { seed } from '../../../../tests/support/seed.ts';
import { listText, onlyWhereText } from '../../common/text-forms.ts';
import { computationText, conditionText } from '../form-text.ts';
import type { Cell } from './cells.ts';
import { compareMatter, stepFor } from './compare.ts';
import { jsonOf, readJson } from './json.ts';
import { readSheets, type Reading, type SheetCells } from './read.ts';
import { exchangeWords } from './sheets.ts';
import { sheetsOf, type SheetTexts } from './write.ts';

const words = exchangeWords(zh);
const runs = { seed: seed(), numRuns: 200 };
const naming = { effectiveFrom: '2026-12-01', version: '2026-12-01' };

describe('what is written in one cell is read as what it was', () => {
  test.each([
    ['rules', computationText, written.computed],
    ['conditions', conditionText, written.condition],
    ['only where', onlyWhereText, written.where],
    ['lists', listText('、'), written.list],
    ['lists of lines', listText('\n'), written.list],
  ] as const)('%s', (_what, form, arbitrary) => {
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<JsonObject>, (value) => {
        expect(form.parse(form.format(value))).toEqual(value);
        // A cell is trimmed where it is read.
        expect(form.parse(form.format(value).trim())).toEqual(value);
      }),
      runs,
    );
  });
  it('is what a person would write', () => {
    expect(computationText.parse('周岁(【申请人出生日期】，[收件日])')).toEqual({
      rule: 'age',
      birth: 'petitioner.birth',
      on: 'intake.date',
    });
    expect(computationText.parse('分档（周岁，80：50，90：一百）')).toEqual({
      ...{ rule: 'band', of: '周岁' },
      bands: [
        { from: 80, value: 50 },
        { from: 90, value: '一百' },
      ],
    });
    expect(conditionText.parse('是、符合 否则：不满 80 周岁')).toEqual({
      values: ['是', '符合'],
      otherwise: '不满 80 周岁',
    });
    expect(onlyWhereText.parse('申请类别＝续期、变更')).toEqual({ field: '申请类别', values: ['续期', '变更'] });
    expect(computationText.parse('减去(a, b)')).toBeUndefined();
  });
});

const cellsOf = (sheets: readonly SheetTexts[]): SheetCells[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map((text): Cell => (text === '' ? null : text))),
  }));

const isUnchanged = (matters: readonly JsonObject[], reading: Reading): void => {
  expect(reading.errors).toEqual([]);
  expect(reading.wrong).toBe(0);
  expect(reading.matters.map(({ code }) => code)).toEqual(matters.map(({ code }) => code));
  reading.matters.forEach((read, at) => {
    expect(compareMatter({ ...matters[at], isActive: true }, read)).toEqual({ state: 'same' });
  });
};

test('what was exported is unchanged when it is imported, as sheets and as JSON', () => {
  fc.assert(
    fc.property(madeUpMatters(3), (matters) => {
      isUnchanged(matters, readSheets(cellsOf(sheetsOf(matters, words)), words));
      isUnchanged(matters, unwrap(readJson(jsonOf('测试', matters), words)));
    }),
    { ...runs, numRuns: 100 },
  );
});

const one: JsonObject = {
  code: '0012',
  name: '高龄补贴',
  category: '养老',
  type: 'grant',
  version: '1',
  promised: { amount: 5, unit: 'workingDay' },
};
const two: JsonObject = {
  ...one,
  code: '0013',
  name: '优待证',
  materials: [{ name: '身份证', form: 'copy', copies: 1, isNecessary: true }],
};

/** The exported sheets with one cell changed; `row` as Excel counts. */
function changed(sheet: string, row: number, column: string, cell: Cell): SheetCells[] {
  return cellsOf(sheetsOf([one, two], words)).map((one) => {
    if (one.name !== sheet) return one;
    const at = (one.rows[0] ?? []).indexOf(column);
    return { ...one, rows: one.rows.map((cells, index) => (index === row - 1 ? cells?.with(at, cell) : cells)) };
  });
}

test('lesson 35: digits that became a number are refused where digits count, with how to keep them', () => {
  for (const [sheet, row, column, cell] of [
    ['事项', 2, '事项编码', 4.40981e17],
    ['事项', 2, '事项编码', 12],
    ['事项', 2, '版本', 1.1],
    ['材料', 2, '出具单位电话', 7955551234],
    ['事项', 2, '事项名称', { day: '2026-01-02' }],
  ] as const) {
    const { errors, matters } = readSheets(changed(sheet, row, column, cell), words);
    expect(errors).toContainEqual({ sheet, row, column, refusal: { code: 'catalogue.asText', details: { column } } });
    expect(matters).toHaveLength(1);
  }
});

test('one wrong line keeps its whole matter out, and no other', () => {
  const wrong = (cells: SheetCells[]) => {
    const { matters, errors, wrong } = readSheets(cells, words);
    return {
      codes: matters.map(({ code }) => code),
      wrong,
      said: errors.map(({ row, column, refusal }) => [row, column, refusal.code]),
    };
  };
  expect(wrong(changed('材料', 2, '份数', '一份'))).toEqual({
    codes: ['0012'],
    wrong: 1,
    said: [[2, '份数', 'catalogue.number']],
  });
  expect(wrong(changed('材料', 2, '份数', 100))).toEqual({
    codes: ['0012'],
    wrong: 1,
    said: [[2, '份数', 'input.invalid']],
  });
  expect(wrong(changed('材料', 2, '事项编码', '0014'))).toEqual({
    codes: ['0012', '0013'],
    wrong: 0,
    said: [[2, '事项编码', 'catalogue.noMatter']],
  });
  expect(wrong(changed('事项', 3, '事项编码', '0012'))).toMatchObject({ codes: [], wrong: 2 });
  expect(wrong(changed('事项', 3, '承诺时限', '5天'))).toEqual({
    codes: ['0012'],
    wrong: 1,
    said: [[3, '承诺时限', 'catalogue.written']],
  });
  expect(wrong(changed('事项', 3, '事项名称', null))).toEqual({
    codes: ['0012'],
    wrong: 1,
    said: [[3, '事项名称', 'catalogue.missing']],
  });
  expect(wrong(changed('事项', 3, '事项名称', { broken: true }))).toMatchObject({
    codes: ['0012'],
    said: [[3, '事项名称', 'catalogue.cell']],
  });
  expect(wrong(changed('事项', 3, '事项类型', '送温暖'))).toMatchObject({
    codes: ['0012'],
    said: [[3, '事项类型', 'catalogue.notOffered']],
  });
  expect(wrong(changed('事项', 1, '类别', '种类'))).toMatchObject({ codes: [], wrong: 2 });
});

test('a sheet that lacks a column changes nothing, and is said', () => {
  const { matters, errors } = readSheets(changed('材料', 1, '要求', '别的'), words);
  expect(errors.map(({ column, refusal }) => [column, refusal.code])).toEqual([['要求', 'catalogue.missingColumn']]);
  expect(matters.map(({ given }) => given.includes('materials'))).toEqual([false, false]);
  expect(compareMatter({ ...two, isActive: true }, matters[1] ?? expect.fail())).toEqual({ state: 'same' });
});

test('a change becomes a new version from the day that was given; what a file leaves empty is taken back', () => {
  const read = readSheets(changed('事项', 3, '承诺时限', null), words).matters[1] ?? expect.fail();
  const comparison = compareMatter({ ...two, isActive: true }, read);
  expect(comparison).toEqual({
    state: 'changed',
    changes: [{ field: 'promised', before: two['promised'], after: null }],
  });
  expect(stepFor(comparison, read, naming, two)).toEqual({
    type: 'revised',
    data: { set: { promised: null, version: '2026-12-01', effectiveFrom: '2026-12-01' } },
  });
  expect(compareMatter({ ...two, isActive: false, promised: null }, read)).toMatchObject({
    changes: [{ field: 'isActive' }],
  });
});

test('a version is called as the file calls it, unless one here is called so already', () => {
  const file = (version: string) => readSheets(changed('事项', 3, '版本', version), words).matters[1] ?? expect.fail();
  const row = { ...two, name: '旧名', isActive: true, versionId: 'b', earlier: [{ ...two, version: '2026-12-01' }] };
  const named = (version: string) =>
    stepFor(compareMatter(row, file(version)), file(version), naming, row)?.data.set['version'];
  expect(named('3')).toBe('3');
  // A file from before the last version still calls it as it was called then.
  expect(named('1')).toBe('2026-12-01-2');
  expect(compareMatter({ ...two, isActive: true }, file('3'))).toEqual({ state: 'same' });
});

test('经办提示 alone makes no version', () => {
  const read = readSheets(changed('事项', 3, '经办提示', '先问是不是首次\n再看卡'), words).matters[1] ?? expect.fail();
  expect(stepFor(compareMatter({ ...two, isActive: true }, read), read, naming)).toEqual({
    type: 'hinted',
    data: { set: { hints: ['先问是不是首次', '再看卡'] } },
  });
});

test('JSON that is none, or says what no matter has, is refused by its row', () => {
  expect(readJson('{', words)).toMatchObject({ ok: false, refusal: { code: 'catalogue.notJson' } });
  expect(readJson('{"matters":[{"code":"\\ud800"}]}', words)).toMatchObject({ refusal: { code: 'catalogue.notJson' } });
  const { matters, errors } = unwrap(
    readJson(JSON.stringify({ matters: [one, { ...two, isActive: true }, { code: 3 }] }), words),
  );
  expect(matters.map(({ code }) => code)).toEqual(['0012']);
  expect(errors.map(({ row, refusal }) => [row, refusal.code])).toContainEqual([2, 'input.unknownKey']);
});
