import { expect, test } from 'vitest';
import { tagList } from './tag-list.ts';

test('a value, a box for each option, and a table with its columns', () => {
  const tags = new Map([
    ['姓名', { text: '张示例' }],
    ['性别', { text: '', options: ['男', '女'] }],
    ['材料', { rows: [], empty: { 序号: '', 名称: '' } }],
  ]);
  expect(tagList(tags)).toEqual([
    { name: '姓名', written: ['{姓名}'] },
    { name: '性别', written: ['{性别}', '{性别=男}', '{性别=女}'] },
    { name: '材料', written: ['{#材料}{序号} {名称}{/}'] },
  ]);
});
