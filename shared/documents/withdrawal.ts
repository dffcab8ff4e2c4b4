/** 撤回申请书: the petitioner takes the application back; papers handed in are returned against signature. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  appliedOn: common.dateFact,
  reason: common.line.exactOptional(),
  returned: z.array(common.materialFact).max(200),
  handledBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '撤回申请书',
  opening: '本人于{date}申请办理“{matter}”，现自愿撤回申请。撤回以后可以重新申请。',
  reason: '原因：{reason}',
  returned: '退还的材料',
  none: '没有材料需要退还。',
  signed: '以上材料已当面点清，如数领回。',
  seal: '加盖收件专用印章处',
  scan: '扫码可查',
};
type Words = Readonly<Record<keyof typeof words, string>>;

function returnedBlocks(returned: Facts['returned'], text: Words): Block[] {
  if (returned.length === 0) return [{ type: 'paragraph', text: text.none }];
  return [
    { type: 'heading', text: text.returned },
    {
      type: 'table',
      columns: [
        { header: '序号', width: 12, align: 'center' },
        { header: '材料', width: 50 },
        { header: '份数', width: 16, align: 'center' },
        { header: '形式', width: 22, align: 'center' },
      ],
      rows: returned.map(({ name, copies, form }, index) => [
        String(index + 1),
        name,
        String(copies),
        common.formName(form),
      ]),
    },
    { type: 'paragraph', look: 'strong', text: text.signed },
  ];
}

function build(given: Facts, text: Words): Block[] {
  const { petitioner, matter, reason, hall } = given;
  const opening = text.opening.replace('{date}', common.showDate(given.appliedOn)).replace('{matter}', matter);
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'grid',
      columns: 1,
      items: [
        { label: '申请人', value: petitioner.name, isStrong: true },
        ...(petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: petitioner.maskedId }]),
        ...(petitioner.agent === undefined ? [] : [{ label: '代理人', value: petitioner.agent }]),
        { label: '事项', value: matter },
      ],
    },
    { type: 'paragraph', look: 'indented', text: opening },
    ...(reason === undefined
      ? []
      : [{ type: 'paragraph', look: 'indented', text: text.reason.replace('{reason}', reason) } as const]),
    ...returnedBlocks(given.returned, text),
    { type: 'signatureLine', fields: [{ label: '申请人（签名或按指印）', hasDate: true, signer: 'petitioner' }] },
    { type: 'signatureLine', fields: [{ label: '经办人', hasDate: true, signer: 'handler' }] },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          { type: 'qr', content: given.qr, caption: text.scan },
          { type: 'note', text: `经办：${given.handledBy}` },
        ],
        [{ type: 'sealPlace', label: text.seal, lines: [hall.name, common.showDate(given.on)] }],
      ],
    },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('WD'),
  petitioner: { name: '单晓明', maskedId: '3607321985****0019' },
  matter: '农村危房改造补助申请',
  appliedOn: '2026-11-20',
  reason: '家里商量后暂时不改了',
  returned: [
    { name: '居民身份证', copies: 1, form: 'original' },
    { name: '宅基地使用权证', copies: 1, form: 'original' },
    { name: '房屋照片', copies: 4, form: 'copy' },
  ],
  handledBy: '李小红',
  on: '2026-11-22',
};

export const withdrawal = definePaper({
  paper: 'withdrawal',
  code: 'WD',
  v: 1,
  names: { 'zh-CN': '撤回申请书', en: 'Withdrawal' },
  source: '申请人自愿撤回, 材料当面退还并签收',
  sizes: ['A5', 'A4'],
  copies: twoCopies,
  facts,
  words,
  adapts: { none: 40, scan: 20 },
  build,
  samples: { plain, nothing: { ...plain, returned: [], petitioner: { name: '吕红英', agent: '朴正花' } } },
});
