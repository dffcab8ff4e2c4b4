import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { reviveFallenPage } from './revive.ts';

function fallingPage() {
  const events = new EventEmitter();
  let [now, reloads] = [0, 0];
  const page = { on: events.on.bind(events) as never, reload: () => void (reloads += 1) };
  reviveFallenPage(page, () => now);
  return {
    reloads: () => reloads,
    fall: (afterMs: number, reason = 'crashed') => {
      now += afterMs;
      events.emit('render-process-gone', {}, { reason });
    },
  };
}

it('a page that falls over comes back each time, in a day as often as it must', () => {
  const page = fallingPage();
  for (const [times, hours] of [0, 1, 3].entries()) {
    page.fall(hours * 3_600_000);
    expect(page.reloads()).toBe(times + 1);
  }
});

it('one that falls again at once stays down, and one that ended by itself too', () => {
  const page = fallingPage();
  page.fall(0);
  page.fall(59_000);
  expect(page.reloads()).toBe(1);
  page.fall(2000);
  expect(page.reloads()).toBe(2);
  page.fall(120_000, 'clean-exit');
  expect(page.reloads()).toBe(2);
});
