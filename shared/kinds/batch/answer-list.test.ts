import { describe, expect, it } from 'vitest';
import { unwrap } from '../../kernel/result.ts';
import { readAnswer, readAnswers, type BatchCase } from './answer-list.ts';

const numbers = ['108201A726112200010', '108201A726112200020', '108201A726112200030', '108201A726112200040'];
const ids = ['360732198512310019', '36073220000229002X', '360732196207150136', '360732201211091240'];
const names = ['张㛃', '欧阳正花', '买买提·艾力', '刘𠮷'];
const cases: readonly BatchCase[] = names.map((name, at) => ({
  ...{ stream: `s${String(at)}`, number: numbers[at] ?? '', idNumber: ids[at] ?? '', name },
  noted: at === 3 ? 'agreed' : '',
}));

it('what an upper office writes for yes, no and not yet', () => {
  const words: Readonly<Record<string, readonly string[]>> = {
    agreed: ['同意', '通过', '审核通过', ' 符 合 ', '是', '√', '已审批通过', '准予发放'],
    disagreed: ['不同意', '未通过', '不予发放', '不符合条件', '否', '驳回', '不同意：收入超标'],
    gaps: ['退回', '退回补正', '需补充收入证明', '缺件'],
  };
  for (const [answer, all] of Object.entries(words))
    for (const word of all) expect([word, readAnswer(word)]).toEqual([word, answer]);
  expect([readAnswer(''), readAnswer('待研究'), readAnswer('下月再说')]).toEqual(['', undefined, undefined]);
});

describe('an answer list', () => {
  it('finds its people by number or by paper, says what it says of each, and who is missing from it', () => {
    const rows = [
      ['兴国县民政局高龄补贴审核结果'],
      ['序号', '受理编号', '姓 名', '身份证号码', '审核结果', '原因', '需补材料'],
      [1, '108201 A7 261122 0001 0', '张㛃', '', '同意', '', ''],
      [2, '', '买买提•艾力', ids[2] ?? '', '退回补正', '', '户口簿'],
      [3, numbers[3] ?? '', '刘𠮷', '', '不同意', '已去世', ''],
      [4, '', '王外人', '110101194910010018', '同意', '', ''],
      [5, numbers[0] ?? '', '张㛃', '', '不同意', '重复', ''],
      ['合计', '', '', '', '', '', ''],
    ];
    const { lines, absent } = unwrap(readAnswers(rows, cases));
    expect(lines.map(({ line, stream, state, answer, text }) => [line, stream, state, answer, text])).toEqual([
      [3, 's0', 'fits', 'agreed', ''],
      [4, 's2', 'fits', 'gaps', '户口簿'],
      // Noted as agreed before.
      [5, 's3', 'differs', 'disagreed', '已去世'],
      [6, null, 'unmatched', 'agreed', ''],
      [7, 's0', 'twice', 'disagreed', '重复'],
    ]);
    expect(absent).toEqual(['s1']);
  });

  it('never takes another name, an unclear word, or a no without a reason for an answer', () => {
    const rows = [
      ['姓名', '公民身份号码', '是否同意'],
      ['张结', ids[0] ?? '', '是'],
      ['欧阳正花', ids[1]?.toLowerCase() ?? '', '否'],
      ['买买提·艾力', ids[2] ?? '', '待定'],
      // lesson 35: nobody is found by a number that a spreadsheet has spoiled.
      ['刘𠮷', 3.60732201211091e17, '同意'],
    ];
    const { lines } = unwrap(readAnswers(rows, cases));
    expect(lines.map(({ state }) => state)).toEqual(['otherName', 'lacksReason', 'unclear', 'unmatched']);
  });

  it('without numbers, or without results, is refused', () => {
    expect(
      readAnswers(
        [
          ['姓名', '结果'],
          ['张㛃', '同意'],
        ],
        cases,
      ),
    ).toMatchObject({ refusal: { code: 'answers.noKey' } });
    expect(
      readAnswers(
        [
          ['身份证号', '民族'],
          [ids[0] ?? '', '汉'],
        ],
        cases,
      ),
    ).toMatchObject({ refusal: { code: 'answers.noResult' } });
  });
});
