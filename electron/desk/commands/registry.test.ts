import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { makeWorld, openJournalDesk, publishMatter, type JournalDesk } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { newId } from '../ids.ts';
import { recordOf } from './learn.ts';
import { beginRecord, stepRecord } from './registry.ts';

const step = ({ core, viewer }: JournalDesk, stream: string, type: string, data: JsonObject) =>
  stepRecord(core, viewer, undefined, { act: newId(core.ports), stream, type, data });

test('a corrected code does not take the place of another matter', async () => {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(1));
  const first = publishMatter(desk, 'A');
  const second = publishMatter(desk, 'B');
  const toA = { set: { code: 'A' }, reason: '编码录错' };
  expect(step(desk, second, 'corrected', toA)).toMatchObject({ ok: false, refusal: { code: 'record.exists' } });
  expect(recordOf(desk.core.store.read, 'matter', 'B')).toMatchObject({ code: 'B' });
  // Once the other is void its code is free, for a correction and for a new one.
  unwrap(step(desk, first, 'voided', { cause: 'mistake', reason: '录错' }));
  expect(recordOf(desk.core.store.read, 'matter', 'A')).toBeUndefined();
  unwrap(step(desk, second, 'corrected', toA));
  expect(recordOf(desk.core.store.read, 'matter', 'A')).toMatchObject({ code: 'A' });
  expect(recordOf(desk.core.store.read, 'matter', 'B')).toBeUndefined();
  const set = { code: 'A', name: '又一个', category: '示例', type: 'publicService', version: '1' };
  const begun = { act: newId(desk.core.ports), kind: 'matter', type: 'published', data: { set } };
  expect(beginRecord(desk.core, desk.viewer, begun)).toMatchObject({ ok: false, refusal: { code: 'record.exists' } });
});

test('what only the program writes is no step of a registry', async () => {
  const desk = await openJournalDesk(temporaryFolder(), makeWorld(1));
  const stream = publishMatter(desk, 'A');
  for (const [type, data] of [
    ['merged', { into: newId(desk.core.ports), reason: '并' }],
    ['officialNumber', { number: '1' }],
  ] as const)
    expect(step(desk, stream, type, data), type).toMatchObject({ ok: false, refusal: { code: 'step.unknown' } });
});
