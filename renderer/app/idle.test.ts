import { expect, it } from 'vitest';
import { watchIdle } from './idle.ts';

/** A wall clock moved by hand; timers fire when `to` passes them. */
function clockOf() {
  let time = 0;
  let timers: { at: number; call: () => void }[] = [];
  return {
    ports: {
      now: () => time,
      after: (milliseconds: number, call: () => void) => {
        const timer = { at: time + milliseconds, call };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    to: (next: number, isAsleep = false) => {
      time = next;
      if (isAsleep) return;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      due.forEach(({ call }) => {
        call();
      });
    },
    waiting: () => timers.length,
  };
}

it('locks once, so long after the last sign', () => {
  const clock = clockOf();
  let locked = 0;
  const watch = watchIdle(600_000, () => (locked += 1), clock.ports);
  clock.to(500_000);
  watch.sign();
  clock.to(600_000);
  expect(locked).toBe(0);
  clock.to(1_099_999);
  expect(locked).toBe(0);
  clock.to(1_100_000);
  expect(locked).toBe(1);
  expect(clock.waiting()).toBe(0);
});

it('locks at the first key after a sleep instead of taking it for a sign', () => {
  const clock = clockOf();
  let locked = 0;
  const watch = watchIdle(600_000, () => (locked += 1), clock.ports);
  clock.to(9_000_000, true);
  watch.sign();
  expect(locked).toBe(1);
});

it('does nothing after it was stopped', () => {
  const clock = clockOf();
  let locked = 0;
  watchIdle(600_000, () => (locked += 1), clock.ports).stop();
  clock.to(9_000_000);
  expect(locked).toBe(0);
});
