/**
 * 救济途径: what can be done against a decision, within which time, and at which body. 行政复议法 (2023) art. 20: sixty days; 行政诉讼法 (2017)
 * art. 46: six months. Of a town's government the county's government reviews (行政复议法 art. 24) and the court of the county judges (行政诉讼法
 * art. 14, 18). Their names are the station's; one that is not known yet is a line to write on.
 */
import { z } from 'zod';
import type { Inline, LeafBlock, Run } from './blocks.ts';
import * as common from './facts.ts';

export const remedyFact = z.strictObject({ review: common.line.exactOptional(), court: common.line.exactOptional() });
export type RemedyFact = z.infer<typeof remedyFact>;

const body = (name: string | undefined): Run => (name === undefined ? { blank: 12 } : { text: name });

/** `paper`: what the decision is called, 决定书. */
const remedyText = (paper: string, { review, court }: RemedyFact): Inline => [
  { text: `如不服本决定，可以自收到本${paper}之日起六十日内向` },
  body(review),
  { text: `申请行政复议，也可以自收到本${paper}之日起六个月内向` },
  body(court),
  { text: '提起行政诉讼。' },
];

export const remedyBlock = (paper: string, remedy: RemedyFact): LeafBlock => ({
  type: 'paragraph',
  look: 'indented',
  text: remedyText(paper, remedy),
});

export const sampleRemedy: RemedyFact = { review: '兴国县人民政府', court: '兴国县人民法院' };
