/** 迎检: a sample is drawn in one act; what it was drawn from stands with it. */
import type { DrawAsked } from '#shared/contract/inspection.ts';
import { drawSample, populationHash, sizeOf, type Drawable } from '#shared/inspection/draw.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { longestSample } from '#shared/kinds/inspection/index.ts';
import { decideBegin, decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { populationOf } from '../queries/inspections.ts';
import { performAct, refuseStream } from './act.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';
import { nextOfDay } from './next-of-day.ts';

/** Refusals: inspection.none (nothing to draw from), inspection.tooMany. */
export function drawInspection(
  core: DeskCore,
  viewer: Viewer,
  { act, wish, ...asked }: DrawAsked,
): Result<{ readonly stream: string }> {
  const request = { id: act, procedure: 'inspection.draw', input: { ...asked, wish } };
  return performAct(core, viewer, request, (work) => {
    const kind = core.findKind('inspection');
    if (kind === undefined) return refuseStream();
    const drawn = drawnFrom(core, populationOf(core, viewer, work.transaction, asked), { wish, ...asked });
    if (!drawn.ok) return drawn;
    const number = nextOfDay(core, work.transaction, 'inspection', 'JC');
    const { title, body, from, to, matters, stations, method, seed } = asked;
    const set = { ...{ number, title, body, from, to, matters, stations, method, seed }, ...drawn.value };
    const stream = newId(core.ports);
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideBegin(core.findKind, kind, stream, { type: 'drawn', data: { set } }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({ stream });
  });
}

function drawnFrom(
  { ports: { sm3 } }: DeskCore,
  population: readonly Drawable[],
  { wish, seed, method }: Pick<DrawAsked, 'wish' | 'seed' | 'method'>,
) {
  if (population.length === 0) return refuse('inspection.none');
  const size = sizeOf(wish, population.length);
  if (size > longestSample) return refuse('inspection.tooMany', { most: longestSample, size });
  return ok({
    population: population.length,
    populationHash: populationHash(sm3, population),
    rows: drawSample(sm3, population, { seed, size, isByGroup: method === 'byMatter' }),
  });
}

/** The inspection is over; what was drawn stays. */
export function finishInspection(
  core: DeskCore,
  viewer: Viewer,
  { act, stream, note }: { readonly act: string; readonly stream: string; readonly note: string },
): Result<Record<string, never>> {
  const data = note === '' ? {} : { set: { note } };
  return performAct(core, viewer, { id: act, procedure: 'inspection.finish', input: { stream, ...data } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (!found.ok || found.value.kind.record === undefined) return refuse('inspection.unknown');
    const learnt = learntAt(core, work.transaction, viewer);
    const { kind, state } = found.value;
    const decision = decideNext(core.findKind, kind, state, { type: 'finished', data }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok({});
  });
}
