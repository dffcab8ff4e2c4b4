/** Entry types that add to a stream without changing its state: notes, attachments, official numbers, moved dues, doubts looked at. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { EntryType, Probe } from './entry-type.ts';
import { unsigned } from './signatures.ts';
import type { Ruleset } from './spec.ts';
import { dueSchema, type Due } from './dues.ts';
import type { Attachment, Core, StreamState } from './state.ts';
import { addDues } from './steps.ts';
import { knowsAllOf } from './stops.ts';

const begun = (state: StreamState): RefusalCode | null => (state.core.status === '' ? 'step.notNow' : null);
const hasOtherNumber = ({ core }: StreamState, { data }: Probe): boolean =>
  core.officialNumber !== undefined && core.officialNumber !== data?.['number'];
/** What an attachment belongs to (`AttachedFor`). */
export const attachedForSchema = z.strictObject({
  what: z.enum(['stage', 'field', 'material', 'approval']),
  name: z.string().trim().min(1).max(200),
});
const attachmentSchema = z.strictObject({
  id: z.uuid(),
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  bytes: z.int().min(0),
  mime: z.string().max(127),
  /** SM3 of the plain content, so that whoever receives it can tell that it is the right one. None before version 2. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  /** 必需材料: the case is not closed while its content has not arrived. */
  required: z.literal(true).exactOptional(),
  for: attachedForSchema.exactOptional(),
});
/** Where it stood before, and why it stood there: only of one that was moved here. */
const attachedSchema = attachmentSchema.extend({
  from: z.uuid().exactOptional(),
  reason: z.string().trim().min(1).max(2000).exactOptional(),
});

export const recordTypes = (ruleset: Ruleset): Readonly<Record<string, EntryType>> => ({
  ...types,
  attachmentMoved: movedType(ruleset),
});

/** An attachment that was in the wrong case: it stays readable in the history, and leaves the list. */
const movedType = ({ mayNotMove }: Ruleset): EntryType => ({
  v: 1,
  writtenBy: 'program',
  data: z.strictObject({
    ...{ id: z.uuid(), to: z.uuid() },
    reason: z.string().trim().min(1).max(2000),
    /** For whoever reads the history alone. */
    name: z.string().max(255).exactOptional(),
  }),
  permission: 'case.correct',
  guard: (state, { data }) => {
    const meant = state.attachments.filter((file) => !file.isMoved && (data === null || file.id === data['id']));
    const [first] = meant;
    if (first === undefined) return 'attachment.unknown';
    // A button asks for any of them: one that may go is enough.
    const held = mayNotMove === undefined ? [] : meant.map((file) => mayNotMove(state, file));
    return held.length > 0 && held.every((code) => code !== null) ? (held[0] ?? null) : begun(state);
  },
  fold: (state, entry) => ({
    ...state,
    attachments: state.attachments.map(
      (file): Attachment => (file.id === entry.data['id'] ? { ...file, isMoved: true } : file),
    ),
    // A sheet that was laid into the wrong case shows nothing about a paper of this one: it is waited for again.
    papers: state.papers.map((paper) => unsigned(paper, ({ files }) => files.includes(entry.data['id'] as string))),
  }),
});

