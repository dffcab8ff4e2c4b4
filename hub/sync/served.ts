/** What a handler says: an answer, or why the hub does not serve the message as a whole. */
import type { Result } from '#shared/kernel/result.ts';
import type { HubRefusal } from '#shared/sync/messages.ts';

export type Served<T> = Result<T, HubRefusal>;
export const no = (refusal: HubRefusal): { readonly ok: false; readonly refusal: HubRefusal } => ({
  ok: false,
  refusal,
});
