/** Procedures on cases of every kind. */
import { z } from 'zod';
import { permissions } from '../kernel/permissions.ts';
import { refusalCodes } from '../kernel/refusals.ts';
import { queueNames, triesSchema } from '../kinds/mechanism/queues.ts';
import { attachedForSchema } from '../kinds/mechanism/records.ts';
import { custodyView } from './custody.ts';
import * as base from './base.ts';
import * as time from './time.ts';

const { procedure, id, instant, jsonObject, plainDate } = base;

const paperRef = z.strictObject({ id, spec: z.string() });
export const jobSchema = z.strictObject({ id, paper: id, copy: z.int(), size: z.string() });

export const actAnswer = z.strictObject({
  stream: id,
  number: z.string(),
  status: z.string(),
  issued: z.array(paperRef),
  /** Papers that are wrong from now on: to be taken back. */
  wrong: z.array(z.strictObject({ id, spec: z.string(), on: instant, copies: z.int() })),
  jobs: z.array(jobSchema),
});
export type ActAnswer = z.infer<typeof actAnswer>;

const act = { act: id };
const data = jsonObject;

/** Photographs of a form or of papers, as `attachment.hold` named them: attached in this act. */
const heldFiles = z
  .array(
    z.strictObject({
      blob: z.string().regex(/^[0-9a-f]{64}$/),
      name: z.string().trim().min(1).max(255),
      mime: z.string().max(127),
      for: attachedForSchema,
    }),
  )
  .max(60);
export type HeldFiles = z.infer<typeof heldFiles>;

export const beginInput = z.strictObject({
  ...act,
  kind: z.string().max(40),
  type: z.string().max(40),
  data,
  late: base.late.exactOptional(),
  /** The blank sheet it was first written on: its number as typed, or its QR as scanned. */
  sheet: z.string().max(2000).exactOptional(),
  print: base.paperSize.exactOptional(),
  /** 再办一件: a case of the same visit. */
  visit: id.exactOptional(),
  files: heldFiles.exactOptional(),
  /** Characters no font has are left blank on the paper. */
  isByHand: z.boolean().exactOptional(),
});
export type BeginInput = z.infer<typeof beginInput>;
export const stepInput = z.strictObject({
  ...act,
  stream: id,
  type: z.string().max(40),
  data,
  seen: z.record(z.string(), z.string()).exactOptional(),
  late: base.late.exactOptional(),
  files: heldFiles.exactOptional(),
  print: base.paperSize.exactOptional(),
  isByHand: z.boolean().exactOptional(),
});

export type StepInput = z.infer<typeof stepInput>;

/** How a due date stands today; `left` is in the limit's unit. */
export const dueView = z.strictObject({
  name: z.string(),
  /** What it is called in this case, where that is data: the stage under way. */
  label: z.string().exactOptional(),
  due: plainDate,
  state: z.enum([
    'notDue',
    'near',
    'dueToday',
    'overdue',
    'paused',
    'waiting',
    'waitingLong',
    'lapsed',
    'met',
    'metLate',
  ]),
  light: z.enum(['none', 'green', 'yellow', 'red']),
  left: z.number(),
  unit: z.enum(['workingDay', 'calendarDay', 'hour']),
  estimated: z.boolean(),
  lapse: z.string(),
  /** 特别程序 that goes on: why it stands still, and since when. */
  pause: z.strictObject({ name: z.string(), from: instant }).exactOptional(),
  /** 超期说明: whose time it was, and why, as somebody said it. */
  why: z.strictObject({ whose: z.string(), reason: z.string(), byName: z.string(), on: instant }).exactOptional(),
});

