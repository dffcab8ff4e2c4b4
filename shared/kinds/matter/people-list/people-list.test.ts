import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeResidentId } from '../../../identity/resident-id.ts';
import { isSpoiltNumber, textOfNumber } from '../../../identity/spoilt-number.ts';
import { unwrap } from '../../../kernel/result.ts';
import { getPlainDate } from '../../../time/plain-date.ts';
import type { FormField } from '../form-field.ts';
import { columnCalled, listColumns } from './columns.ts';
import { readPeople } from './read.ts';
import { cellsOfText } from './text.ts';

const numberOf = (sequence: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1985-12-31'), sequence });
const fields: readonly FormField[] = [
  { key: '参保年度', label: '参保年度', type: 'choice', options: ['2027年度'] },
  { key: '面积', label: '面积', type: 'area' },
  { key: '入伍日期', label: '入伍日期', type: 'date' },
  { key: '地类', label: '地类', type: 'choices', options: ['水田', '旱地'] },
  { key: '监护人', label: '监护人', type: 'person' },
  { key: '代扣账户', label: '代扣账户', type: 'bankAccount' },
  { key: '家庭成员', label: '家庭成员', type: 'household' },
];
const columns = listColumns(fields);
const read = (text: string) => unwrap(readPeople(cellsOfText(text), columns));

describe('a list copied out of a spreadsheet', () => {
  it('is read by its headings, whatever order they stand in and whatever title stands above', () => {
    const text = [
      '永丰村 2027 年度参保名册',
      '序号\t身份证号码\t姓名*\t联系电话\t参 保年度（必填）\t面积\t入伍日期\t地类\t监护人姓名\t代扣账户开户行\t银行账号\t民族',
      `1\t${numberOf(1)}\t张㛃\t13800000000\t2027年度\t1,200.5\t2009/12/1\t水田、旱地\t李四\t农商行\t6222000011112222333\t汉`,
      '2\t\t欧阳𠮷\t\t\t约二亩\t去年\t\t\t\t\t',
      '合计\t\t合计\t\t\t\t\t\t\t\t\t',
    ].join('\r\n');
    const { rows, ignored } = read(text);
    expect(ignored).toEqual(['民族']);
    expect(rows).toEqual([
      {
        line: 3,
        petitioner: { idNumber: numberOf(1), name: '张㛃', phone: '13800000000' },
        form: {
          ...{ 参保年度: '2027年度', 面积: 1200.5, 入伍日期: '2009-12-01', 地类: ['水田', '旱地'] },
          监护人: { name: '李四' },
          代扣账户: { bank: '农商行', account: '6222000011112222333' },
        },
      },
      // What cannot be read stays as it was written, so that the reason can be said of it.
      { line: 4, petitioner: { name: '欧阳𠮷' }, form: { 面积: '约二亩', 入伍日期: '去年' } },
    ]);
  });

  it('without headings, out of a chat, is known by what stands in it', () => {
    const { rows } = read(
      `各位：名单如下\n1.张三，${numberOf(3)}，13800000001\n2、买买提·艾力 ${numberOf(5).toLowerCase()}\n谢谢！`,
    );
    expect(rows.map(({ petitioner }) => petitioner)).toEqual([
      { name: '张三', idNumber: numberOf(3), phone: '13800000001' },
      { name: '买买提·艾力', idNumber: numberOf(5) },
    ]);
  });

  it('of a CSV keeps digits that were protected, quotes and line breaks', () => {
    const { rows } = read(`姓名,身份证号,住址\r\n"刘,堃","=""${numberOf(7)}""","一组\n2 号"\r\n王五,'${numberOf(9)},`);
    expect(rows.map(({ petitioner }) => petitioner)).toEqual([
      { name: '刘,堃', idNumber: `="${numberOf(7)}"`.slice(2, -1), address: '一组\n2 号' },
      { name: '王五', idNumber: numberOf(9) },
    ]);
  });

  it('of which nobody can be made out is refused', () => {
    for (const text of ['', '你好', '参保年度\t面积\n2027年度\t3', '姓名\t身份证号'])
      expect(readPeople(cellsOfText(text), columns)).toMatchObject({ ok: false, refusal: { code: 'list.noPeople' } });
  });
});

it('every column of the empty list finds itself again', () => {
  for (const column of columns) expect(columnCalled(columns, column.label)?.path).toEqual(column.path);
  // A household has as many people as it has: it is no cell.
  expect(columns.some(({ path }) => path.includes('家庭成员'))).toBe(false);
});

describe('lesson 35: a spreadsheet turns identity numbers into 4.40981E+17', () => {
  it('a number cell of eighteen digits is never taken for a number of somebody, even where its check fits', () => {
    const digits = fc.integer({ min: 1, max: 499 }).map((half) => Number(numberOf(half).replace('X', '0')));
    fc.assert(fc.property(digits, (cell) => isSpoiltNumber(textOfNumber(cell))));
    const { rows } = unwrap(
      readPeople(
        [
          ['姓名', '身份证号'],
          ['张三', 440981199001011200],
        ],
        columns,
      ),
    );
    expect(rows[0]?.petitioner['idNumber']).toBe('4.40981E+17');
  });

  it.each(['4.40981E+17', '4.40981e+17', '４.４０９８１E+17', '440981199001011000'])(
    '%s is told as spoiled',
    (text) => {
      expect(isSpoiltNumber(text)).toBe(true);
    },
  );

  it('a whole number is none, also one that ends in zeros, nor a telephone in a number cell', () => {
    const all = Array.from({ length: 999 }, (_, at) => numberOf(at + 1));
    expect(all.filter(isSpoiltNumber)).toEqual([]);
    expect(textOfNumber(13800000000)).toBe('13800000000');
    expect(textOfNumber(0.5)).toBe('0.5');
  });
});
