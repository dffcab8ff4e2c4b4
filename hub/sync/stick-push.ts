/**
 * PUSH from a stick. Over the line a desk finds the act that makes the hub fail by trying again and again (`poisonAfter`); on a stick a try
 * takes days. So the hub tries here: the message whole, then act by act, and the one that fails again is put aside raw.
 */
import type { PushAnswer, PushRequest } from '#shared/sync/messages.ts';
import { DatabaseGone } from '../store/database.ts';
import { logFault } from './fault.ts';
import { Fenced, type Hub } from './hub.ts';
import { push } from './push.ts';
import type { Served } from './served.ts';
import type { Signer } from './writers.ts';

export async function pushInPieces(hub: Hub, signer: Signer, request: PushRequest): Promise<Served<PushAnswer>> {
  const whole = await tried(hub, signer, request);
  return whole ?? actByAct(hub, signer, request);
}

/** Undefined: the hub failed at it. */
async function tried(hub: Hub, signer: Signer, request: PushRequest): Promise<Served<PushAnswer> | undefined> {
  try {
    return await push(hub, signer, request);
  } catch (error) {
    if (error instanceof DatabaseGone || error instanceof Fenced) throw error;
    logFault(hub, { call: 'PUSH', writer: request.writer }, error);
    return undefined;
  }
}

async function actByAct(hub: Hub, signer: Signer, request: PushRequest): Promise<Served<PushAnswer>> {
  const results: PushAnswer['results'] = [];
  let last: PushAnswer | undefined;
  const acts = Map.groupBy(request.entries, ({ header }) => header.act);
  for (const entries of acts.values()) {
    const one = { ...request, entries };
    const served = (await tried(hub, signer, one)) ?? (await push(hub, signer, { ...one, isPoison: true }));
    if (!served.ok) return last === undefined ? served : { ok: true, value: { ...last, results } };
    last = served.value;
    results.push(...last.results);
    if (last.gap === true) break;
  }
  if (last === undefined) throw new Error('bug: a PUSH without entries');
  return { ok: true, value: { ...last, results } };
}
