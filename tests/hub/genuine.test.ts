/** 验真 between desks: a paper of one is known for genuine at another that has never seen its case, with the link cut. */
import { expect, test } from 'vitest';
import { verifyPaper } from '#desk/queries/genuine.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { alterCode, codesOf } from '../support/paper-codes.ts';
import type { SimDesk } from '../simulation/sim-desk.ts';
import { hall, townshipForEach, type Township } from './township.ts';

const [here, there] = ['360732108201', '360732108202'];
let town: Township;
let first: SimDesk;

townshipForEach(async (fresh) => {
  ({ town } = fresh);
  first = await town.firstOfHall();
});

const verdictAt = ({ core, viewer }: SimDesk, code: string) => unwrap(verifyPaper(core, viewer, code));
const receiptOf = (desk: SimDesk): string => {
  const [code = ''] = Object.values(codesOf(desk.core, town.takeCase(desk, 'SAMPLE')));
  return code;
};

test('a paper of one village is genuine at another, which has no case of it and no line', async () => {
  const village = await town.deskJoined(here, false, 'zeng');
  const other = await town.deskJoined(there, false, 'lai');
  await town.restAll();
  // From here on nobody meets the hub again: the paper is issued after the last contact.
  const code = receiptOf(village);
  expect(verdictAt(village, code)).toMatchObject({ verdict: 'valid', signer: { desk: village.facts.name } });
  const seen = verdictAt(other, code);
  expect(seen).toMatchObject({
    verdict: 'elsewhere',
    spec: 'receipt',
    case: null,
    signer: { desk: village.facts.name },
  });
  for (const field of [2, 3, 4, 5, 7])
    expect(verdictAt(other, alterCode(code, field))).toMatchObject({ verdict: 'forged', signer: null });
  await town.restAll();
  expect(verdictAt(first, code)).toMatchObject({ verdict: 'valid', case: { matter: '示例事项' } });
  expect(verdictAt(other, code)).toMatchObject({ verdict: 'elsewhere', case: null });
});

test('a desk that never heard of the other knows no signer of its papers', async () => {
  const stranger = await town.deskAlone(hall, true, 'wai');
  town.publish(stranger, 'SAMPLE', '示例事项');
  expect(verdictAt(first, receiptOf(stranger))).toMatchObject({ verdict: 'unknownSigner', case: null });
});

test('what was issued before joining, and by a life that a copy ended, stays genuine; a code dated later does not', async () => {
  const alone = await town.deskAlone(there, false, 'lai');
  town.publish(alone, 'SAMPLE', '示例事项');
  const before = receiptOf(alone);
  const old = alone.core.writer.id;
  const copy = await town.copy(alone);
  expect(copy.core.writer.id).not.toBe(old);
  const byCopy = receiptOf(copy);
  expect(verdictAt(copy, before)).toMatchObject({ verdict: 'valid' });
  expect(verdictAt(copy, byCopy)).toMatchObject({ verdict: 'valid' });
  await town.join(copy);
  await town.restAll();
  expect(verdictAt(first, before)).toMatchObject({ verdict: 'valid' });
  expect(verdictAt(first, byCopy)).toMatchObject({ verdict: 'valid' });
  // The original goes on under the key that the copy gave up: the day after, that is no longer believed.
  town.world.advance(24 * 3_600_000);
  expect(verdictAt(first, receiptOf(alone))).toMatchObject({ verdict: 'retiredKey', case: null });
});
