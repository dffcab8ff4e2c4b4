/**
 * 待通知 and 待领取: a case that is decided, and whose certificate has come where one is made, waits until the petitioner was told, and then
 * until they fetch it. Calls are those of `calls.ts`: three days on which nobody was reached, and the village is asked (转村通知).
 *
 * 颁发、送达 is ours till the person knows (行政许可法 art. 44); from then on the next move is theirs: `fetch` has the lapse `waiting`, so its
 * passing is 逾期未领, a list of its own, and never our 超期.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { daysBetween, getPlainDate } from '../../time/plain-date.ts';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { Due } from '../mechanism/dues.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import { noDue } from '../mechanism/no-due.ts';
import type { Tries } from '../mechanism/queues.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { QueueRow } from '../mechanism/rows.ts';
import { stillHolds, valueOf, type StreamState } from '../mechanism/state.ts';
import { courseOf, type Call, type Course } from './course.ts';
import { openStages } from './stages.ts';

/** Days on which nobody was reached, after which the village is asked. */
const enoughDays = 3;

/** 当面, 短信 or 微信 sent by hand, 家人转告, 村里告知. */
export const tellWays = ['inPerson', 'sms', 'wechat', 'family', 'village', 'other'] as const;

/** 领取期限 as it was said to the person. */
export const fetchBy: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date(), isOptional: true };

/** What was granted is there only when its certificate is (制证到件). */
const awaitsCertificate = (state: StreamState): boolean =>
  ['granted', 'done'].includes(textOf(valueOf(state, 'outcome'))) &&
  openStages(state).some(({ kind }) => kind === 'certificate');

/** There is something to tell. */
export const isReady = (state: StreamState): boolean => state.core.status === 'decided' && !awaitsCertificate(state);

const isToTell = (state: StreamState): boolean => {
  const { told, sent } = courseOf(state.core);
  return isReady(state) && told === undefined && sent === undefined;
};

/** Every decision, and every certificate that came, is to be told anew. */
export const toldNothing = (course: JsonObject): JsonObject => {
  const { told: _told, village: _village, sent: _sent, ...rest } = course as Course;
  return { ...rest, callsBefore: rest.calls?.length ?? 0 } as unknown as JsonObject;
};

/** Our part of 送达 is done. */
export const deliveryMet = ({ state, on }: FactsContext): Due[] => {
  const owed = state.core.dues['delivery'];
  return owed === undefined || owed.met !== undefined ? [] : [{ ...owed, met: on }];
};

/** By the day that was said, else by the limit of the matter; a matter without one gives no day. */
function fetchDue({ learnt, state, on }: FactsContext, said: string): Due[] {
  const facts = matterFactsSchema.safeParse(state.core.learnt['matter']).data;
  if (said === '') return facts?.fetchWithin ? [learnt.due('fetch', on, facts.fetchWithin, 'waiting')] : [];
  const days = Math.max(0, daysBetween(getPlainDate(dayOf(on)), getPlainDate(said)));
  return [learnt.due('fetch', on, { amount: days, unit: 'calendarDay' }, 'waiting')];
}

const toldDues = (context: FactsContext): Due[] => [
  ...deliveryMet(context),
  ...fetchDue(context, textOf(context.data['fetchBy'])),
];

/** A call that reached the person while there is something to tell is the telling. */
const tells = (state: StreamState, data: JsonObject): boolean => isReady(state) && data['answer'] === 'reached';

export const duesOfCall = (context: FactsContext): Due[] =>
  tells(context.state, context.data) ? toldDues(context) : [];

export const toldByCall = (course: Course, { on, data }: ReadEntry, state: StreamState): Course =>
  tells(state, data) ? { ...course, told: { on, way: 'call' } } : course;

const notReady = (state: StreamState): RefusalCode | null => (isReady(state) ? null : 'telling.notReady');

export const tellingSteps: Readonly<Record<string, StepSpec>> = {
  /** 告知: by any way but a call that the desk made itself. */
  told: {
    v: 1,
    from: ['decided'],
    permission: 'case.handle',
    form: { tellWay: choice(tellWays), toldWhom: optionalText(100), fetchBy, note: optionalText(500) },
    guard: notReady,
    dues: toldDues,
    course: (course, { on, data }) => ({ ...course, told: { on, way: textOf(data['tellWay']) } }),
    isReversible: true,
  },
  /** 转村通知: a named person of the village takes the telling on. It stays in the list until the petitioner was told. */
  tellingHanded: {
    v: 1,
    from: ['decided'],
    permission: 'case.handle',
    form: { village: text(100), villagePerson: text(100), note: optionalText(500) },
    guard: (state) => (isToTell(state) ? null : 'telling.notOpen'),
    course: (course, { on, data }) => ({
      ...course,
      village: { on, by: `${textOf(data['village'])} ${textOf(data['villagePerson'])}` },
    }),
    isReversible: true,
  },
};

/** Of the calls since there was something to tell. */
export function triesOf(state: StreamState): Tries {
  const { calls = [], callsBefore = 0, village } = courseOf(state.core);
  const tried: readonly Call[] = calls.slice(callsBefore);
  const days = new Set(tried.filter(({ answer }) => answer !== 'reached').map(({ on }) => dayOf(on)));
  const last = tried.at(-1);
  return {
    count: tried.length,
    days: days.size,
    last: last?.answer ?? '',
    lastDay: last === undefined ? '' : dayOf(last.on),
    isForVillage: days.size >= enoughDays,
    village: village?.by ?? '',
  };
}

/** When it was decided, or its certificate came. */
function readySince(state: StreamState): string {
  const { stages = {} } = courseOf(state.core);
  const ready = state.history.findLast(
    (line) =>
      stillHolds(line) &&
      (['decided', 'decidedAbove'].includes(line.type) ||
        Object.values(stages).some(({ entry }) => entry === line.entry)),
  );
  return dayOf(ready?.on ?? state.lastOn);
}

/** The list a decided case stands in. */
export function queueOf(state: StreamState): QueueRow | undefined {
  if (state.core.status !== 'decided') return undefined;
  const { told, sent } = courseOf(state.core);
  if (awaitsCertificate(state)) return { name: 'certificate', day: readySince(state) };
  if (sent !== undefined) return { name: 'onTheWay', day: dayOf(sent.on) };
  if (told !== undefined) return { name: 'toFetch', day: state.core.dues['fetch']?.due ?? noDue };
  return { name: 'toTell', day: readySince(state), tries: triesOf(state) };
}
