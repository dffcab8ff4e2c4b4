import { expect, it } from 'vitest';
import { createReaderBus, type Heard, type Notice, type ReaderBus } from './bus.ts';
import type { Tell } from './reader.ts';

const code = { kind: 'code', text: 'TB1-…' } as const;

function plug(bus: ReaderBus): { readonly tell: Tell; readonly stop: () => void } {
  let tell: Tell = () => undefined;
  const stop = bus.plug({
    id: 'simulated',
    start: (to) => {
      tell = to;
      return () => undefined;
    },
  });
  return { tell: (said) => tell(said, { focus: null }), stop };
}

function listen(bus: ReaderBus): (Notice | undefined)[] {
  const said: (Notice | undefined)[] = [];
  bus.notices.hear((notice) => said.push(notice));
  return said;
}

const take = (bus: ReaderBus, rank: number): { readonly taken: Heard[]; readonly drop: () => void } => {
  const taken: Heard[] = [];
  return { taken, drop: bus.addTaker({ rank: () => rank, take: (heard) => taken.push(heard) }) };
};

it('gives a reading to the one who can do most with it, the latest among equals', () => {
  const bus = createReaderBus(() => 0);
  const { tell } = plug(bus);
  const [none, frame, form, later] = [take(bus, 0), take(bus, 1), take(bus, 40), take(bus, 40)];
  tell(code);
  expect([none, frame, form, later].map(({ taken }) => taken.length)).toEqual([0, 0, 0, 1]);
  later.drop();
  form.drop();
  tell(code);
  expect(frame.taken.map(({ reading, source }) => [reading, source])).toEqual([[code, 'simulated']]);
});

it('says so where nobody takes it, where it is none, and while the screen is locked', () => {
  const bus = createReaderBus(() => 0);
  const { tell } = plug(bus);
  const said = listen(bus);
  const codes = () => said.map((notice) => (notice?.tone === 'refused' ? notice.refusal.code : undefined));
  tell(code);
  tell({ kind: 'code' });
  const frame = take(bus, 1);
  bus.setLocked(true);
  tell(code);
  expect(frame.taken).toEqual([]);
  bus.setLocked(false);
  tell(code);
  expect(frame.taken).toHaveLength(1);
  expect(codes().filter((one) => one !== undefined)).toEqual(['device.nowhere', 'device.garbled', 'device.locked']);
  // What was said of the one before is over.
  expect(said.at(-1)).toBeUndefined();
});

it('keeps a reading for the form that opens for it: once, not for long, and not over a lock', () => {
  let now = 0;
  const bus = createReaderBus(() => now);
  const { tell } = plug(bus);
  const frame = take(bus, 1);
  tell(code);
  const [heard] = frame.taken as [Heard];
  bus.hold(heard);
  expect(take(bus, 1).taken).toEqual([]);
  expect(take(bus, 40).taken).toEqual([heard]);
  expect(take(bus, 40).taken).toEqual([]);
  bus.hold(heard);
  now += 10_001;
  expect(take(bus, 40).taken).toEqual([]);
  bus.hold(heard);
  bus.setLocked(true);
  expect(take(bus, 40).taken).toEqual([]);
});

it('lists what is plugged in', () => {
  const bus = createReaderBus(() => 0);
  let told = 0;
  bus.onPlugged(() => (told += 1));
  const { stop } = plug(bus);
  expect(bus.plugged()).toEqual(['simulated']);
  stop();
  expect(bus.plugged()).toEqual([]);
  expect(told).toBe(2);
});
