/** 不予受理决定书: reasons, where to go instead, and what can be done against it. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { fill, twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';
import { remedyBlock, remedyFact, sampleRemedy } from './remedy.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  /** The body in whose name it is decided, when it is not the hall itself. */
  organ: common.line.exactOptional(),
  /** 文号 such as 永府不受〔2026〕3号, given by the authority. */
  documentNumber: common.line.exactOptional(),
  appliedOn: common.dateFact,
  reasons: z.array(common.line).min(1).max(20),
  basis: common.line,
  /** The body to apply to, with address and telephone (行政许可法 art. 32 (2)). */
  goTo: common.line.exactOptional(),
  /** Absent where the law gives none against it. */
  remedy: remedyFact.exactOptional(),
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '不予受理决定书',
  opening: '{name}：您于{date}提出的“{matter}”申请收悉。经审查，决定不予受理，理由如下：',
  basis: '依据：{basis}',
  goTo: '您可以向以下机关申请或者咨询：{goTo}',
  hear: '您有权陈述和申辩。',
  ask: '您有权陈述和申辩，有不清楚的地方请问窗口或者打电话。',
  seal: '加盖印章处',
  scan: '扫码可查',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const closing = ({ remedy }: Facts, text: Words): Block[] =>
  remedy === undefined
    ? [{ type: 'paragraph', look: 'indented', text: text.ask }]
    : [remedyBlock('决定书', remedy), { type: 'paragraph', look: 'indented', text: text.hear }];

function build(given: Facts, text: Words): Block[] {
  const { petitioner, matter, hall, organ, reasons, goTo } = given;
  const opening = fill(text.opening, { name: petitioner.name, date: common.showDate(given.appliedOn), matter });
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title, ...(given.documentNumber === undefined ? {} : { under: given.documentNumber }) },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    { type: 'paragraph', look: 'indented', text: opening },
    { type: 'checkList', mark: 'number', items: reasons.map((reason) => ({ text: reason })) },
    { type: 'paragraph', look: 'indented', text: fill(text.basis, { basis: given.basis }) },
    ...(goTo === undefined ? [] : [{ type: 'paragraph', look: 'strong', text: fill(text.goTo, { goTo }) } as const]),
    ...closing(given, text),
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [{ type: 'qr', content: given.qr, caption: text.scan }],
        [{ type: 'sealPlace', label: text.seal, lines: [organ ?? hall.name, common.showDate(given.on)] }],
      ],
    },
    { type: 'signatureLine', fields: [{ label: '申请人签收', signer: 'petitioner' }, { label: '日期' }] },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  organ: '兴国县永丰镇人民政府',
  number: common.sampleNumber,
  qr: common.sampleQr('RN'),
  documentNumber: '永府不受〔2026〕3号',
  petitioner: { name: '尉迟文静' },
  matter: '机动车驾驶证换证',
  appliedOn: '2026-11-22',
  reasons: ['该事项不属于本机关职权范围。', '机动车驾驶证由公安机关交通管理部门核发。'],
  basis: '《行政许可法》第三十二条第一款第二项',
  goTo: '兴国县公安局交通警察大队车辆管理所，兴国县城，电话 0797-5350001',
  remedy: sampleRemedy,
  on: '2026-11-22',
};

export const refusalNotice = definePaper({
  paper: 'refusalNotice',
  code: 'RN',
  v: 1,
  names: { 'zh-CN': '不予受理决定书', en: 'Refusal to accept' },
  source: '行政许可法 (2019) art. 32 (1) (2), art. 38: 说明理由, 告知去向, 复议和诉讼的权利',
  sizes: ['A4', 'A5'],
  look: 'formal',
  copies: twoCopies,
  facts,
  words,
  adapts: { goTo: 60, ask: 100, scan: 20 },
  build,
  samples: {
    plain,
    noRemedy: {
      ...withoutRemedy(plain),
      reasons: ['申请事项依法不需要取得行政许可。'],
      petitioner: { name: '仇建国' },
      late: { enteredOn: '2026-11-23', reason: '断网' },
    },
  },
});

function withoutRemedy({ remedy: _remedy, goTo: _goTo, ...rest }: Facts): Facts {
  return rest;
}
