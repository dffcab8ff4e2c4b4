/**
 * 电话告知: every call about a case is written down as it went, reached or not. It changes no state; what follows from calls that reached
 * nobody (视为撤回, 转村通知) is decided by a person, who reads them here. One that reached them when it is decided is the telling.
 */
import { choice, optionalText, textOf } from '../common/fields.ts';
import type { StepSpec } from '../mechanism/spec.ts';
import { asCourse, courseOf, type Call, type Course } from './course.ts';
import { duesOfCall, fetchBy, toldByCall } from './telling.ts';

/** 接通, 无人接, 号码不对. */
export const callAnswers = ['reached', 'noAnswer', 'wrongNumber'] as const;
export type CallAnswer = (typeof callAnswers)[number];

export const callSteps: Readonly<Record<string, StepSpec>> = {
  called: {
    v: 1,
    from: ['received', 'correcting', 'accepted', 'reported', 'refused', 'decided', 'passedOn'],
    permission: 'case.handle',
    form: { answer: choice(callAnswers), fetchBy, note: optionalText(500) },
    dues: duesOfCall,
    course: (course, entry, state) => {
      const { id, on, by, data } = entry;
      const { calls = [] } = course as Course;
      const note = textOf(data['note']);
      const call: Call = { entry: id, on, by, answer: data['answer'] as CallAnswer, ...(note === '' ? {} : { note }) };
      return asCourse(toldByCall({ ...course, calls: [...calls, call] }, entry, state));
    },
    isReversible: true,
  },
};

/** Oldest first. */
export const callsOf = (state: Parameters<typeof courseOf>[0]): readonly Call[] => courseOf(state).calls ?? [];
