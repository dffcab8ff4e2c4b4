/** 原件交接: in whose hands an original is, and what became of one that was missing; of the page and of the book alike. */
import { z } from 'zod';
import * as base from './base.ts';

const { instant, plainDate } = base;

/** Whose hands an original is in; null where it lies at the station. */
const holderView = z
  .strictObject({
    at: z.enum(['here', 'owner', 'staff', 'outside', 'lost', 'settled']),
    /** Of staff their name, of others what was said. */
    name: z.string(),
    staff: z.string().nullable(),
  })
  .nullable();
/** 原件遗失; null where it never was. */
const lossView = z
  .strictObject({
    on: instant,
    byName: z.string(),
    lastHolder: z.string(),
    search: z.string(),
    isOpen: z.boolean(),
    settled: z.strictObject({ how: z.string(), what: z.string() }).nullable(),
  })
  .nullable();

export const custodyView = {
  holder: holderView,
  /** 约定归还. */
  backBy: plainDate.nullable(),
  /** Whether that day has passed. */
  isOverdue: z.boolean(),
  /** 移交: the name of whom it lies ready for; '' where it is not. */
  offered: z.string(),
  /** Their id. */
  offeredTo: z.string(),
  lost: lossView,
};
