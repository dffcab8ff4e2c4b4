/** Matters of the registry → the sheets of a workbook, every cell as text. */
import type { Json, JsonObject } from '../../../kernel/json.ts';
import { plainText } from '../../common/text-forms.ts';
import type { Columns } from '../../mechanism/spec.ts';
import { offered, writeCell } from './cells.ts';
import {
  columnsOf,
  guideSheet,
  listFields,
  matterColumns,
  recordColumns,
  sheetNames,
  type ExchangeWords,
} from './sheets.ts';

export interface SheetTexts {
  readonly name: string;
  /** The first is the header. */
  readonly rows: readonly (readonly string[])[];
}

const headers = (field: string, columns: Columns, words: ExchangeWords): string[] =>
  Object.keys(columns).map((column) => words.column(field, column));

const lineOf = (field: string, columns: Columns, line: JsonObject, words: ExchangeWords): string[] =>
  Object.entries(columns).map(([name, column]) => writeCell(line[name], { column, of: `${field}.${name}` }, words));

const linesIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** 说明 first, then 事项, then a sheet for each list. */
export const sheetsOf = (matters: readonly JsonObject[], words: ExchangeWords): readonly SheetTexts[] => [
  { name: guideSheet, rows: guideRows(words) },
  matterSheet(matters, words),
  ...listFields.map((field) => listSheet(field, matters, words)),
];

function matterSheet(matters: readonly JsonObject[], words: ExchangeWords): SheetTexts {
  const own = Object.entries(matterColumns);
  const records = Object.entries(recordColumns);
  const header = [
    ...own.map(([name]) => words.field(name)),
    ...records.flatMap(([field, columns]) => headers(field, columns, words)),
  ];
  const rows = matters.map((matter) => [
    ...own.map(([name, column]) => writeCell(matter[name], { column, of: name }, words)),
    ...records.flatMap(([field, columns]) =>
      lineOf(field, columns, (matter[field] as JsonObject | undefined) ?? {}, words),
    ),
  ]);
  return { name: sheetNames.matter, rows: [header, ...rows] };
}

function listSheet(
  field: (typeof listFields)[number],
  matters: readonly JsonObject[],
  words: ExchangeWords,
): SheetTexts {
  const columns = columnsOf(field);
  const rows = matters.flatMap((matter) =>
    linesIn(matter[field]).map((line) => [plainText(matter['code']), ...lineOf(field, columns, line, words)]),
  );
  return { name: sheetNames[field], rows: [[words.field('code'), ...headers(field, columns, words)], ...rows] };
}

/** What each column is, whether it must be filled and what may stand in it. */
function guideRows(words: ExchangeWords): readonly (readonly string[])[] {
  const row = (sheet: string, label: string, columns: Columns, name: string, of: string): string[] => {
    const column = columns[name];
    if (column === undefined) return [];
    return [sheet, label, column.isOptional ? '可不填' : '必填', explain(column, of, words)];
  };
  return [
    ['工作表', '列', '必填', '怎么填'],
    ...Object.keys(matterColumns).map((name) => row(sheetNames.matter, words.field(name), matterColumns, name, name)),
    ...Object.entries(recordColumns).flatMap(([field, columns]) =>
      Object.keys(columns).map((name) =>
        row(sheetNames.matter, words.column(field, name), columns, name, `${field}.${name}`),
      ),
    ),
    ...listFields.flatMap((field) => [
      [sheetNames[field], words.field('code'), '必填', '“事项”表里的事项编码；一行一条，顺序就是表里的顺序'],
      ...Object.keys(columnsOf(field)).map((name) =>
        row(sheetNames[field], words.column(field, name), columnsOf(field), name, `${field}.${name}`),
      ),
    ]),
  ];
}

function explain(column: Columns[string], of: string, words: ExchangeWords): string {
  if (column.text !== undefined) return `例：${column.text.example}`;
  if (column.isExact === true) return '请把这一列设为“文本”格式，再填数字';
  switch (column.input) {
    case 'choice':
    case 'yesNo':
      return `填其中一个：${offered(column, of, words)}`;
    case 'choices':
      return `填其中几个，用“、”分开：${offered(column, of, words)}`;
    case 'date':
      return '例：2027-01-01';
    case 'number':
      return '数字';
    default:
      return '文字';
  }
}
