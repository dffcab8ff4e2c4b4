/** 上报告知单: it lies with the upper office now; which, since when, and who is asked meanwhile. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...parts.noticeFacts,
  appliedOn: common.dateFact,
  authority: common.line,
  /** Under which number it lies there. */
  theirNumber: common.line.exactOptional(),
  upper: z.strictObject({ within: common.line, due: common.dateFact, isEstimated: z.boolean() }).exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '上报告知单',
  opening: '{name}：您于{applied}申请办理的“{matter}”，本级已经初审，{on}上报{authority}，由其作出决定。',
  number: '对方编号：{number}',
  upper: '上级公布的办理时限',
  upperNote: '{within}{estimated}；上级的时限由上级掌握，有结果以后窗口立即通知您',
  noLimit: '上级没有公布办理时限；有结果以后窗口立即通知您。',
  estimated: '（暂估）',
  ask: '等候期间有疑问的，请问窗口或者打电话，不用另外跑一趟。上级要求补充材料的，由窗口一次告知。',
  seal: '加盖印章处',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const build = (given: Facts, text: Words): Block[] => {
  const { upper, theirNumber } = given;
  return [
    ...parts.head(given, text.title),
    parts.indented(
      parts.fill(text.opening, {
        name: given.petitioner.name,
        applied: common.showDate(given.appliedOn),
        matter: given.matter,
        on: common.showDate(given.on),
        authority: given.authority,
      }),
    ),
    ...(theirNumber === undefined ? [] : [parts.indented(parts.fill(text.number, { number: theirNumber }))]),
    upper === undefined
      ? parts.indented(text.noLimit)
      : {
          type: 'highlight',
          label: text.upper,
          value: common.showDateAndWeekday(upper.due),
          note: parts.fill(text.upperNote, {
            within: upper.within,
            estimated: upper.isEstimated ? text.estimated : '',
          }),
        },
    parts.indented(text.ask),
    parts.receivedAndSealed(given, { seal: 'intake', label: text.seal }),
  ];
};

const plain: Facts = {
  ...parts.sampleNotice('SB'),
  matter: '城乡居民最低生活保障申请',
  appliedOn: '2026-11-09',
  authority: '兴国县民政局',
  theirNumber: '兴民 2026-0117',
  upper: { within: '15 个工作日', due: '2026-12-14', isEstimated: false },
};
const { theirNumber: _theirs, upper: _upper, ...least } = plain;

export const reportNotice = definePaper({
  paper: 'reportNotice',
  code: 'SB',
  v: 1,
  names: { 'zh-CN': '上报告知单', en: 'Notice of reporting upwards' },
  source: '行政许可法 (2019) art. 43: 下级审查后直接报送上级; 安阳市政务服务条例 (2021) art. 15: 须上报的帮办代办',
  sizes: ['A5', 'A4', '80mm'],
  facts,
  words,
  adapts: { opening: 140, noLimit: 60, ask: 120 },
  build,
  samples: {
    plain,
    least: { ...least, petitioner: parts.minorityPetitioner },
    long: { ...plain, petitioner: parts.longPetitioner, matter: parts.longMatter },
  },
});
