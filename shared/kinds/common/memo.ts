/** What kinds of form `memo` share: the matter something was about, and taking a mis-key back. */
import { z } from 'zod';
import { onlyByWhoBegan } from '../mechanism/memo.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';

/** Left out where it was about nothing in the catalogue. */
export const memoMatter: FieldSpec = {
  class: 'guarded',
  input: 'matter',
  schema: z.strictObject({ code: z.string().min(1).max(64) }),
  isOptional: true,
};

const chosen = z.strictObject({ code: z.string() });
export const matterIn = (value: unknown): string | undefined => chosen.safeParse(value).data?.code;
export const matterOfMemo = (state: StreamState): string | undefined => matterIn(valueOf(state, 'matter'));

/** 撤回: out of the counts, by whoever entered it. */
export const takenBack = (...from: readonly string[]): StepSpec => ({
  v: 1,
  from,
  to: 'takenBack',
  permission: 'case.take',
  guard: onlyByWhoBegan,
});
export const isCounted = ({ core }: StreamState): boolean => core.status !== 'takenBack';
