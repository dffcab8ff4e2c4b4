import type { z } from 'zod';
import type { refusalSchema } from '#shared/contract/base.ts';

/** A refusal as it comes through the door; the kernel's `Refusal` is one too. */
export type DeskRefusal = z.infer<typeof refusalSchema>;
/** A Result as it comes through the door. */
export type DeskAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: DeskRefusal };

/** Carries a refusal through TanStack Query, which keeps the last good data beside it. */
export class RefusalError extends Error {
  readonly refusal: DeskRefusal;
  constructor(refusal: DeskRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const fault: DeskRefusal = { code: 'program.unknown' };

/** What a thrown error says to the person: the refusal it carries, else that the program does not know this operation. */
export const refusalIn = (error: unknown): DeskRefusal => (error instanceof RefusalError ? error.refusal : fault);

/** The answer of a call that must not throw: a bug of the page or an aborted call becomes a refusal with a sentence. */
export async function answerOf<T>(call: () => Promise<DeskAnswer<T>>): Promise<DeskAnswer<T>> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, refusal: refusalIn(error) };
  }
}

/** True while the answer to a call was lost: what was asked may have been done. */
export const isLost = (refusal: DeskRefusal): boolean => refusal.code === 'program.gone';
