/**
 * 写入者: one life of one desk's data directory. Its first entry is `begun`, or `resumed` after a restore, a clone or a move;
 * then what concerns the desk itself. Its stream has the writer's own id.
 */
import { z } from 'zod';
import { fieldsOf, textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FieldSpec } from '../mechanism/spec.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const plain = (schema: FieldSpec['schema']): FieldSpec => ({ class: 'guarded', input: 'text', schema });

const fields: Readonly<Record<string, FieldSpec>> = {
  code: plain(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{2}$/)),
  publicKey: plain(z.string().min(1).max(200)),
  desk: plain(z.string().trim().min(1).max(100)),
};

export const writer = defineKind({
  kind: 'writer',
  form: 'registry',
  isOfDesk: true,
  rules: 1,
  read: 'registry.read',
  rulesets: {
    1: {
      undoMinutes: 0,
      states: { active: 'open' },
      fields,
      steps: {
        begun: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'desk.manage',
          sets: ['code', 'publicKey', 'desk'],
          requires: ['code', 'publicKey', 'desk'],
        },
        resumed: {
          v: 1,
          from: [],
          to: 'active',
          permission: 'desk.manage',
          sets: ['code', 'publicKey', 'desk'],
          requires: ['code', 'publicKey', 'desk'],
          form: {
            /** The writer it goes on from, and how far its chain was known here. */
            writer: plain(z.uuid()),
            lastSeq: plain(z.int().min(0)),
            lastHash: plain(hex32),
            why: plain(z.enum(['restored', 'copied', 'movedBack', 'codeTaken'])),
          },
        },
        /** 移交: the hub is the township's authority from here on, and goes on in the series this desk counted in. */
        authorityTaken: {
          v: 1,
          from: ['active'],
          permission: 'desk.manage',
          form: {
            /** '' where it had given no official number this year. */
            series: plain(z.string().max(16)),
            year: plain(z.int()),
            lastNumber: plain(z.int().min(0)),
          },
        },
        /** 见证: the head of the hub's chain when this desk saw it, with the hub's signature over it. */
        witnessed: {
          v: 1,
          from: ['active'],
          permission: 'desk.manage',
          form: {
            epoch: plain(z.string().min(1).max(64)),
            n: plain(z.int().min(1)),
            chain: plain(hex32),
            signature: plain(z.base64().max(200)),
          },
        },
        /** 「今天是…」 confirmed by a person, because the clock was in doubt. */
        clockConfirmed: {
          v: 1,
          from: ['active'],
          permission: 'desk.confirmClock',
          form: { today: plain(z.iso.date()), last: plain(z.string().max(40)), why: plain(z.string().max(40)) },
        },
      },
    },
  },
  record: (state) => ({ key: state.stream, label: textOf(state.core.fields['code']?.value), value: fieldsOf(state) }),
  sample: ({ pick }) => {
    const set = { code: 'ZZ', publicKey: 'sample', desk: '示例窗口' };
    const before = { writer: '00000000-0000-7000-8000-000000000001', lastSeq: pick(1000), lastHash: '0'.repeat(64) };
    return [
      pick(2) === 0 ? { type: 'begun', data: { set } } : { type: 'resumed', data: { set, ...before, why: 'restored' } },
      { type: 'authorityTaken', data: { series: 'ZZ办', year: 2026, lastNumber: pick(1000) } },
      {
        ...{ type: 'witnessed' },
        data: { epoch: 'sample', n: 1 + pick(1000), chain: '0'.repeat(64), signature: 'c2FtcGxl' },
      },
      { type: 'clockConfirmed', data: { today: '2026-11-22', last: '2026-10-30T01:00:00.000Z', why: 'longSilence' } },
    ];
  },
});
