/** The manual's list of papers, from what each paper says of itself. */

const sizeNames = { '80mm': '80 毫米小票', A5: 'A5', A4: 'A4' };

const section = ({ paper, names, sizes, copies, lasts, source }) =>
  [
    `## ${names['zh-CN']}`,
    '',
    `- 纸张：${sizes.map((size) => sizeNames[size]).join('、')}`,
    ...(copies === undefined
      ? []
      : [`- 一式${copies.length === 2 ? '两' : '一二三四五六七八九'[copies.length - 1]}份：${copies.join('、')}`]),
    ...(lasts === true ? ['- 要长期保存，不用热敏纸'] : []),
    `- 出处：${source}`,
    '',
    `![${names['zh-CN']}](papers/${paper}.png)`,
    '',
  ].join('\n');

/** `papers`: as `shared/documents/papers.ts` lists them. */
export const paperList = (papers) =>
  [
    '# 文书和单子一览',
    '',
    '程序能出的每一种文书：纸张、份数、依据的法律或者表格，和一张样张（内容是编的）。办到那一步时自动开具的，和在“开具文书”里随时可以开的，见[手册](README.md#文书)。',
    '',
    ...papers.map(section),
  ].join('\n');
