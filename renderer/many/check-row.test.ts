import { describe, expect, it, vi } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { checkOne, judgeRows, type Standing } from './check-row.ts';
import { emptyMany, isTooLargeToKeep, newRow, takenByLists, type ManyRow } from './many-draft.ts';

// The kits of the fields are components, and look at their window when they are loaded.
vi.hoisted(() => {
  vi.stubGlobal('window', { location: { origin: 'http://127.0.0.1', hash: '' }, addEventListener: () => undefined });
});

const numberOf = (sequence: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1951-03-08'), sequence });
const rowOf = (name: string, idNumber: string): ManyRow => newRow({ name, idType: 'residentId', idNumber });
const nothing: Standing = { taken: new Map(), open: new Map(), refused: new Map() };

function judge(rows: readonly ManyRow[], standing: Partial<Standing> = {}) {
  if (takenByLists === undefined) throw new Error('no kind is taken in by lists');
  const around = { taken: takenByLists, declared: [], today: getPlainDate('2026-11-22') };
  const draft = emptyMany('CS-001');
  const judged = judgeRows(rows, (row) => checkOne(around, draft, row), { ...nothing, ...standing });
  return judged.map(({ state, refusals }) => [state, ...refusals.map(({ code }) => code)]);
}

describe('whether a row of 批量收件 can be taken in', () => {
  it('of two with one number the later is refused, however it is written, till one is left out', () => {
    const [one, two] = [numberOf(1), numberOf(2)];
    const rows = [rowOf('张一', one), rowOf('王二', two), rowOf('张衣', ` ${one.toLowerCase()} `)];
    expect(judge(rows)).toEqual([['ready'], ['ready'], ['wrong', 'list.twice']]);
    const [first, ...rest] = rows;
    expect(judge([...(first ? [{ ...first, isOut: true }] : []), ...rest])).toEqual([['out'], ['ready'], ['ready']]);
  });

  it('a number whose check character is wrong is refused at its field, and so is one a spreadsheet has spoilt', () => {
    const good = numberOf(3);
    const mistyped = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`;
    const [[state, ...codes] = [], [spoilt, reason] = []] = judge([
      rowOf('李三', mistyped),
      rowOf('赵四', '3.60732E+17'),
    ]);
    expect(state).toBe('wrong');
    expect(codes.length).toBeGreaterThan(0);
    expect([spoilt, reason]).toEqual(['wrong', 'list.spoiltId']);
  });

  it('who has an open case of the matter is asked about; who is taken in is that, whatever else stands there', () => {
    const [one, two] = [rowOf('钱五', numberOf(4)), rowOf('孙六', numberOf(5))];
    const open = new Map([[numberOf(4), 'A']]);
    expect(judge([one, two], { open })).toEqual([['asks'], ['ready']]);
    expect(judge([{ ...one, isAnyway: true }, two], { open })).toEqual([['ready'], ['ready']]);
    expect(judge([one, two], { open, taken: new Map([[one.id, 'B']]) })).toEqual([['taken'], ['ready']]);
  });

  it('what one call cannot keep is said before it is added; five thousand usual rows are kept', () => {
    const usual: JsonObject = { name: '欧阳正花', idType: 'residentId', idNumber: numberOf(6), phone: '13900000000' };
    const draft = (row: JsonObject) => ({ ...emptyMany(), rows: Array.from({ length: 5000 }, () => newRow(row)) });
    expect(isTooLargeToKeep(draft({ ...usual, address: '兴国县永丰镇凌源村三组 12 号' }))).toBe(false);
    expect(isTooLargeToKeep(draft({ ...usual, address: '长'.repeat(300) }))).toBe(true);
  });
});
