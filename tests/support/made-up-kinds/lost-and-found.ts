/** 失物招领 (lost and found): a kind nobody has. This file and its line in `registry.ts` are all there is of it. */
import { z } from 'zod';
import { choice, optional, text, textOf } from '#shared/kinds/common/fields.ts';
import { phone } from '#shared/kinds/common/identity.ts';
import { defineKind } from '#shared/kinds/mechanism/define.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';

export const lostAndFound = defineKind({
  kind: 'lostAndFound',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { kept: 'open', claimed: 'done', sold: 'done' },
      fields: {
        thing: text(200),
        sort: optional(choice(['papers', 'clothes', 'other'])),
        worth: { class: 'guarded', input: 'number', schema: z.int().min(0).max(1_000_000), isOptional: true },
        foundOn: { class: 'guarded', input: 'date', schema: z.iso.date(), isOptional: true },
        finder: { ...text(100), isPersonal: true },
        phone: { class: 'guarded', input: 'text', schema: phone, isPersonal: true, isOptional: true },
      },
      papers: {
        receipt: {
          shows: ['thing', 'finder'],
          facts: ({ state, learnt, number, qr, replaces }) => ({
            hall: { name: learnt.station.name },
            number,
            qr,
            petitioner: { name: textOf(valueOf(state, 'finder')) },
            matter: `失物招领：${textOf(valueOf(state, 'thing'))}`,
            materials: [{ name: textOf(valueOf(state, 'thing')), copies: 1, form: 'original' }],
            receivedBy: learnt.staff.name,
            receivedAt: `${state.beganOn.slice(0, 10)} 09:00`,
            custody: 'desk',
            next: ['六个月无人认领的，依法处理。'],
            ...(replaces ? { replaces: { number, issuedOn: replaces.on.slice(0, 10), changes: [] } } : {}),
          }),
        },
      },
      steps: {
        handedIn: {
          v: 1,
          from: [],
          to: 'kept',
          permission: 'case.take',
          numbered: true,
          sets: ['thing', 'sort', 'worth', 'foundOn', 'finder', 'phone'],
          requires: ['thing', 'finder'],
          // 民法典 art. 318: a year without an owner, and it is the state's.
          dues: ({ learnt, on }) => [learnt.due('owner', on, { amount: 365, unit: 'calendarDay' }, 'expired')],
          issues: ['receipt'],
        },
        claimed: {
          v: 1,
          from: ['kept'],
          to: 'claimed',
          permission: 'case.handle',
          form: { owner: { class: 'guarded', input: 'text', schema: z.string().trim().min(1).max(100) } },
          meets: ['owner'],
          isReversible: true,
        },
        sold: { v: 1, from: ['kept'], to: 'sold', permission: 'case.decide' },
      },
    },
  },
  row: (state) => {
    const tel = textOf(valueOf(state, 'phone'));
    const finder = { role: 'finder', name: textOf(valueOf(state, 'finder')), ...(tel === '' ? {} : { phone: tel }) };
    return { title: `失物：${textOf(valueOf(state, 'thing'))}`, people: [finder], text: '' };
  },
  sample: () => [{ type: 'handedIn', data: { set: { thing: '雨伞', finder: '王五' } } }],
});