/** A line of a list: personal data masked. */
export const caseLine = z.strictObject({
  stream: id,
  kind: z.string(),
  number: z.string(),
  officialNumber: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
  isUndecided: z.boolean(),
  title: z.string(),
  /** 张*. */
  petitioner: z.string(),
  station: z.string(),
  beganOn: instant,
  lastOn: instant,
  nextDue: plainDate.nullable(),
  /** A limit stands still (特别程序) and no other presses. */
  isPaused: z.boolean(),
  /** Somebody outside has the word (等上级): nothing of ours runs. */
  isWaiting: z.boolean(),
  light: z.enum(['none', 'green', 'yellow', 'red']),
  estimated: z.boolean(),
  voided: z.enum(['', 'duplicate', 'mistake', 'trial']),
  isMerged: z.boolean(),
  needsUpgrade: z.boolean(),
  /** 已销毁 after appraisal: number, matter and days are all there is. */
  isDestroyed: z.boolean(),
  /** 待到证, 待通知, 待领取, 在途: where a decided case stands; `day`: since when, of 待领取 until when (null: no day was said). */
  queue: z
    .strictObject({
      name: z.enum(queueNames),
      day: plainDate.nullable(),
      /** Of 待通知: what was tried, and the next day on which it makes sense to call. */
      tries: triesSchema.extend({ next: plainDate }).exactOptional(),
    })
    .nullable(),
  /** 待补签: approved by telephone and not signed yet. */
  isUnsigned: z.boolean(),
});
export type CaseLine = z.infer<typeof caseLine>;

export const listFilters = [
  'open',
  'all',
  'overdue',
  'dueSoon',
  'waiting',
  'today',
  'mine',
  'undecided',
  'toTell',
  'toFetch',
  'uncollected',
  'onTheWay',
  'unsigned',
  'voided',
] as const;

const historyLine = z.strictObject({
  entry: id,
  type: z.string(),
  act: id,
  at: instant,
  on: instant,
  by: z.string(),
  byName: z.string(),
  station: z.string(),
  /** 补录: entered later than it happened, and why. */
  lateReason: z.string().exactOptional(),
  isUndone: z.boolean(),
  isErased: z.boolean(),
  mark: z.enum(refusalCodes).exactOptional(),
  /** What was said, personal data masked unless revealed. */
  data: jsonObject,
});

/** 环节: one that is done says who, when and what came of it. */
const stageView = z.strictObject({
  name: z.string(),
  kind: z.string(),
  state: z.enum(['done', 'now', 'toCome']),
  responsible: z.string(),
  on: instant.exactOptional(),
  by: z.array(z.string()).exactOptional(),
  result: z.string().exactOptional(),
  notes: z.record(z.string(), z.string()).exactOptional(),
  reason: z.string().exactOptional(),
  photos: z.int().exactOptional(),
  needsPhoto: z.boolean().exactOptional(),
});

/** 呈批: whose word a decision needs, and what was said. */
const approvalView = z.strictObject({
  about: z.string(),
  role: z.string(),
  needsTwo: z.boolean(),
  state: z.enum(['toAsk', 'asked', 'half', 'given', 'used']),
  verdict: z.string().exactOptional(),
  way: z.string().exactOptional(),
  by: z.array(z.string()).exactOptional(),
  opinion: z.string().exactOptional(),
  on: instant.exactOptional(),
  signedOn: plainDate.exactOptional(),
  isUnsigned: z.literal(true).exactOptional(),
});
/** 欠缺材料: `state` says whether it is work to do (open, late), done, or not asked for any more. */
const owedView = z.strictObject({
  material: z.string(),
  way: z.string(),
  on: instant,
  who: z.string(),
  until: plainDate.nullable(),
  state: z.enum(['open', 'late', 'met', 'over']),
  met: z.strictObject({ on: instant, how: z.string(), byName: z.string(), note: z.string() }).nullable(),
});
export type OwedView = z.infer<typeof owedView>;
/** 原件保管. */
const originalView = z.strictObject({
  material: z.string(),
  copies: z.int(),
  since: instant,
  place: z.string(),
  returned: z.strictObject({ on: instant, to: z.string() }).nullable(),
  ...custodyView,
});

const paperView = z.strictObject({
  id,
  spec: z.string(),
  on: instant,
  status: z.enum(['valid', 'void', 'superseded']),
  replaces: id.exactOptional(),
  replacedBy: id.exactOptional(),
  copies: z.int(),
  /** Of one that people from outside sign. */
  signing: z
    .strictObject({
      isAwaited: z.boolean(),
      isHandOnly: z.boolean(),
      signatures: z.array(
        z.strictObject({
          way: z.enum(['pad', 'sheet']),
          on: instant,
          byName: z.string(),
          /** Who signed on the pad; '' of a sheet. */
          name: z.string(),
          files: z.array(id),
        }),
      ),
    })
    .exactOptional(),
});

