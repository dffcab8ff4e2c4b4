/**
 * `DLE EOT n` of ESC/POS: the printer answers one byte at once, even when it is out of paper. Its fixed bits (0xx1xx10) tell an answer
 * from noise. Many cheap printers answer nothing: then nothing is known, and it is not waited for.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { PrinterState } from './way.ts';

const askFor = (what: number): Uint8Array => Uint8Array.of(0x10, 0x04, what);
const printerBits = 1;
const offlineBits = 2;
const paperBits = 4;

const isAnswer = (byte: number): boolean => (byte & 0x93) === 0x12;
const has = (byte: number, mask: number): boolean => (byte & mask) !== 0;

async function ask(line: Socket, what: number, patienceMs: number, signal: AbortSignal): Promise<number | undefined> {
  const answer = once(line, 'data', { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
  line.write(askFor(what));
  const data = await answer.then(
    ([bytes]: unknown[]) => (Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0)),
    () => Buffer.alloc(0),
  );
  return data.findLast(isAnswer);
}

/** What the printer at the other end of the line says of itself. */
export async function askState(line: Socket, patienceMs: number, signal: AbortSignal): Promise<PrinterState> {
  const printer = await ask(line, printerBits, patienceMs, signal);
  if (printer === undefined) return 'unknown';
  const cause = (await ask(line, offlineBits, patienceMs, signal)) ?? 0;
  if (has(cause, 0x04)) return 'coverOpen';
  const paper = (await ask(line, paperBits, patienceMs, signal)) ?? 0;
  if (has(paper, 0x60) || has(cause, 0x20)) return 'paperOut';
  return has(printer, 0x08) ? 'offline' : 'ready';
}
