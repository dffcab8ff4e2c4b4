/**
 * 工作移交 (A/B 岗): what one member of staff has in hand goes to a colleague who says so. It holds who, to whom, why and which cases; that a case
 * is in other hands is the case's own (`chargeTaken`, `mechanism/charge.ts`). It goes to every desk, so no petitioner may stand here: what is
 * said of a single case is a note of that case.
 * given → taken 接收 | sentBack 退回 | takenBack 撤回. Until it is taken, whoever gives it answers for everything in it.
 */
import { z } from 'zod';
import { choice, fieldsOf, optional, optionalText, text, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FieldSpec, SampleCommand, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

/** More nobody goes through with a colleague at one time. */
export const longestWorkHandover = 500;

/** 休假, 调岗, 离职, 其他. */
export const handoverReasons = ['leave', 'transfer', 'departure', 'other'] as const;
/** Why a case stayed with whoever gave it. */
export const stayReasons = ['notSeen', 'nothingLeft', 'otherHand', 'concerned', 'newer', 'refused'] as const;
export type StayReason = (typeof stayReasons)[number];

const rows = z.array(z.uuid()).max(longestWorkHandover);
const stayedSchema = z.array(z.strictObject({ stream: z.uuid(), why: z.enum(stayReasons) })).max(longestWorkHandover);

export const workHandoverValueSchema = z.object({
  number: z.string(),
  status: z.enum(['given', 'taken', 'sentBack', 'takenBack']),
  /** Who made it out: the giver, or the person in charge for somebody absent. */
  by: z.string(),
  giver: z.string(),
  receiver: z.string(),
  why: z.enum(handoverReasons),
  from: z.string(),
  until: z.string().optional(),
  rows,
  drafts: z.int().optional(),
  note: z.string().optional(),
  stayed: stayedSchema.optional(),
  refusal: z.string().optional(),
});
export type WorkHandoverValue = z.infer<typeof workHandoverValueSchema>;

const staff: FieldSpec = { class: 'guarded', input: 'staff', schema: z.string().min(1).max(64) };
const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };

const giverOf = (state: StreamState): string => textOf(valueOf(state, 'giver')) || state.beganBy;

type Guard = NonNullable<StepSpec['guard']>;
/** Nobody hands over to themselves. */
const toAnother: Guard = (_state, by, data) => {
  if (data === null) return null;
  const { giver = by, receiver } = setOf(data);
  return giver === receiver ? 'workHandover.self' : null;
};
const byReceiver: Guard = (state, by) => (valueOf(state, 'receiver') === by ? null : 'workHandover.notYours');
const byGiver: Guard = (state, by) => ([giverOf(state), state.beganBy].includes(by) ? null : 'workHandover.notYours');

const said = ['number', 'receiver', 'why', 'from', 'until', 'rows', 'drafts', 'note'];
const needed = ['number', 'receiver', 'why', 'from', 'rows'];

export const workHandover = defineKind({
  kind: 'workHandover',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { given: 'open', taken: 'done', sentBack: 'done', takenBack: 'done' },
      fields: {
        number: text(40),
        /** Absent: whoever made it out. */
        giver: staff,
        receiver: staff,
        why: choice(handoverReasons),
        from: day,
        /** The last day; absent: for good. */
        until: optional(day),
        rows: { class: 'guarded', input: 'choices', schema: rows },
        /** What was begun on that computer and not submitted: it stays there, so it is only counted. */
        drafts: { class: 'guarded', input: 'number', schema: z.int().min(0), isOptional: true },
        note: optionalText(2000),
        stayed: { class: 'guarded', input: 'rows', schema: stayedSchema, isOptional: true },
        refusal: text(500),
      },
      steps: {
        given: {
          v: 1,
          from: [],
          to: 'given',
          permission: 'case.handle',
          sets: said,
          requires: needed,
          guard: toAnother,
        },
        /** For somebody who is not there: by the person in charge alone. */
        givenFor: {
          v: 1,
          from: [],
          to: 'given',
          permission: 'dispatch.assign',
          sets: ['giver', ...said],
          requires: ['giver', ...needed],
          guard: toAnother,
        },
        /**
         * From everywhere: two desks apart may have taken it and taken it back, and the cases that were taken are in the new hands. The
         * command begins it only where it is still open.
         */
        taken: {
          v: 1,
          from: ['given', 'sentBack', 'takenBack'],
          to: 'taken',
          permission: 'case.handle',
          sets: ['stayed'],
          guard: byReceiver,
        },
        sentBack: {
          v: 1,
          from: ['given'],
          to: 'sentBack',
          permission: 'case.handle',
          sets: ['refusal'],
          requires: ['refusal'],
          guard: byReceiver,
        },
        takenBack: { v: 1, from: ['given'], to: 'takenBack', permission: 'case.handle', guard: byGiver },
        /** The person in charge takes it back, whoever made it out. */
        calledOff: { v: 1, from: ['given'], to: 'takenBack', permission: 'dispatch.assign' },
      },
    },
  },
  record: (state) => ({
    key: textOf(valueOf(state, 'number')),
    label: textOf(valueOf(state, 'number')),
    value: { ...fieldsOf(state), giver: giverOf(state), by: state.beganBy, status: state.core.status },
  }),
  sample: ({ pick }) => [begun(pick), ...(after[pick(after.length)] ?? [])],
});

const receiver = 'SAMPLE';
function begun(pick: (below: number) => number): SampleCommand {
  const set = {
    ...{ number: `SAMPLE-${String(pick(1_000_000))}`, receiver, why: 'leave', from: '2026-11-23', until: '2026-11-30' },
    ...{ rows: ['00000000-0000-7000-8000-00000000aaaa'], drafts: 1, note: '柜子钥匙在抽屉里' },
  };
  return pick(2) === 0
    ? { type: 'given', data: { set } }
    : { type: 'givenFor', data: { set: { ...set, giver: 'ABSENT' } } };
}
const after: readonly (readonly SampleCommand[])[] = [
  [],
  [
    {
      type: 'taken',
      by: receiver,
      data: { set: { stayed: [{ stream: '00000000-0000-7000-8000-00000000aaaa', why: 'otherHand' }] } },
    },
  ],
  [{ type: 'sentBack', by: receiver, data: { set: { refusal: '下周我也外出' } } }],
  [{ type: 'takenBack', data: {} }],
  [{ type: 'calledOff', data: {} }],
];
