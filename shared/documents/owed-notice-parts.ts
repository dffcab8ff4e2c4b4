/** What the papers about missing papers have in common: head, who and what, the seal. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';

export const noticeFacts = {
  ...common.caseFacts,
  handledBy: common.line,
  on: common.dateFact,
};
type NoticeFacts = z.infer<z.ZodObject<typeof noticeFacts>>;

export const head = (given: NoticeFacts, title: string, under?: string): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: title, ...(under === undefined ? {} : { under }) },
  ...common.historyMarkers(given),
  { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
  {
    type: 'beside',
    second: 'narrow',
    blocks: [
      [
        {
          type: 'grid',
          columns: 1,
          items: [
            { label: '申请人', value: given.petitioner.name, isStrong: true },
            ...(given.petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: given.petitioner.maskedId }]),
            ...(given.petitioner.agent === undefined ? [] : [{ label: '代理人', value: given.petitioner.agent }]),
            { label: '申请事项', value: given.matter, isStrong: true },
            { label: '承办人', value: given.handledBy },
          ],
        },
      ],
      [{ type: 'qr', content: given.qr, caption: '扫码可查' }],
    ],
  },
];

/** 一式两份, signed by the applicant and sealed by the hall. */
export const signedTwice = ({ hall, on }: NoticeFacts, signer: string): Block[] => [
  {
    type: 'signatureLine',
    fields: [
      { label: signer, hasDate: true },
      { label: '经办人', hasDate: true },
    ],
  },
  {
    type: 'beside',
    second: 'narrow',
    blocks: [
      [{ type: 'note', text: '一式两份，申请人和窗口各留一份。' }],
      [{ type: 'sealPlace', label: '加盖印章处', lines: [hall.name, common.showDate(on)] }],
    ],
  },
];

export const indented = (text: string): LeafBlock => ({ type: 'paragraph', look: 'indented', text });

export const sampleNotice = (code: string) => ({
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr(code),
  petitioner: { name: '陈䶮', maskedId: '3607321985****0019' },
  matter: '个体工商户设立登记',
  handledBy: '李小红',
  on: '2026-11-23',
});
