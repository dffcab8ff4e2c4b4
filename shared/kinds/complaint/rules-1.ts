/** Rules 1 of 投诉 / 办不成事. Released: never change it; a change of rules is a new number. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, optional, optionalText, text, textOf } from '../common/fields.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { setOf } from '../mechanism/fields.ts';
import type { Due } from '../mechanism/dues.ts';
import type { FactsContext, FieldSpec, Redo, Ruleset } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { localLimit } from '../rule/limits.ts';
import { learnComplaint } from './learn.ts';
import { complaintPapers } from './papers.ts';

const staff: FieldSpec = { class: 'guarded', input: 'staff', schema: z.string().min(1).max(64) };

/** What may come of a complaint, and of what could not be done. */
export const outcomes = {
  complaint: ['founded', 'partly', 'unfounded'],
  stuck: ['solved', 'unsolved'],
} as const;

const fields: Readonly<Record<string, FieldSpec>> = {
  /** 投诉: somebody behaved or decided wrongly. 办不成事: something could not be done, whoever's fault it is. */
  sort: { ...choice(['complaint', 'stuck']), order: 'first' },
  about: { class: 'guarded', input: 'case', schema: z.uuid(), isOptional: true },
  matter: {
    class: 'guarded',
    input: 'matter',
    schema: z.strictObject({ code: z.string().min(1).max(64) }),
    isOptional: true,
  },
  /** Left out by whoever does not want to say who they are; a complaint is taken all the same. */
  petitioner: { class: 'guarded', input: 'petitioner', schema: petitionerSchema, isPersonal: true, isOptional: true },
  /** 窗口、站点, where no person is meant or known. */
  place: optionalText(200),
  against: optional(staff),
  request: text(20_000),
  /** 系统或窗口是怎么答复的. */
  saidNo: optionalText(4000),
  handler: staff,
  outcome: choice([...outcomes.complaint, ...outcomes.stuck]),
};

const sortOf = (state: StreamState): keyof typeof outcomes =>
  valueOf(state, 'sort') === 'stuck' ? 'stuck' : 'complaint';

/** How this one can end: a 投诉 is founded or not, what was 办不成 is solved or not. */
export const outcomesOf = (state: StreamState): readonly string[] => outcomes[sortOf(state)];

function dues({ learnt, on }: FactsContext): Due[] {
  return [
    learnt.due('assign', on, localLimit(learnt, 'complaintAssign').limit, 'overdue'),
    learnt.due('answer', on, localLimit(learnt, 'complaintAnswer').limit, 'overdue'),
  ];
}

/** Whoever is complained of does not handle it, whoever gives it to them. */
function guardHandler(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const { handler, against = valueOf(state, 'against') } = data === null ? {} : setOf(data);
  return handler !== undefined && handler === against ? 'complaint.handlerConcerned' : null;
}

function guardAnswer(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const outcome = textOf(setOf(data)['outcome']);
  if (!outcomesOf(state).includes(outcome)) return 'complaint.otherOutcome';
  return outcome === 'unsolved' && textOf(data['whereTo']) === '' ? 'complaint.whereTo' : null;
}

const wasAnswered = (state: StreamState): boolean => valueOf(state, 'outcome') !== undefined;

/** Not content with the answer: it is looked into again. */
const again: Redo = { to: 'assigned', reopens: ['answer'] };

export const rules1: Ruleset = {
  undoMinutes: 10,
  states: {
    received: 'open',
    assigned: 'open',
    lookedInto: 'open',
    answered: 'open',
    /** 转上级处理: nobody here may give it to anybody. */
    handedUp: 'open',
    told: 'open',
    withdrawn: 'open',
    closed: 'done',
  },
  fields,
  papers: complaintPapers,
  learn: learnComplaint,
  redo: {
    answered: again,
    told: { ...again, when: wasAnswered },
    closed: { ...again, when: wasAnswered },
  },
  withdrawal: { from: ['received', 'assigned', 'lookedInto'], to: 'withdrawn' },
  steps: {
    received: {
      v: 1,
      from: [],
      to: 'received',
      permission: 'case.take',
      numbered: true,
      sets: ['sort', 'about', 'matter', 'petitioner', 'place', 'against', 'request', 'saidNo'],
      requires: ['sort', 'request'],
      dues,
      issues: ['complaintSlip'],
    },
    /** 交办: to whom; also who is meant, where that came out only now. */
    assigned: {
      v: 1,
      from: ['received', 'assigned', 'lookedInto'],
      to: 'assigned',
      permission: 'case.decide',
      sets: ['handler', 'against'],
      requires: ['handler'],
      guard: guardHandler,
      meets: ['assign'],
      isReversible: true,
    },
    /**
     * 转上级处理: where everybody who may assign is the one complained of, whoever else is here sends it to those above them (县政务服务管理
     * 部门, 纪检), and the petitioner is told where it went. From then on the limit is theirs.
     */
    handedUp: {
      v: 1,
      from: ['received', 'assigned', 'lookedInto'],
      to: 'handedUp',
      permission: 'case.handle',
      insteadOf: 'assigned',
      form: { upperUnit: text(200), why: text(4000) },
      meets: ['assign'],
      ends: ['answer'],
      isReversible: true,
    },
    lookedInto: {
      v: 1,
      from: ['assigned'],
      to: 'lookedInto',
      permission: 'case.handle',
      form: { found: text(4000), spokenWith: optionalText(200) },
      isReversible: true,
    },
    answered: {
      v: 1,
      from: ['lookedInto'],
      to: 'answered',
      permission: 'case.handle',
      sets: ['outcome'],
      requires: ['outcome'],
      form: { reason: text(4000), whereTo: optionalText(500) },
      guard: guardAnswer,
      meets: ['answer'],
      isReversible: true,
      issues: ['complaintAnswer'],
    },
    told: {
      v: 1,
      from: ['answered', 'handedUp'],
      to: 'told',
      permission: 'case.handle',
      form: {
        way: choice(['direct', 'phone', 'post', 'unreached', 'anonymous']),
        /** 对答复满意吗. */
        content: optional(choice(['content', 'notContent'])),
        remark: optionalText(2000),
      },
      isReversible: true,
    },
    closed: { v: 1, from: ['told', 'withdrawn'], to: 'closed', permission: 'case.handle', isReversible: true },
  },
};
