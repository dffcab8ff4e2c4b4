/** Procedures on 工作移交: what somebody has in hand, giving it to a colleague, and what the colleague says to it. */
import { z } from 'zod';
import { handoverReasons, longestWorkHandover, stayReasons } from '../kinds/work-handover/index.ts';
import { done, drawnSheet, id, instant, nothing, plainDate, procedure } from './base.ts';
import { caseLine } from './case.ts';

const staff = z.string().min(1).max(64);
const note = z.string().trim().min(1).max(1000);

/** One case, masked as lists are, and what hangs on it beside its limit. */
const pendingRow = z.strictObject({
  line: caseLine,
  /** 欠缺材料, originals in custody, papers whose signatures are not here yet. */
  owed: z.int(),
  originals: z.int(),
  awaited: z.int(),
});
export type PendingRow = z.infer<typeof pendingRow>;

const handoverHead = {
  stream: id,
  number: z.string(),
  status: z.enum(['given', 'taken', 'sentBack', 'takenBack']),
  giver: staff,
  giverName: z.string(),
  receiver: staff,
  receiverName: z.string(),
  /** Who made it out. */
  byName: z.string(),
  why: z.enum(handoverReasons),
  from: plainDate,
  /** The last day; null: for good. */
  until: plainDate.nullable(),
  count: z.int(),
  at: instant,
};
const handoverLine = z.strictObject(handoverHead);
export type HandoverLine = z.infer<typeof handoverLine>;

const handoverPage = z.strictObject({
  ...handoverHead,
  note: z.string(),
  drafts: z.int(),
  /** When it was taken, sent back or taken back, and why it was sent back. */
  endedAt: instant.nullable(),
  refusal: z.string(),
  rows: z.array(
    pendingRow.extend({
      /** What was said of it when it was handed over. */
      note: z.string(),
      /** Why it is still with whoever gave it; '' = it went, or nobody has taken any yet. */
      stayed: z.enum(['', ...stayReasons]),
    }),
  ),
  /** Cases of it that this person may not see. */
  hidden: z.int(),
  mayTake: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type HandoverPage = z.infer<typeof handoverPage>;

export const workHandoverContract = {
  /** What one has in hand (`giver` null: oneself), the most urgent first. Refusal: permission.missing (of somebody else). */
  pending: procedure(
    'case.handle',
    z.strictObject({ giver: staff.nullable() }),
    z.strictObject({
      rows: z.array(pendingRow),
      /** There is more than one list holds. */
      isMore: z.boolean(),
      /** Begun on this computer and not submitted: it stays here. */
      drafts: z.int(),
      people: z.array(z.strictObject({ id: staff, name: z.string(), isReceiver: z.boolean() })),
    }),
  ),
  /**
   * All or none. Refusals: of a row, with `row` in its details: charge.otherHand, charge.nothingLeft, workHandover.concernsReceiver; else
   * workHandover.self, workHandover.giver, workHandover.receiver, workHandover.empty, permission.missing.
   */
  give: procedure(
    'case.handle',
    z.strictObject({
      act: id,
      giver: staff,
      receiver: staff,
      why: z.enum(handoverReasons),
      from: plainDate,
      until: plainDate.exactOptional(),
      note: z.string().trim().min(1).max(2000).exactOptional(),
      rows: z
        .array(z.strictObject({ stream: id, note: note.exactOptional() }))
        .max(longestWorkHandover)
        .refine((rows) => new Set(rows.map(({ stream }) => stream)).size === rows.length),
    }),
    z.strictObject({ stream: id, number: z.string() }),
  ),
  /** Those this person gives or receives; the person in charge sees all. The newest first. */
  list: procedure('case.handle', nothing, z.strictObject({ lines: z.array(handoverLine) })),
  page: procedure('case.handle', z.strictObject({ stream: id }), handoverPage),
  /** 接收. What cannot go stays, with the reason; the rest goes. Refusals: workHandover.notYours, workHandover.notOpen. */
  take: procedure(
    'case.handle',
    z.strictObject({ act: id, stream: id }),
    z.strictObject({ taken: z.int(), stayed: z.int() }),
  ),
  /** 退回. Refusals as of `take`. */
  sendBack: procedure(
    'case.handle',
    z.strictObject({ act: id, stream: id, refusal: z.string().trim().min(1).max(500) }),
    done,
  ),
  /** 撤回, by whoever made it out, the giver, or the person in charge. Refusals as of `take`. */
  takeBack: procedure('case.handle', z.strictObject({ act: id, stream: id }), done),
  /** For the home screen: to be taken by this person; given and not taken yet; sent back in the last seven days. */
  count: procedure('case.handle', nothing, z.strictObject({ toTake: z.int(), out: z.int(), sentBack: z.int() })),
  /** 工作移交单. People are masked as on the page. */
  paper: procedure('case.handle', z.strictObject({ stream: id }), drawnSheet),
};
