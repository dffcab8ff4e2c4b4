import { describe, expect, it, onTestFinished } from 'vitest';
import { allWell, startFakePrinter, type FakePrinter, type Manners } from '../../../../tests/support/fake-printer.ts';
import { networkWay } from './network.ts';
import { usualPatience, type Sent } from './way.ts';

const hasty = { ...usualPatience, connectMs: 2_000, stillMs: 400, askMs: 200 };
const never = new AbortController().signal;
const slip = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7 + 1) % 256);

async function printer(manners: Manners): Promise<FakePrinter> {
  const fake = await startFakePrinter(manners);
  onTestFinished(fake.stop);
  return fake;
}
const wayTo = ({ port }: FakePrinter) => networkWay({ host: '127.0.0.1', port }, hasty);
const sendTo = (fake: FakePrinter, bytes: Uint8Array): Promise<Sent> => wayTo(fake).send(bytes, never);

describe('a printer in the network', () => {
  it('gets exactly the bytes, and has printed when it hangs up after us', async () => {
    const fake = await printer({ behaves: 'reads' });
    expect(await sendTo(fake, slip(3000))).toEqual({ state: 'printed' });
    await expect.poll(() => fake.received.length).toBe(1);
    expect(Buffer.compare(fake.received[0] ?? Buffer.alloc(0), slip(3000))).toBe(0);
  });

  it('that nobody plugged in has surely printed nothing', async () => {
    const fake = await startFakePrinter();
    await fake.stop();
    expect(await sendTo(fake, slip(10))).toEqual({ state: 'failed', reason: 'refused' });
    expect(await wayTo(fake).state(never)).toBe('offline');
    const nowhere = networkWay({ host: 'printer.invalid', port: 9100 }, hasty);
    expect(await nowhere.send(slip(10), never)).toEqual({ state: 'failed', reason: 'unreachable' });
  });

  it('that reads slowly is waited for as long as it reads', async () => {
    const fake = await printer({ behaves: 'readsSlowly' });
    const long = slip(2_000_000);
    expect(await sendTo(fake, long)).toEqual({ state: 'printed' });
    await expect.poll(() => fake.received[0]?.length).toBe(long.length);
  });

  it.each<[Manners['behaves'], string]>([
    ['resetsMidway', 'cut'],
    ['hangsUpFirst', 'cut'],
    ['neverReads', 'silent'],
    ['neverHangsUp', 'silent'],
  ])('that %s leaves the fate of the paper open', async (behaves, reason) => {
    const fake = await printer({ behaves });
    expect(await sendTo(fake, slip(20_000_000))).toEqual({ state: 'unknown', reason });
  });

  it('that resets the line at once is never taken to have printed', async () => {
    const fake = await printer({ behaves: 'resetsAtOnce' });
    expect((await sendTo(fake, slip(100_000))).state).not.toBe('printed');
  });

  it('is given up when somebody stops it: unknown once bytes are out', async () => {
    const fake = await printer({ behaves: 'neverHangsUp' });
    const stopping = new AbortController();
    const sent = wayTo(fake).send(slip(100), stopping.signal);
    setTimeout(() => {
      stopping.abort();
    }, 50);
    expect(await sent).toEqual({ state: 'unknown', reason: 'silent' });
    expect(await wayTo(fake).send(slip(100), stopping.signal)).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['ready', allWell],
    ['coverOpen', { ...allWell, printer: 0x1a, cause: 0x16 }],
    ['paperOut', { ...allWell, printer: 0x1a, paper: 0x72 }],
    ['paperOut', { ...allWell, printer: 0x1a, cause: 0x32 }],
    ['offline', { ...allWell, printer: 0x1a }],
    ['unknown', { ...allWell, printer: 0xff }],
  ] as const)('says that it is %s', async (state, status) => {
    const fake = await printer({ behaves: 'reads', status });
    expect(await wayTo(fake).state(never)).toBe(state);
    expect(fake.received).toEqual([]);
  });

  it('that answers no question is not waited for', async () => {
    const fake = await printer({ behaves: 'reads' });
    expect(await wayTo(fake).state(never)).toBe('unknown');
    await expect.poll(fake.openLines).toBe(0);
  });
});
