import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, run, sql, transact } from '../store/handles.ts';
import { migrations } from '../store/migrations/index.ts';
import type { Store } from '../store/open.ts';
import { seed } from '../../../tests/support/seed.ts';
import { openTestStore } from '../../../tests/support/store.ts';
import { matchQuery, searchRow, type Words } from './words.ts';

let row = 0;
function put(store: Store, words: Partial<Words>): number {
  row += 1;
  const { name, pinyin, digits, text } = searchRow({ names: [], digits: [], text: '', ...words });
  transact(store.write, (transaction) => {
    run(
      transaction,
      sql`INSERT INTO live_search (rowid, name, pinyin, digits, text) VALUES (${row}, ${name}, ${pinyin}, ${digits}, ${text})`,
    );
  });
  return row;
}
const find = (store: Store, typed: string): number[] => {
  const match = matchQuery(typed);
  if (match === null) return [];
  return all(store.read, sql<{ rowid: number }>`SELECT rowid FROM live_search WHERE live_search MATCH ${match}`).map(
    ({ rowid }) => rowid,
  );
};

// Common and rare: Ext A, B, E, G, a compatibility form, ○; digits and letters in both widths; what stands between words.
const characters = [...'张李桂花永丰镇热线㛃䶮𠮷𬭎𰻝〇豈ab3Z９Ａé12345·，（）- ·/'];
const isSearched = (text: string): boolean => /[\p{L}\p{N}\u3007]/u.test(text);

describe('search', () => {
  it('finds a text by any fragment of it', async () => {
    const store = await openTestStore(undefined, { migrations });
    const text = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 30 });
    const case_ = fc.record({ text, at: fc.nat(29), length: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(case_, fc.constantFrom('names', 'text'), ({ text, at, length }, where) => {
        const from = at % text.length;
        const fragment = text.slice(from, from + length).join('');
        if (!isSearched(fragment)) return;
        const whole = text.join('');
        const found = put(store, where === 'names' ? { names: [whole] } : { text: whole });
        expect([whole, fragment, find(store, fragment)]).toEqual([whole, fragment, expect.arrayContaining([found])]);
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('finds numbers, telephones and IDs by any run of digits, with or without blanks', async () => {
    const store = await openTestStore(undefined, { migrations });
    const found = put(store, { digits: ['108201A72611220001K', '360732198512310019', '13907975555'] });
    for (const typed of [
      '108201',
      'a7',
      '261122',
      '0001k',
      '1985',
      '5555',
      '0',
      '139 0797',
      '１３９',
      '73219851231001',
    ]) {
      expect([typed, find(store, typed)]).toEqual([typed, [found]]);
    }
    expect(find(store, '13907975556')).toEqual([]);
  });

  it('does not take the code of a character for digits or letters', async () => {
    const store = await openTestStore(undefined, { migrations });
    put(store, { names: ['张春'], text: '永丰镇' });
    for (const typed of ['0', '05', '06', '4e', '5f20', '2']) expect([typed, find(store, typed)]).toEqual([typed, []]);
  });

  it('finds rare names by themselves and by each character', async () => {
    const store = await openTestStore(undefined, { migrations });
    const names = ['𠮷田春', '张㛃', '陈䶮', '李𬭎', '𰻝小面', '王喆', '刘堃', '阿卜杜热西提·买买提'];
    const rows = names.map((name) => put(store, { names: [name] }));
    for (const [index, name] of names.entries()) {
      for (const part of [name, ...name.replaceAll('·', '')])
        expect([part, find(store, part)]).toEqual([part, expect.arrayContaining([rows[index]])]);
    }
    expect(find(store, '买买提')).toEqual([rows[7]]);
  });

  it.each([
    ['欧阳文秀', ['ouyang', 'oywx', 'wenxiu', 'wx']],
    ['单晓明', ['shan', 'dan', 'shanxiaoming', 'sxm', 'xiaoming']],
    ['仇建国', ['qiu', 'qiujianguo', 'qjg']],
    ['查小梅', ['zha', 'zhaxiaomei', 'zxm']],
    ['曾庆文', ['zeng', 'zqw']],
    ['解志强', ['xie', 'xzq', 'zhiqiang']],
    ['吕红英', ['lv', 'lü', 'lu', 'lyu', 'LVHONGYING', 'lhy']],
    ['尉迟文静', ['yuchi', 'ycwj', 'wenjing']],
    ['朴正花', ['piao', 'pzh']],
    ['Maria Lopez', ['maria', 'ria', 'LOP', 'lopez maria']],
  ])('finds %s by %j', async (name, typed) => {
    const store = await openTestStore(undefined, { migrations });
    const found = put(store, { names: [name] });
    put(store, { names: ['王芳'] });
    for (const text of typed) expect([text, find(store, text)]).toEqual([text, [found]]);
  });

  it('wants each part that is separated by a blank, in any order and column', async () => {
    const store = await openTestStore(undefined, { migrations });
    const found = put(store, { names: ['李桂花'], digits: ['13907975555'], text: '12345热线转来的低保申请' });
    put(store, { names: ['李桂花'], digits: ['13807970000'], text: '残疾人证' });
    for (const typed of ['5555 桂花', '低保 lgh', '12345 李', '热线', '45热'])
      expect(find(store, typed)).toEqual([found]);
  });

  it('has nothing to look for in punctuation, and what is typed is never a query of its own', async () => {
    const store = await openTestStore(undefined, { migrations });
    const found = put(store, { text: '的 OR 申请' });
    for (const typed of ['', '  ', '！？', '"', '*', '😀', '（）']) expect(matchQuery(typed)).toBeNull();
    for (const typed of ['OR', 'or 申请', '"申请', '申请*', 'NEAR(申请)', 'text:申请', "申请'--"]) {
      expect(() => find(store, typed)).not.toThrow();
    }
    expect(find(store, '申请*')).toEqual([found]);
  });
});
