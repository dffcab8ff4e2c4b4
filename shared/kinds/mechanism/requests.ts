/**
 * Requests (请求登记): what a desk that is not the authority wants written in a registry of the township. The desk decides as if it were the
 * authority and writes down what came out, as a request; the authority applies that to the state it has and answers in the same stream,
 * by the entry itself or by saying why not (design: away from its authority a desk writes requests, never the fact).
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { factsSchema, type EntryType } from './entry-type.ts';
import type { KindSpec } from './spec.ts';
import type { Request, StreamState } from './state.ts';

/** Registries that the authority writes for everybody: all but those that are one desk's own affair. */
export const isOfTownship = ({ form, isOfDesk }: Pick<KindSpec, 'form' | 'isOfDesk'>): boolean =>
  form === 'registry' && isOfDesk !== true;

const json = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const askedSchema = z.strictObject({
  type: z.string().min(1).max(40),
  v: z.int().min(1),
  data: json,
  /** What the desk learnt when it decided; whether it is the authority is for the authority to say. */
  facts: factsSchema.omit({ isAuthority: true, answers: true }),
  seen: z.record(z.string(), z.string()),
});

export const requestTypes: Readonly<Record<string, EntryType>> = {
  asked: {
    v: 1,
    writtenBy: 'program',
    data: askedSchema,
    permission: 'registry.write',
    guard: () => null,
    fold: (state, { id: entry, by, at, data }) => ({
      ...state,
      requests: [...(state.requests ?? []), { entry, by, at, ...askedSchema.parse(data) }],
    }),
  },
  /** By the authority. The request stays until somebody has taken note. */
  declined: {
    v: 1,
    writtenBy: 'program',
    data: z.strictObject({ entry: z.uuid(), code: z.string().max(100) }),
    permission: 'registry.write',
    guard: (state, { data, facts }) =>
      facts.isAuthority !== true ? 'step.notAuthority' : isPending(state, data) ? null : 'step.notNow',
    fold: (state, { data }) => ({
      ...state,
      requests: (state.requests ?? []).map((one) =>
        one.entry === data['entry'] ? { ...one, declined: data['code'] as RefusalCode } : one,
      ),
    }),
  },
  /** 知道了: a declined request leaves the list. Two people may have done so apart from each other. */
  requestNoted: {
    v: 1,
    writtenBy: 'procedure',
    data: z.strictObject({ entry: z.uuid() }),
    permission: 'registry.write',
    guard: (state, { data }) =>
      data === null && !(state.requests ?? []).some(({ declined }) => declined !== undefined) ? 'step.notNow' : null,
    refuseStale: (state, { entry }) =>
      (state.requests ?? []).some((one) => one.entry === entry && one.declined !== undefined)
        ? null
        : { code: 'step.notNow' },
    fold: (state, { data }) =>
      withoutRequest(state, ({ entry, declined }) => entry === data['entry'] && declined !== undefined),
  },
};

/** What a desk says for itself: it changes no row of the registry. */
export const ownWords: ReadonlySet<string> = new Set(['requestNoted', 'exported', 'note']);

/** What waits for the authority. Nothing is said in a stream that this program cannot fold. */
export const pendingIn = (state: StreamState | undefined): readonly Request[] =>
  state?.needsUpgrade === undefined ? (state?.requests ?? []).filter(({ declined }) => declined === undefined) : [];

const isPending = (state: StreamState, data: JsonObject | null): boolean =>
  (state.requests ?? []).some(
    ({ entry, declined }) => declined === undefined && (data === null || entry === data['entry']),
  );

/** The entry that does what was asked for. */
export const answered = (state: StreamState, answers: string | undefined): StreamState =>
  answers === undefined ? state : withoutRequest(state, ({ entry }) => entry === answers);

function withoutRequest(state: StreamState, isGone: (one: Request) => boolean): StreamState {
  const { requests = [], ...rest } = state;
  const left = requests.filter((one) => !isGone(one));
  return left.length === 0 ? rest : { ...rest, requests: left };
}
