import type { JsonObject } from '#shared/kernel/json.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import { opened, type Door } from '../access.ts';
import type { Runtime } from '../../runtime.ts';

type WorkEvent =
  | { type: 'progress'; progress: { done: number; of: number } }
  | { type: 'report'; report: Record<string, never> }
  | { type: 'refused'; refusal: Refusal };

export const journalHandlers = (_runtime: Runtime, door: Door) => ({
  verify: door.journal.verify.handler(({ context }) => {
    opened(context);
    return provisional();
  }),
});

async function* provisional(): AsyncGenerator<WorkEvent> {
  yield await Promise.resolve({ type: 'refused', refusal: { code: 'backup.none' } });
}
export type { JsonObject };
