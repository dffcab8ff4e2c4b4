/** 准予行政许可决定书 and 不予行政许可决定书: a permit's own decision, of no other matter. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';
import { remedyBlock, remedyFact, sampleRemedy } from './remedy.ts';

const decision = {
  ...parts.noticeFacts,
  organ: common.line.exactOptional(),
  documentNumber: common.line.exactOptional(),
  appliedOn: common.dateFact,
  acceptedOn: common.dateFact,
  basis: common.longText,
  /** What was granted, or why it was not. */
  result: common.longText,
  remedy: remedyFact,
};

const grantedFacts = z.strictObject({
  ...decision,
  /** 附条件的准予. */
  conditions: common.longText.exactOptional(),
  validUntil: common.dateFact.exactOptional(),
  /** 送达 within ten working days (art. 44). */
  deliverBy: common.dateFact.exactOptional(),
});
type Granted = z.infer<typeof grantedFacts>;
const refusedFacts = z.strictObject(decision);
type Refused = z.infer<typeof refusedFacts>;

const opening = '{name}：您于{applied}提出的“{matter}”申请，本机关于{accepted}受理。';

const opened = ({ petitioner, appliedOn, acceptedOn, matter }: Refused): LeafBlock =>
  parts.indented(
    parts.fill(opening, {
      name: petitioner.name,
      applied: common.showDate(appliedOn),
      accepted: common.showDate(acceptedOn),
      matter,
    }),
  );

interface Wording {
  readonly title: string;
  readonly outcome: string;
  readonly content: string;
  readonly seal: string;
}

const above = (given: Refused, { title }: Wording): Block[] => [
  ...parts.head(given, title),
  parts.documentNumberLine(given.documentNumber),
  opened(given),
];

const end = (given: Refused, { title, seal }: Wording): Block[] => [
  remedyBlock(title.includes('不予') ? '不予行政许可决定书' : '决定书', given.remedy),
  parts.receivedAndSealed(given, { seal: 'body', label: seal, organ: given.organ }),
];

const grantedWords = {
  title: '准予行政许可决定书',
  outcome: '经审查，您的申请符合法定条件、标准。根据{basis}，决定准予行政许可。',
  content: '准予的内容：{result}',
  conditions: '附带的条件：{conditions}',
  validUntil: '有效期至{date}。需要延续的，在有效期届满三十日前提出申请。',
  deliver: '许可证件或者批准文件自决定之日起十个工作日内颁发、送达，最迟{date}。',
  seal: '加盖本机关印章处',
};

const buildGranted = (given: Granted, text: Readonly<Record<keyof typeof grantedWords, string>>): Block[] => {
  const { basis, result, conditions, validUntil, deliverBy } = given;
  return [
    ...above(given, text),
    parts.indented(parts.fill(text.outcome, { basis })),
    parts.indented(parts.fill(text.content, { result })),
    ...(conditions === undefined ? [] : [parts.indented(parts.fill(text.conditions, { conditions }))]),
    ...(validUntil === undefined
      ? []
      : [parts.strong(parts.fill(text.validUntil, { date: common.showDate(validUntil) }))]),
    ...(deliverBy === undefined
      ? []
      : [parts.indented(parts.fill(text.deliver, { date: common.showDate(deliverBy) }))]),
    ...end(given, text),
  ];
};

const refusedWords = {
  title: '不予行政许可决定书',
  outcome: '经审查，根据{basis}，决定不予行政许可。',
  content: '理由：{result}',
  hearing: '您对本决定享有陈述、申辩的权利。条件具备以后，可以重新申请。',
  seal: '加盖本机关印章处',
};

const buildRefused = (given: Refused, text: Readonly<Record<keyof typeof refusedWords, string>>): Block[] => [
  ...above(given, text),
  parts.strong(parts.fill(text.outcome, { basis: given.basis })),
  parts.indented(parts.fill(text.content, { result: given.result })),
  parts.indented(text.hearing),
  ...end(given, text),
];

const sample = (code: string): Refused => ({
  ...parts.sampleNotice(code),
  matter: '林木采伐许可',
  organ: '兴国县永丰镇人民政府',
  documentNumber: '永府许〔2026〕7号',
  appliedOn: '2026-11-09',
  acceptedOn: '2026-11-10',
  basis: '《中华人民共和国行政许可法》第三十八条第一款、《中华人民共和国森林法》第五十六条',
  result: '准予在豪溪村 3 号小班采伐杉木 5 立方米，择伐。',
  remedy: sampleRemedy,
});
const { organ: _organ, documentNumber: _number, ...withoutOrgan } = sample('ZY');

const sizes = ['A4', 'A5'] as const;

export const permitGranted = definePaper({
  paper: 'permitGranted',
  code: 'ZY',
  v: 1,
  names: { 'zh-CN': '准予行政许可决定书', en: 'Permit granted' },
  source: '行政许可法 (2019) art. 38 (1), 40, 44, 50; 行政复议法 (2023) art. 20, 24; 行政诉讼法 (2017) art. 46',
  sizes,
  look: 'formal',
  copies: parts.twoCopies,
  lasts: true,
  facts: grantedFacts,
  words: grantedWords,
  fixedBy: '准予行政许可决定书的内容由行政许可法第三十八条、第四十条、第四十四条规定',
  build: buildGranted,
  samples: {
    plain: { ...sample('ZY'), validUntil: '2027-05-22', deliverBy: '2026-12-07' },
    least: { ...withoutOrgan, petitioner: parts.minorityPetitioner, remedy: {} },
    long: {
      ...sample('ZY'),
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      result: parts.longReason,
      conditions: parts.longReason,
      validUntil: '2027-05-22',
    },
  },
});

const refusedSample: Refused = {
  ...sample('BY'),
  documentNumber: '永府不许〔2026〕2号',
  basis: '《中华人民共和国行政许可法》第三十八条第二款、《中华人民共和国森林法》第五十五条',
  result: '申请采伐的地块位于重点公益林内，依法不得采伐。',
};

export const permitRefused = definePaper({
  paper: 'permitRefused',
  code: 'BY',
  v: 1,
  names: { 'zh-CN': '不予行政许可决定书', en: 'Permit refused' },
  source:
    '行政许可法 (2019) art. 38 (2): 说明理由, 告知申请行政复议或者提起行政诉讼的权利; art. 7; 行政复议法 (2023) art. 20, 24; 行政诉讼法 (2017) art. 46',
  sizes,
  look: 'formal',
  copies: parts.twoCopies,
  lasts: true,
  facts: refusedFacts,
  words: refusedWords,
  fixedBy: '不予行政许可决定书的内容由行政许可法第三十八条和救济途径的规定确定',
  build: buildRefused,
  samples: {
    plain: refusedSample,
    least: { ...withoutOrgan, ...parts.sampleNotice('BY'), petitioner: parts.minorityPetitioner, remedy: {} },
    long: { ...refusedSample, petitioner: parts.longPetitioner, matter: parts.longMatter, result: parts.longReason },
  },
});
