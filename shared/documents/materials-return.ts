/** 退件签收单: a case that ends without a decision gives back what was handed in, counted and signed for. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const causes = {
  refused: '不予受理',
  withdrawn: '申请人撤回申请',
  lapsed: '视为撤回申请',
  terminated: '终止办理',
  correcting: '材料需要补正，先行带回',
  passedOn: '已转由其他机关办理',
} as const;

const facts = z.strictObject({
  ...parts.noticeFacts,
  appliedOn: common.dateFact,
  cause: z.enum(['refused', 'withdrawn', 'lapsed', 'terminated', 'correcting', 'passedOn']),
  returned: z.array(common.materialFact).min(1).max(200),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '退件签收单',
  opening: '{name}于{applied}申请办理“{matter}”时提交的下列材料，因{cause}，现予退还：',
  signed: '以上材料已当面点清，如数领回。',
  again: '符合条件以后可以重新申请。',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] => [
  ...parts.head(given, text.title),
  parts.indented(
    parts.fill(text.opening, {
      name: given.petitioner.name,
      applied: common.showDate(given.appliedOn),
      matter: given.matter,
      cause: causes[given.cause],
    }),
  ),
  parts.countedTable(
    [
      { header: '退还的材料', width: 52 },
      { header: '份数', width: 14, align: 'center' },
      { header: '形式', width: 22, align: 'center' },
    ],
    given.returned.map(({ name, copies, form }) => [name, String(copies), common.formName(form)]),
  ),
  parts.strong(text.signed),
  {
    type: 'signatureLine',
    fields: [
      { label: '领回人（签名或按指印）', hasDate: true, hasFingerprint: true, signer: 'petitioner' },
      { label: '退件人', hasDate: true, signer: 'handler' },
    ],
  },
  { type: 'note', text: text.again },
];

const plain: Facts = {
  ...parts.sampleNotice('TJ'),
  appliedOn: '2026-11-20',
  cause: 'refused',
  returned: [
    { name: '居民身份证', copies: 1, form: 'copy' },
    { name: '经营场所租赁合同', copies: 2, form: 'original' },
  ],
};

export const materialsReturn = definePaper({
  paper: 'materialsReturn',
  code: 'TJ',
  v: 1,
  names: { 'zh-CN': '退件签收单', en: 'Slip for papers given back' },
  source: '行政许可法 (2019) art. 32 (1) (2): 不予受理的材料退还申请人; 安阳市政务服务条例 (2021) art. 36',
  sizes: ['A5', 'A4'],
  copies: parts.twoCopies,
  facts,
  words,
  adapts: { signed: 80, again: 60 },
  build,
  samples: {
    plain,
    lapsed: { ...plain, cause: 'lapsed', petitioner: parts.minorityPetitioner },
    many: {
      ...plain,
      cause: 'terminated',
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      returned: Array.from({ length: 60 }, (_, index) => ({
        name: `第 ${String(index + 1)} 项材料：农村宅基地和建房（规划许可）申请表及相关证明`,
        copies: 1,
        form: 'copy' as const,
      })),
    },
  },
});