const types: Readonly<Record<string, EntryType>> = {
  note: {
    v: 1,
    data: z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
    permission: 'case.handle',
    guard: begun,
    fold: (state) => ({ ...state, notes: state.notes + 1 }),
  },
  attached: {
    // 2: hash and required, 3: what it is for; an older program would take them for something invalid.
    v: 3,
    writtenBy: 'program',
    data: attachedSchema,
    permission: 'case.handle',
    guard: begun,
    fold: (state, entry) => {
      const { from: _from, reason: _reason, ...file } = attachedSchema.parse(entry.data);
      // Two copies of one desk may mint one id: the first stands in the list, the other in the history.
      if (state.attachments.some(({ id }) => id === file.id)) return state;
      return { ...state, attachments: [...state.attachments, { ...file, entry: entry.id }] };
    },
  },
  /**
   * 核对存疑件: a person found out what became of marked entries and says it. They wait for nobody any more, and stay marked in the
   * history. Two people may have done so apart from each other: that is no new doubt.
   */
  doubtSettled: {
    v: 1,
    data: z.strictObject({ entries: z.array(z.uuid()).min(1).max(1000), reason: z.string().trim().min(1).max(2000) }),
    permission: 'case.correct',
    guard: (state, { data }) => {
      if (data === null) return state.marks.length > 0 ? null : 'choice.none';
      const marked = new Set(state.history.flatMap(({ entry, mark }) => (mark === undefined ? [] : [entry])));
      return doubtsIn(data).every((entry) => marked.has(entry)) ? null : 'choice.none';
    },
    refuseStale: (state, data) => {
      const isOpen = state.marks.some(({ entry }) => doubtsIn(data).includes(entry));
      return isOpen ? null : { code: 'choice.none' };
    },
    fold: (state, { data }) => ({
      ...state,
      marks: state.marks.filter(({ entry }) => !doubtsIn(data).includes(entry)),
    }),
  },
  /** What only the authority knows of an entry: it came from somebody who had been told before that they may not act any more. */
  doubted: {
    v: 1,
    writtenBy: 'program',
    data: z.strictObject({ entry: z.uuid(), code: z.literal('staff.suspended') }),
    permission: 'case.correct',
    guard: (state, { facts }) =>
      state.entries === 0 ? 'step.notNow' : facts.isAuthority === true ? null : 'step.notAuthority',
    fold: (state, { data }) => ({
      ...state,
      marks: [...state.marks, { entry: data['entry'] as string, code: 'staff.suspended' }],
      history: state.history.map((line) =>
        line.entry === data['entry'] && line.mark === undefined ? { ...line, mark: 'staff.suspended' as const } : line,
      ),
    }),
  },
  /** Given by the authority, gapless per year and series. Said a second time (a hub was put back and had given the same again) it is the same. */
  officialNumber: {
    v: 1,
    writtenBy: 'program',
    data: z.strictObject({ number: z.string().min(1).max(64) }),
    permission: 'case.take',
    guard: (state, probe) =>
      begun(state) ??
      (probe.facts.isAuthority !== true ? 'step.notAuthority' : hasOtherNumber(state, probe) ? 'number.used' : null),
    fold: (state, entry) => ({
      ...state,
      core: { ...state.core, officialNumber: entry.data['number'] as string },
    }),
  },
  /** A new calendar moves a due date; only the authority appends it. */
  dueMoved: {
    v: 1,
    writtenBy: 'program',
    undo: 'final',
    data: z.strictObject({ from: dueSchema, to: dueSchema }),
    permission: 'registry.write',
    guard: (state, probe) => begun(state) ?? (probe.facts.isAuthority === true ? null : 'step.notAuthority'),
    fold: (state, entry) => ({
      ...state,
      core: moveDue(state.core, dueSchema.parse(entry.data['to'])),
    }),
  },
  /** Left the program as a file (导出): who, when, what for. */
  exported: {
    v: 1,
    writtenBy: 'program',
    data: z.strictObject({ what: z.string().max(200), purpose: z.string().max(500) }),
    permission: 'case.read',
    guard: begun,
    fold: (state) => state,
  },
  /** A body was destroyed after appraisal (鉴定销毁) or by a right to erasure; its header and hash stay. */
  erased: {
    v: 1,
    writtenBy: 'program',
    data: z.strictObject({ entry: z.uuid(), why: z.string().trim().min(1).max(2000) }),
    permission: 'staff.manage',
    // Not `begun`: once the body that began the stream is gone, this entry is what says why.
    guard: (state) => (state.entries === 0 ? 'step.notNow' : null),
    fold: (state) => state,
  },
};

const doubtsIn = (data: JsonObject): readonly string[] => data['entries'] as string[];

/** What was met, begun again, paused, extended or dropped before the authority's word came stays as it is. */
function moveDue(core: Core, to: Due): Core {
  const now = core.dues[to.name];
  const isSame = now !== undefined && now.met === undefined && now.from === to.from && knowsAllOf(to, now);
  return isSame ? { ...core, dues: addDues(core.dues, [to]) } : core;
}
