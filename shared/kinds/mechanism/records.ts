/** Entry types that add to a stream without changing its state: notes, attachments, official numbers, moved dues, settlements. */
import { z } from 'zod';
import type { EntryType } from './entry-type.ts';
import { dueSchema } from './dues.ts';
import { settleChoice } from './fields.ts';
import { openChoices, type Attachment, type StreamState } from './state.ts';
import { addDues } from './steps.ts';

const begun = (state: StreamState) => (state.core.status === '' ? 'step.notNow' : null);
const attachmentSchema = z.strictObject({
  id: z.uuid(),
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  bytes: z.int().min(0),
  mime: z.string().max(127),
});

export const recordTypes: Readonly<Record<string, EntryType>> = {
  note: {
    v: 1,
    data: z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
    permission: 'case.handle',
    guard: begun,
    fold: (state) => ({ ...state, notes: state.notes + 1 }),
  },
  attached: {
    v: 1,
    data: attachmentSchema,
    permission: 'case.handle',
    guard: begun,
    fold: (state, entry) => ({
      ...state,
      attachments: [...state.attachments, { ...attachmentSchema.parse(entry.data), entry: entry.id }],
    }),
  },
  /** An attachment that was in the wrong case: it stays readable in the history, and leaves the list. */
  attachmentMoved: {
    v: 1,
    data: z.strictObject({ id: z.uuid(), to: z.uuid(), reason: z.string().trim().min(1).max(2000) }),
    permission: 'case.correct',
    guard: (state, probe) =>
      probe.data === null || state.attachments.some((file) => file.id === probe.data?.['id'] && !file.isMoved)
        ? begun(state)
        : 'attachment.unknown',
    fold: (state, entry) => ({
      ...state,
      attachments: state.attachments.map(
        (file): Attachment => (file.id === entry.data['id'] ? { ...file, isMoved: true } : file),
      ),
    }),
  },
  /** Given by the authority, gapless per year and series. */
  officialNumber: {
    v: 1,
    data: z.strictObject({ number: z.string().min(1).max(64) }),
    permission: 'case.take',
    guard: (state, probe) =>
      begun(state) ??
      (probe.facts.isAuthority !== true ? 'step.notAuthority' : state.core.officialNumber ? 'number.used' : null),
    fold: (state, entry) => ({
      ...state,
      core: { ...state.core, officialNumber: entry.data['number'] as string },
    }),
  },
  /** A new calendar moves a due date; only the authority appends it. */
  dueMoved: {
    v: 1,
    data: z.strictObject({ from: dueSchema, to: dueSchema }),
    permission: 'registry.write',
    guard: (state, probe) => begun(state) ?? (probe.facts.isAuthority === true ? null : 'step.notAuthority'),
    fold: (state, entry) => ({
      ...state,
      core: { ...state.core, dues: addDues(state.core.dues, [dueSchema.parse(entry.data['to'])]) },
    }),
  },
  settled: {
    v: 1,
    data: z.strictObject({ field: z.string(), entries: z.array(z.uuid()).min(2), value: z.json() }),
    permission: 'case.correct',
    guard: (state, probe) =>
      (
        probe.data === null
          ? openChoices(state).length > 0
          : state.core.fields[probe.data['field'] as string] !== undefined
      )
        ? null
        : 'choice.none',
    fold: (state, entry) => ({ ...state, core: settleChoice(state.core, entry) }),
  },
  /** Left the program as a file (导出): who, when, what for. */
  exported: {
    v: 1,
    data: z.strictObject({ what: z.string().max(200), purpose: z.string().max(500) }),
    permission: 'case.read',
    guard: begun,
    fold: (state) => state,
  },
  /** A body was destroyed after appraisal (鉴定销毁) or by a right to erasure; its header and hash stay. */
  erased: {
    v: 1,
    data: z.strictObject({ entry: z.uuid(), why: z.string().trim().min(1).max(2000) }),
    permission: 'staff.manage',
    guard: begun,
    fold: (state) => state,
  },
};
