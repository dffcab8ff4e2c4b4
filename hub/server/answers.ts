/** What the server itself says no to, before the hub is asked. The form is that of every refusal (`shared/sync/messages.ts`). */
import type { z } from 'zod';
import type { HubRefusal, refusalAnswer } from '#shared/sync/messages.ts';

const encoder = new TextEncoder();

export const refusalBody = (refused: HubRefusal): Uint8Array =>
  encoder.encode(JSON.stringify({ refused } satisfies z.infer<typeof refusalAnswer>));

/** With every answer: entries are personal data, and nothing of them may stay in a cache between. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export const jsonType = 'application/json; charset=utf-8';
