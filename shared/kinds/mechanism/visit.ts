/**
 * 来访: one identification, many matters (S0-05, S0-06). A visit is known by the case it began with; every later one says that it came with
 * that, and who was asked first (首问负责制). Each case keeps its own number, papers and limits.
 */
import { z } from 'zod';
import type { EntryType } from './entry-type.ts';
import type { StreamState } from './state.ts';

export interface Visit {
  /** Stream of the case the visit began with. */
  readonly case: string;
  /** Whoever was asked first, and where. */
  readonly by: string;
  readonly station: string;
}

const visitSchema = z.strictObject({ case: z.uuid(), by: z.string().min(1).max(64), station: z.string().max(12) });

export const visitTypes: Readonly<Record<string, EntryType>> = {
  cameWith: {
    v: 1,
    writtenBy: 'program',
    data: visitSchema,
    permission: 'case.take',
    guard: (state, { data }) =>
      state.core.status === '' || state.visit !== undefined || data?.['case'] === state.stream ? 'step.notNow' : null,
    fold: (state, entry) => ({ ...state, visit: visitSchema.parse(entry.data) }),
  },
};

/** The visit a case belongs to, or would begin. */
export const visitOf = (state: StreamState): Visit =>
  state.visit ?? { case: state.stream, by: state.beganBy, station: state.station };
