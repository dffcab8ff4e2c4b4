import { expect, it } from 'vitest';
import { kindWorld } from '../../../tests/support/kind-world.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { unwrap } from '../../kernel/result.ts';
import { wording } from './index.ts';

it('put under another paper by a correction is held against the words that stay', () => {
  const world = kindWorld(wording);
  const set = { paper: 'receipt', words: { scan: '扫码查进度' }, effectiveFrom: '2026-01-01', reason: '示例' };
  const { state } = unwrap(world.begin({ type: 'worded', data: { set } }));
  const correct = (to: JsonObject) =>
    world.next(state, { type: 'corrected', data: { set: to, reason: '写错了文书' }, seen: {} });
  expect(correct({ paper: 'progressSheet' })).toMatchObject({
    refusal: { code: 'wording.faulty', field: 'set.words.scan' },
  });
  expect(correct({ paper: 'whatever' })).toMatchObject({ refusal: { code: 'wording.fixed', field: 'set.paper' } });
});
