/**
 * What can be known without Windows: what PowerShell is called with, that the paper goes in by standard input and into no file, and
 * what each answer means. Whether winspool does as its documentation says, only a Windows can show.
 */
import { describe, expect, it } from 'vitest';
import type { Call, Ran, RunProgram } from './run-program.ts';
import { spoolerPrinters, spoolerWay } from './spooler.ts';
import { spoolerScript } from './spooler-script.ts';
import { usualPatience } from './way.ts';

const never = new AbortController().signal;

/** A PowerShell that says what it is told to and keeps what it was asked. */
function powershell(says: Ran | undefined) {
  const calls: Call[] = [];
  const run: RunProgram = (call) => {
    calls.push(call);
    return Promise.resolve(says);
  };
  return { run, calls };
}
const answer = (value: unknown): Ran => ({ code: 0, out: `${JSON.stringify(value)}\r\n` });
const name = `XP-80C '; Remove-Item "x"`;

describe('the spooler of Windows', () => {
  it('gets the printer’s name in the environment and the paper on standard input, neither in the script', async () => {
    const { run, calls } = powershell(answer({ state: 'printed' }));
    const bytes = Uint8Array.of(0x1b, 0x40, 0xff);
    expect(await spoolerWay(name, run, usualPatience).send(bytes, never)).toEqual({ state: 'printed' });
    const [call] = calls;
    expect(call?.program).toBe('powershell.exe');
    expect(call?.args.slice(0, 4)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand']);
    expect(Buffer.from(call?.args[4] ?? '', 'base64').toString('utf16le')).toBe(spoolerScript);
    expect(call?.env).toMatchObject({ TONGBAN_ASK: 'print', TONGBAN_PRINTER: name });
    expect(Buffer.from(Buffer.from(call?.input ?? []).toString('latin1'), 'base64')).toEqual(Buffer.from(bytes));
    // The longest line Windows starts a program with.
    expect((call?.args ?? []).join(' ').length).toBeLessThan(32_000);
  });

  it('has a script that writes no file and asks for RAW', () => {
    expect(spoolerScript).toContain(`$info.Type = 'RAW'`);
    expect(spoolerScript).not.toMatch(/Out-File|Set-Content|WriteAllBytes|Invoke-Expression/);
  });

  it.each<[unknown, object]>([
    [{ state: 'missing' }, { state: 'failed', reason: 'missing' }],
    [{ state: 'rejected' }, { state: 'failed', reason: 'rejected' }],
    [{ state: 'cut' }, { state: 'unknown', reason: 'cut' }],
    [{ state: 'waiting' }, { state: 'unknown', reason: 'silent' }],
    ['nonsense', { state: 'unknown', reason: 'silent' }],
  ])('that says %j', async (said, fate) => {
    const { run } = powershell(answer(said));
    expect(await spoolerWay(name, run, usualPatience).send(Uint8Array.of(1), never)).toEqual(fate);
  });

  it('without PowerShell nothing is printed and no printer is found', async () => {
    const { run } = powershell(undefined);
    const way = spoolerWay(name, run, usualPatience);
    expect(await way.send(Uint8Array.of(1), never)).toEqual({ state: 'failed', reason: 'noProgram' });
    expect(await way.state(never)).toBe('unknown');
    expect(await spoolerPrinters(run)).toEqual([]);
    expect(await spoolerPrinters(powershell(answer({ printers: ['XP-80C'] })).run)).toEqual(['XP-80C']);
  });

  it.each([
    ['ready', { isThere: true, isOffline: false, fault: 2 }],
    ['paperOut', { isThere: true, isOffline: false, fault: 4 }],
    ['coverOpen', { isThere: true, isOffline: false, fault: 7 }],
    ['offline', { isThere: true, isOffline: true, fault: 0 }],
    ['offline', { isThere: false, isOffline: true, fault: 0 }],
  ])('is %s', async (state, told) => {
    expect(await spoolerWay(name, powershell(answer(told)).run, usualPatience).state(never)).toBe(state);
  });
});
