/** How an answer, and a no to a message as a whole, travel. */
import type { Reply } from '#shared/sync/call.ts';
import type { HubRefusal } from '#shared/sync/messages.ts';
import { protocols } from '#shared/sync/protocol.ts';
import { nowOf, type Hub } from './hub.ts';

/** As HTTP counts them. */
export const statuses: Readonly<Record<HubRefusal, number>> = {
  malformed: 400,
  tooLarge: 413,
  unknownWriter: 403,
  revoked: 403,
  clone: 403,
  signature: 403,
  stale: 401,
  replayed: 409,
  protocol: 426,
  epoch: 409,
  collecting: 409,
  scope: 409,
  busy: 503,
  fault: 500,
};

const reply = (status: number, value: unknown): Reply => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
});

export const answered = (value: unknown): Reply => reply(200, value);

export const refusal = (hub: Hub, refused: HubRefusal): Reply => reply(statuses[refused], refusalOf(hub, refused));

export const refusalOf = (hub: Hub, refused: HubRefusal): object => ({
  refused,
  hubTime: nowOf(hub),
  ...(refused === 'protocol' ? { protocol: protocols } : {}),
});