const choice = z.strictObject({
  field: z.string(),
  values: z.array(z.strictObject({ entry: z.string(), value: base.json, byName: z.string(), at: z.string() })),
});

export const casePage = z.strictObject({
  stream: id,
  kind: z.string(),
  rules: z.int(),
  number: z.string(),
  /** In groups, to be read aloud. */
  numberShown: z.string(),
  officialNumber: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
  station: z.string(),
  stationName: z.string(),
  /** 承办人: who answers for it now, and the 工作移交 it came to them with. */
  charge: z.strictObject({ name: z.string(), list: id.nullable() }),
  beganOn: instant,
  lastOn: instant,
  title: z.string(),
  /** Field → value; personal data masked unless `isRevealed`. */
  fields: jsonObject,
  /** Field → entry that set it: what `seen` of a correction names. */
  seen: z.record(z.string(), z.string()),
  /** Facts learnt of the matter (limits, basis, materials). */
  learnt: jsonObject,
  isRevealed: z.boolean(),
  dues: z.array(dueView),
  lapses: z.array(z.string()),
  /** In order; empty where its matter has none. */
  stages: z.array(stageView),
  /** In order; empty where none of its decisions needs one. */
  approvals: z.array(approvalView),
  /** 委托 that it rests on today; null where it needs none. */
  authority: z
    .strictObject({
      standing: z.enum(['none', 'notYet', 'valid', 'expired', 'revoked']),
      from: plainDate.exactOptional(),
      until: plainDate.exactOptional(),
      power: z.string().exactOptional(),
      signer: z.string().exactOptional(),
      witness: z.string().exactOptional(),
      renewals: z.int(),
      revokedOn: plainDate.exactOptional(),
    })
    .nullable(),
  /** Where it stands once decided, as in its line of the lists. */
  queue: caseLine.shape.queue,
  /** 欠缺材料, the oldest first. */
  owed: z.array(owedView),
  /** Originals that lie or lay here. */
  originals: z.array(originalView),
  papers: z.array(paperView),
  attachments: z.array(
    z.strictObject({
      ...{ id, name: z.string(), bytes: z.int(), mime: z.string(), isMoved: z.boolean() },
      /** 必需材料. */
      isRequired: z.boolean(),
      for: attachedForSchema.exactOptional(),
      /** Of a linked desk, where its content is: at the server too, here alone, or on neither; null for a desk alone. */
      place: z.enum(['hub', 'desk', 'elsewhere']).nullable(),
    }),
  ),
  history: z.array(historyLine),
  choices: z.array(choice),
  /** Entries with a `mark` that nobody has looked at yet. */
  doubts: z.array(id),
  /** Steps and ways out that this person may begin now, in the kind's order. */
  allowed: z.array(z.string()),
  /** Fields that 更正 may be about now. */
  correctable: z.array(z.string()),
  undoableAct: id.exactOptional(),
  /** A paper of it left the printer, or may have: whoever takes it back says where it is. */
  arePapersOut: z.boolean(),
  voided: z.strictObject({ cause: z.string(), on: instant }).exactOptional(),
  voidAsked: z.strictObject({ cause: z.string(), byName: z.string(), isMine: z.boolean() }).exactOptional(),
  mergedInto: z.strictObject({ stream: id, number: z.string() }).exactOptional(),
  mergedFrom: z.array(z.strictObject({ stream: id, number: z.string() })),
  /** 来访: the other matters of the visit, and who was asked first; null where there was one matter. */
  visit: z
    .strictObject({
      firstBy: z.string(),
      firstAt: z.string(),
      others: z.array(
        z.strictObject({ stream: id, number: z.string(), kind: z.string(), status: z.string(), title: z.string() }),
      ),
    })
    .nullable(),
  /** Cases that are about this one (投诉), as far as this person may see. */
  aboutThis: z.array(z.strictObject({ stream: id, number: z.string(), kind: z.string(), status: z.string() })),
  /** Cases it carries (帮办代办), and how they stand today; `case` null: not here, or not this person's to see. */
  carries: z.array(
    z.strictObject({
      ...{ stream: id, number: z.string(), matter: z.string(), on: instant },
      case: z
        .strictObject({
          ...{ kind: z.string(), status: z.string() },
          /** Value of its kind's field `outcome`; '' while nothing was decided. */
          outcome: z.string(),
          /** 作废, 并案, 销毁. */
          isOver: z.boolean(),
          due: z.strictObject({ day: plainDate, light: dueView.shape.light }).nullable(),
        })
        .nullable(),
    }),
  ),
  /** Which 帮办代办 carry it: by whom, and whom to call; '' while nobody was named. */
  carriedBy: z.array(
    z.strictObject({
      ...{ stream: id, number: z.string(), kind: z.string(), status: z.string(), by: z.string(), phone: z.string() },
    }),
  ),
  custody: z.strictObject({ place: z.enum(['desk', 'hub', 'backedUp']), lastBackup: instant.nullable() }),
  needsUpgrade: z.string().exactOptional(),
  /** 已销毁: by which list. The rest of the page is empty then. */
  destroyed: z.strictObject({ list: id, listNumber: z.string(), on: instant, byName: z.string() }).exactOptional(),
  /** 续存 after an appraisal; `until` null: for ever. */
  kept: z.strictObject({ listNumber: z.string(), until: plainDate.nullable() }).exactOptional(),
});
export type CasePage = z.infer<typeof casePage>;

