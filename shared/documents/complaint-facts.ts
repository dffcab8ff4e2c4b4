/** What the papers of a 投诉 / 办不成事 have in common. */
import { z } from 'zod';
import * as common from './facts.ts';

export const sortNames = { complaint: '投诉', stuck: '办不成事' } as const;

export const complaintFacts = {
  hall: common.hallFact,
  number: common.line,
  qr: z.string().min(1).max(1000),
  sort: z.enum(['complaint', 'stuck']),
  /** Name; absent of an anonymous one. */
  petitioner: common.line.exactOptional(),
  matter: common.line.exactOptional(),
  /** 窗口、站点. */
  place: common.line.exactOptional(),
  late: common.lateFact.exactOptional(),
  replaces: common.replacesFact.exactOptional(),
};

/** What both samples are about; `code`: the two characters of the paper's QR. */
export const sampleComplaint = (code: string) => ({
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr(code),
  sort: 'stuck' as const,
  petitioner: '欧阳文秀',
  matter: '城乡居民医保参保',
});
