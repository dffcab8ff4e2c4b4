/** What the papers of a 帮办代办 have in common: whose, which matters, and who may be called about it. */
import { z } from 'zod';
import type { Block, BlockOf, Inline, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { heading } from './notice-parts.ts';

export const sortNames = { help: '帮办', act: '代办' } as const;

export const proxyFacts = {
  hall: common.hallFact,
  number: common.line,
  qr: z.string().min(1).max(1000),
  sort: z.enum(['help', 'act']),
  petitioner: z.strictObject({ name: common.line, maskedId: common.maskedIdFact.exactOptional() }),
  /** 法定代理人 who acts for a minor. */
  guardian: common.line.exactOptional(),
  matters: z.array(common.line).min(1).max(20),
  late: common.lateFact.exactOptional(),
  replaces: common.replacesFact.exactOptional(),
};
export type ProxyFacts = z.infer<z.ZodObject<typeof proxyFacts>>;

/** 代办员, with the telephone that the petitioner calls. */
export const agentFact = z.strictObject({ name: common.line, phone: common.line });
/** 监督电话. */
export const supervisionFact = common.line.exactOptional();

type GridItem = BlockOf<'grid'>['items'][number];

export const head = (given: ProxyFacts, title: string): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: title },
  ...common.historyMarkers(given),
  { type: 'number', label: '编号', value: common.showNumber(given.number) },
];

/** Who and what beside the code. */
export const whoAndWhat = (given: ProxyFacts, label: string, more: readonly GridItem[]): Block => ({
  type: 'beside',
  second: 'narrow',
  blocks: [
    [
      {
        type: 'grid',
        columns: 1,
        items: [
          { label, value: given.petitioner.name, isStrong: true },
          ...(given.petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: given.petitioner.maskedId }]),
          ...(given.guardian === undefined ? [] : [{ label: '法定代理人', value: given.guardian }]),
          ...more,
        ],
      },
    ],
    [{ type: 'qr', content: given.qr, caption: '扫码可查' }],
  ],
});

export const matterList = ({ matters }: ProxyFacts, title: string): LeafBlock[] => [
  heading(title),
  { type: 'checkList', mark: 'dot', items: matters.map((text) => ({ text })) },
];

export const orBlank = (value: string | undefined, blank: number): Inline => value ?? [{ blank }];

export const sampleProxy = (code: string) => ({
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr(code),
  sort: 'act' as const,
  petitioner: { name: '欧阳文秀', maskedId: '3607321945****0019' },
  matters: ['高龄津贴申领', '城乡居民医保参保'],
});
export const longProxy = {
  hall: { ...common.sampleHall, name: '兴国县城岗乡人民政府便民服务中心（城岗乡党群服务中心）' },
  petitioner: { name: '阿卜杜热西提·买买提吐尔逊', maskedId: '3607321945****0019' },
  guardian: '古丽巴哈尔·阿卜杜热西提',
  matters: Array.from(
    { length: 20 },
    (_, index) => `最低生活保障家庭成员变更及临时救助备案（第 ${String(index + 1)} 项）`,
  ),
};
