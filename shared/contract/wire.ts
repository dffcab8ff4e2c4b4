import { refusalCodes, type RefusalCode } from '../kernel/refusals.ts';
import type { Refusal } from '../kernel/result.ts';

/**
 * What every transport of the one door agrees on: how large a call may be, and how a "no" looks on the wire.
 *
 * A refusal travels as an error `REFUSED` whose `data` is the `Refusal`; a bug as `FAULT` whose `data` is the refusal
 * `desk.internal` with the number under which the desk logged it, and nothing else. So the screen always has a sentence.
 */
export const wireCodes = { refused: 'REFUSED', fault: 'FAULT' } as const;

/** HTTP status of the two, declared once because oRPC calls an error undeclared when its status differs from the contract's. */
export const wireStatus = { refused: 422, fault: 500, tooLarge: 413, unknown: 404 } as const;

/** Bytes of one call, UTF-8. A note of 100,000 characters is 0.3 MB; larger things travel in parts. */
export const callLimitBytes = 4 * 1024 * 1024;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isCode = (value: unknown): value is RefusalCode => refusalCodes.some((code) => code === value);

function isDetails(value: unknown): value is NonNullable<Refusal['details']> {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || typeof one === 'number');
}

/** The refusal inside an error that came through a transport, or undefined for anything else (no network, a bug in the screen). */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!isRecord(error) || !isRecord(error['data'])) return undefined;
  const { code, details, field } = error['data'];
  if (!isCode(code)) return undefined;
  return {
    code,
    ...(isDetails(details) ? { details } : {}),
    ...(typeof field === 'string' ? { field } : {}),
  };
}
