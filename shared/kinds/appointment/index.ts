/**
 * 预约 (上海条例 2024): somebody is to come on a day and at a time, as said on the telephone or at the counter. It stays
 * open until they came, did not come, or called it off; it promises a place in time and begins no limit: 收件 happens when they are here.
 */
import { z } from 'zod';
import type { PlainDate } from '../../time/plain-date.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { fromBeijing, millisOf, type Instant } from '../../time/instant.ts';
import { maskName } from '../../identity/masking.ts';
import { optionalText, textOf } from '../common/fields.ts';
import { personName, phone } from '../common/identity.ts';
import { isCounted, matterOfMemo, memoMatter, takenBack } from '../common/memo.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

const personal = { class: 'guarded', input: 'text', isPersonal: true } as const;

const fields: Readonly<Record<string, FieldSpec>> = {
  day: { class: 'guarded', input: 'date', schema: z.iso.date() },
  time: { class: 'guarded', input: 'time', schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u) },
  name: { ...personal, schema: personName },
  phone: { ...personal, schema: phone, isOptional: true },
  matter: memoMatter,
  text: optionalText(2000),
};
const when = ['day', 'time'] as const;

const ended = (to: string): StepSpec => ({
  ...{ v: 1, from: ['awaited'], to, permission: 'case.take' },
  isReversible: true,
});

/** Nobody is asked to come at a time that has gone by. */
function notPast({ field, on }: FactsContext): Result<JsonObject> {
  const at = fromBeijing(textOf(field('day')) as PlainDate, textOf(field('time')));
  const isAhead = at.ok && millisOf(at.value) > millisOf(on as Instant);
  return isAhead ? ok({}) : refuse('appointment.past', {}, 'set.time');
}

export const appointment = defineKind({
  kind: 'appointment',
  form: 'memo',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      learn: notPast,
      states: { awaited: 'open', came: 'done', missed: 'done', calledOff: 'done', takenBack: 'done' },
      fields,
      steps: {
        booked: {
          ...{ v: 1, from: [], to: 'awaited', permission: 'case.take' },
          sets: Object.keys(fields),
          requires: [...when, 'name'],
        },
        /** 来了. */
        came: ended('came'),
        /** 改期: asked on the telephone, as often as need be. */
        moved: {
          ...{ v: 1, from: ['awaited'], permission: 'case.take' },
          sets: when,
          requires: when,
          isReversible: true,
        },
        /** 没来. */
        missed: ended('missed'),
        /** 取消. */
        calledOff: { ...ended('calledOff'), form: { reason: optionalText(2000) } },
        takenBack: takenBack('awaited'),
      },
    },
  },
  memo: (state) => {
    const matter = matterOfMemo(state);
    const number = textOf(valueOf(state, 'phone'));
    const at = bookedFor(state);
    return {
      title: [maskName(textOf(valueOf(state, 'name'))), shortText(state)].filter((text) => text !== '').join('：'),
      ...(matter === undefined ? {} : { matter }),
      ...(number === '' ? {} : { phone: number }),
      ...(at === undefined ? {} : { on: at }),
      isCounted: isCounted(state) && state.core.status !== 'calledOff',
    };
  },
  sample: ({ pick }) => {
    // Later than any clock that a sample is run by.
    const set = { day: '2099-12-01', time: '09:30', name: '钟来宾', phone: '13900000003', matter: { code: 'SAMPLE' } };
    const booked = { type: 'booked', data: { set } };
    const ends = [
      { type: 'came', data: {} },
      { type: 'missed', data: {} },
      { type: 'calledOff', data: { reason: '改去县里办' } },
      { type: 'moved', data: { set: { day: '2099-12-02', time: '14:30' } } },
      { type: 'takenBack', data: {} },
    ];
    const chosen = ends[pick(ends.length)];
    return chosen === undefined ? [booked] : [booked, chosen];
  },
});

function bookedFor(state: StreamState): Instant | undefined {
  const at = fromBeijing(textOf(valueOf(state, 'day')) as PlainDate, textOf(valueOf(state, 'time')));
  return at.ok ? at.value : undefined;
}

/** In lists; the rest is on its own page. */
const shown = 80;
const shortText = (state: StreamState): string => [...textOf(valueOf(state, 'text'))].slice(0, shown).join('');
