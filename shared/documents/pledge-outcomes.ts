/** 限期整改通知书 and 撤销决定书: what follows where 事后核查 finds that a 告知承诺 was untrue. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';
import { remedyBlock, remedyFact, sampleRemedy } from './remedy.ts';

const shared = {
  ...parts.noticeFacts,
  organ: common.line.exactOptional(),
  pledgedOn: common.dateFact,
  signedBy: common.line,
};

const rectifyFacts = z.strictObject({
  ...shared,
  /** What the check found. */
  found: common.longText.exactOptional(),
  what: common.longText,
  within: common.line,
  due: common.dateFact,
  isEstimated: z.boolean(),
  liability: common.longText.exactOptional(),
});
type Rectify = z.infer<typeof rectifyFacts>;

const opening = '{name}：您（由{signer}签署）于{pledged}就“{matter}”作出告知承诺。经事后核查，承诺内容与实际情况不符。';

const opened = ({
  petitioner,
  signedBy,
  pledgedOn,
  matter,
}: Pick<Rectify, 'petitioner' | 'signedBy' | 'pledgedOn' | 'matter'>) =>
  parts.indented(
    parts.fill(opening, { name: petitioner.name, signer: signedBy, pledged: common.showDate(pledgedOn), matter }),
  );

const rectifyWords = {
  title: '限期整改通知书',
  found: '核查情况：{found}',
  what: '请在期限内完成下列整改，并带材料到窗口复核：',
  dueLabel: '整改到这一天为止',
  within: '期限 {within}{estimated}',
  estimated: '（暂估）',
  liability: '告知承诺书中约定的责任：{liability}',
  late: '逾期不整改或者整改后仍不符合条件的，依法撤销已经作出的决定。您有权陈述和申辩。',
  seal: '加盖本机关印章处',
};

const buildRectify = (given: Rectify, text: Readonly<Record<keyof typeof rectifyWords, string>>): Block[] => [
  ...parts.head(given, text.title),
  opened(given),
  ...(given.found === undefined ? [] : [parts.indented(parts.fill(text.found, { found: given.found }))]),
  parts.indented(text.what),
  parts.strong(given.what),
  {
    type: 'highlight',
    label: text.dueLabel,
    value: common.showDateAndWeekday(given.due),
    note: parts.fill(text.within, { within: given.within, estimated: given.isEstimated ? text.estimated : '' }),
  },
  ...(given.liability === undefined
    ? []
    : [parts.indented(parts.fill(text.liability, { liability: given.liability }))]),
  parts.indented(text.late),
  parts.receivedAndSealed(given, { seal: 'body', label: text.seal, organ: given.organ }),
];

const rectifySample: Rectify = {
  ...parts.sampleNotice('ZG'),
  organ: '兴国县永丰镇人民政府',
  pledgedOn: '2026-10-12',
  signedBy: '陈䶮',
  found: '经营场所实际为租赁，没有产权证明。',
  what: '补交经出租人签字的租赁合同和房屋产权证明复印件各 1 份。',
  within: '10 个工作日',
  due: '2026-12-07',
  isEstimated: false,
  liability: '承诺不实的，撤销登记，记入信用记录，并依法承担责任。',
};
const { organ: _organ, found: _found, liability: _liability, ...leastRectify } = rectifySample;

const sizes = ['A4', 'A5'] as const;

export const rectifyNotice = definePaper({
  paper: 'rectifyNotice',
  code: 'ZG',
  v: 1,
  names: { 'zh-CN': '限期整改通知书', en: 'Order to put right' },
  source: '国办发〔2020〕42号 (告知承诺制); 安阳市政务服务条例 (2021) art. 25–29: 核查不实, 限期整改',
  sizes,
  copies: parts.twoCopies,
  facts: rectifyFacts,
  words: rectifyWords,
  adapts: { what: 80 },
  build: buildRectify,
  samples: {
    plain: rectifySample,
    least: { ...leastRectify, petitioner: parts.minorityPetitioner, isEstimated: true },
    long: {
      ...rectifySample,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      found: parts.longReason,
      what: parts.longReason,
    },
  },
});

const revocationFacts = z.strictObject({
  ...shared,
  documentNumber: common.line.exactOptional(),
  decidedOn: common.dateFact,
  reason: common.longText,
  basis: common.longText,
  remedy: remedyFact,
});
type Revocation = z.infer<typeof revocationFacts>;

const revocationWords = {
  title: '撤销决定书',
  reason: '理由：{reason}',
  outcome: '根据{basis}，决定撤销本机关{decided}作出的准予“{matter}”的决定。',
  back: '依据该决定取得的证照、批准文件自本决定生效之日起失效，请交回窗口。基于该决定取得的利益不受保护。',
  hear: '您享有陈述、申辩的权利。',
  seal: '加盖本机关印章处',
};

const buildRevocation = (given: Revocation, text: Readonly<Record<keyof typeof revocationWords, string>>): Block[] => [
  ...parts.head(given, text.title),
  parts.documentNumberLine(given.documentNumber),
  opened(given),
  parts.indented(parts.fill(text.reason, { reason: given.reason })),
  parts.strong(
    parts.fill(text.outcome, { basis: given.basis, decided: common.showDate(given.decidedOn), matter: given.matter }),
  ),
  parts.indented(text.back),
  parts.indented(text.hear),
  remedyBlock('决定书', given.remedy),
  parts.receivedAndSealed(given, { seal: 'body', label: text.seal, organ: given.organ }),
];

const revocationSample: Revocation = {
  ...parts.sampleNotice('CX'),
  organ: '兴国县永丰镇人民政府',
  pledgedOn: '2026-10-12',
  signedBy: '陈䶮',
  decidedOn: '2026-10-13',
  reason: '经核查承诺不实，责令限期整改，逾期没有整改。',
  basis: '《中华人民共和国行政许可法》第六十九条第二款（以欺骗等不正当手段取得的，应当予以撤销）',
  remedy: sampleRemedy,
};
const { organ: _body, ...leastRevocation } = revocationSample;

export const revocation = definePaper({
  paper: 'revocation',
  code: 'CX',
  v: 1,
  names: { 'zh-CN': '撤销决定书', en: 'Revocation' },
  source:
    '行政许可法 (2019) art. 69 (2), (4); 国办发〔2020〕42号; 安阳市政务服务条例 (2021) art. 25–29; 行政复议法 (2023) art. 20, 24; 行政诉讼法 (2017) art. 46',
  sizes,
  copies: parts.twoCopies,
  lasts: true,
  facts: revocationFacts,
  words: revocationWords,
  fixedBy: '撤销决定书的内容由行政许可法第六十九条和救济途径的规定确定',
  build: buildRevocation,
  samples: {
    plain: revocationSample,
    least: { ...leastRevocation, petitioner: parts.minorityPetitioner, remedy: {} },
    long: {
      ...revocationSample,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      reason: parts.longReason,
    },
  },
});