export const caseContract = {
  begin: procedure('case.take', beginInput, actAnswer),
  step: procedure('case.read', stepInput, actAnswer),
  merge: procedure(
    'case.merge',
    z.strictObject({ ...act, stream: id, into: id, reason: z.string().min(1).max(2000) }),
    actAnswer,
  ),
  unmerge: procedure(
    'case.merge',
    z.strictObject({ ...act, stream: id, reason: z.string().min(1).max(2000) }),
    actAnswer,
  ),
  /** 「为什么是这一天」 of one due date. Refusal: due.unknown. */
  whyThisDay: procedure('case.read', time.whyInput, time.whyThisDay, 'logged'),
  /** `reveal`: full personal data, written to the audit chain. */
  page: procedure(
    'case.read',
    z.strictObject({ stream: id, reveal: z.boolean(), look: base.look }),
    casePage,
    'logged',
  ),
  list: procedure(
    'case.read',
    z.strictObject({
      filter: z.enum(listFilters),
      /** Any fragment of a name, pinyin, number, phone, ID, matter or note. */
      search: z.string().max(200),
      kind: z.string().max(40).exactOptional(),
      cursor: z.string().max(100).exactOptional(),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({ lines: z.array(caseLine), cursor: z.string().nullable(), total: z.int().nullable() }),
    'logged',
  ),
  /** A scanned QR, a typed receipt or official number: which case, and what the paper is worth. */
  byCode: procedure(
    'case.read',
    z.strictObject({ code: z.string().max(2000) }),
    z.strictObject({
      stream: id.nullable(),
      number: z.string(),
      paper: z
        .strictObject({
          id,
          spec: z.string(),
          status: z.enum(['valid', 'void', 'superseded']),
          replacedBy: id.exactOptional(),
          replacedByNumber: z.string().exactOptional(),
        })
        .nullable(),
      /** A blank sheet of a pad that was not keyed in yet. */
      isBlankSheet: z.boolean(),
    }),
    'logged',
  ),
  /** Cases of the same ID or phone: offered while typing, never merged silently. */
  similar: procedure(
    'case.read',
    z.strictObject({
      idNumber: z.string().max(40).exactOptional(),
      phone: z.string().max(40).exactOptional(),
      name: z.string().max(200).exactOptional(),
    }),
    z.strictObject({ lines: z.array(caseLine) }),
  ),
  voidRegister: procedure(
    'case.read',
    z.strictObject({ from: plainDate, to: plainDate }),
    z.strictObject({
      rows: z.array(
        z.strictObject({
          stream: id,
          number: z.string(),
          title: z.string(),
          cause: z.string(),
          on: instant,
          reason: z.string(),
          byName: z.string(),
          askedByName: z.string(),
        }),
      ),
    }),
    'logged',
  ),
};

export const permissionSchema = z.enum(permissions);
