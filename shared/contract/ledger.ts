/** 台账: registers read from what cases and the audit chain say; nothing is typed into them. */
import { z } from 'zod';
import * as base from './base.ts';

const { procedure, id, plainDate } = base;

export const ledgerNames = [
  'notified',
  'tolerant',
  'refused',
  'overdue',
  'complaint',
  'voided',
  'reprinted',
  'looks',
] as const;
export type LedgerName = (typeof ledgerNames)[number];

const filter = {
  from: plainDate,
  to: plainDate,
  matter: z.string().min(1).max(64).exactOptional(),
  station: z
    .string()
    .regex(/^\d{12}$/)
    .exactOptional(),
};
const asked = z.strictObject({ ledger: z.enum(ledgerNames), ...filter });
export type LedgerAsked = z.infer<typeof asked>;

/** Where a page ended; given back for the next. */
const after = z.array(z.string().max(64)).min(2).max(3);

const row = z.strictObject({
  key: z.array(z.string()),
  stream: id.nullable(),
  number: z.string(),
  /** People are masked. */
  cells: z.array(z.string()),
});
export type LedgerRow = z.infer<typeof row>;

/** Which registers somebody may read stands with each register; of others there is not even a count. */
export const ledgerContract = {
  counts: procedure(
    'login',
    z.strictObject(filter),
    z.strictObject({
      ledgers: z.array(
        z.strictObject({
          name: z.enum(ledgerNames),
          title: z.string(),
          basis: z.string(),
          heads: z.array(z.string()),
          count: z.int(),
        }),
      ),
    }),
    'open',
  ),
  /** The newest first. Refusal: permission.missing. */
  page: procedure(
    'login',
    z.strictObject({ ...asked.shape, after: after.exactOptional(), limit: z.int().min(1).max(200) }),
    z.strictObject({ rows: z.array(row), after: after.nullable() }),
    'logged',
  ),
  /** The whole register as A4. Refusals: permission.missing, ledger.tooMany. */
  html: procedure('login', asked, base.drawnSheet, 'logged'),
  /** The same as a workbook; that it leaves is written down. */
  export: procedure('login', z.strictObject({ ...asked.shape, act: id }), z.strictObject({ data: z.base64() })),
  save: procedure(
    'login',
    z.strictObject({ ...asked.shape, act: id, name: z.string().trim().min(1).max(120) }),
    z.strictObject({ saved: z.boolean() }),
  ),
};
