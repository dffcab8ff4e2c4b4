import type { RefusalCode } from './refusals.ts';

/** What the program says no to. The words for a code live in `shared/words/<language>/refusals.json`; `details` fill their blanks. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Values for the sentence; never personal data, because refusals are logged. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** The form field the refusal is about, as a path such as `petitioner.idNumber`. */
  readonly field?: string;
}

/** Refusals are values; exceptions are bugs. */
export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refuse = (
  code: RefusalCode,
  details?: Readonly<Record<string, string | number>>,
  field?: string,
): Result<never> => ({
  ok: false,
  refusal: { code, ...(details ? { details } : {}), ...(field ? { field } : {}) },
});

/** The same refusal, said of a field of the form where it does not name one itself. */
export const atField = <R extends Result<unknown>>(result: R, field: string): R =>
  result.ok || result.refusal.field !== undefined
    ? result
    : ({ ok: false, refusal: { ...result.refusal, field } } as R);

/** For tests and composition roots, where a refusal is a bug. Throws with the refusal's code. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`unexpected refusal ${JSON.stringify(result.refusal)}`);
}
