import { expect, it } from 'vitest';
import type { JsonObject } from '#shared/kernel/json.ts';
import { createDraftKeeper } from './draft-keeper.ts';

function keeperOn(answers: readonly boolean[] = []) {
  const saved: JsonObject[] = [];
  const told: number[] = [];
  let release: (() => void)[] = [];
  const keeper = createDraftKeeper(
    async (data) => {
      saved.push(data);
      await new Promise<void>((resolve) => release.push(resolve));
      return answers[saved.length - 1] ?? true;
    },
    () => told.push(saved.length),
  );
  const letThrough = (): void => {
    const waiting = release;
    release = [];
    waiting.forEach((go) => {
      go();
    });
  };
  return { keeper, saved, told, letThrough };
}
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('does not keep a form that nobody has typed into', async () => {
  const { keeper, saved } = keeperOn();
  keeper.put({ name: '' });
  await keeper.flush();
  expect(saved).toEqual([]);
});

it('keeps what has changed, and the same thing only once', async () => {
  const { keeper, saved, told, letThrough } = keeperOn();
  keeper.put({ name: '' });
  keeper.put({ name: '张' });
  const first = keeper.flush();
  letThrough();
  await first;
  await keeper.flush();
  expect([saved, told]).toEqual([[{ name: '张' }], [1]]);
});

it('keeps what was typed while a save was under way, after it', async () => {
  const { keeper, saved, letThrough } = keeperOn();
  keeper.put({});
  keeper.put({ name: '张' });
  const first = keeper.flush();
  keeper.put({ name: '张三' });
  const second = keeper.flush();
  expect(saved).toEqual([{ name: '张' }]);
  letThrough();
  await first;
  await tick();
  letThrough();
  await second;
  expect(saved).toEqual([{ name: '张' }, { name: '张三' }]);
});

it('tries again what was not kept', async () => {
  const { keeper, saved, told, letThrough } = keeperOn([false, true]);
  keeper.put({});
  keeper.put({ name: '张' });
  for (let times = 0; times < 2; times += 1) {
    const flushing = keeper.flush();
    letThrough();
    await flushing;
  }
  expect([saved.length, told]).toEqual([2, [2]]);
});

it('keeps nothing once the form was submitted, not even what was under way', async () => {
  const { keeper, saved, letThrough } = keeperOn();
  keeper.put({});
  keeper.put({ name: '张' });
  const flushing = keeper.flush();
  const ending = keeper.end();
  letThrough();
  await Promise.all([flushing, ending]);
  keeper.put({ name: '张三' });
  await keeper.flush();
  expect(saved).toEqual([{ name: '张' }]);
});

it('says whether all that was put is in the store: a refused save is not', async () => {
  let isTaken = false;
  const keeper = createDraftKeeper(
    () => Promise.resolve(isTaken),
    () => undefined,
  );
  expect(keeper.isKept()).toBe(true);
  keeper.put({ name: '' });
  expect(keeper.isKept()).toBe(true);
  keeper.put({ name: '张三' });
  await keeper.flush();
  expect(keeper.isKept()).toBe(false);
  isTaken = true;
  await keeper.flush();
  expect(keeper.isKept()).toBe(true);
});
