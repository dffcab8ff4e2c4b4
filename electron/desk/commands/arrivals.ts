/** 到证登记: the stage 制证到件 of many cases in one act. Whatever refuses one row refuses all, and says which row it is. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { openStages } from '#shared/kinds/service/stages.ts';
import { queueOf } from '#shared/kinds/service/telling.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { performAct, type Work } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export interface ArrivalInput {
  readonly act: string;
  readonly arrivedOn: string;
  readonly responsible: string;
  readonly rows: readonly { readonly stream: string; readonly certificate: string }[];
}

export function noteArrivals(core: DeskCore, viewer: Viewer, input: ArrivalInput): Result<{ readonly count: number }> {
  const request = {
    id: input.act,
    procedure: 'arrival.note',
    input: { ...input, rows: input.rows.map((row) => ({ ...row })) },
  };
  return performAct(core, viewer, request, (work) => {
    for (const [index, row] of input.rows.entries()) {
      const noted = noteRow(core, viewer, work, input, row);
      if (!noted.ok) return atRow(noted.refusal, index);
    }
    return ok({ count: input.rows.length });
  });
}

function noteRow(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { arrivedOn, responsible }: ArrivalInput,
  { stream, certificate }: ArrivalInput['rows'][number],
): Result<true> {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const said = arrivalOf(state);
  if (said === undefined) return refuse('arrival.notOpen');
  const data: JsonObject = { ...said, certificate, arrivedOn, responsible, result: '证照已到件' };
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideNext(core.findKind, kind, state, { type: 'stageDone', data }, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: false, decision: decision.value });
  return ok(true);
}

/** The stage that waits; of what was decided above others may still stand before it. Undefined where none waits. */
function arrivalOf(state: StreamState): JsonObject | undefined {
  if (queueOf(state)?.name !== 'certificate') return undefined;
  const open = openStages(state);
  const stage = open.find(({ kind }) => kind === 'certificate');
  if (stage === undefined) return undefined;
  return { stage: stage.name, ...(open[0] === stage ? {} : { why: '证照已到件' }) };
}

/** Rows are counted as people count them. */
const atRow = ({ code, details }: Refusal, index: number): Result<never> =>
  refuse(code, { ...details, row: index + 1 }, `rows.${String(index)}`);
