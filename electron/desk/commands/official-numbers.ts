/**
 * Official numbers (正式编号) while this desk stands alone and is its own authority: given by the program when nobody waits for it, as
 * entries, gapless in the series of this writer and year. A restored or copied desk is another writer and counts in a series of its own.
 */
import { z } from 'zod';
import { formOfficialNumber, townshipSeries } from '#shared/documents/official-number.ts';
import { ok, refuse } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { loadState } from '../journal/projections.ts';
import { todayOf } from '../queries/standings.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import { all, sql } from '../store/handles.ts';
import { performAct, type Work } from './act.ts';
import { learntAt } from './learn.ts';
import { theDesk } from './the-desk.ts';

/** So many at a time, so that whoever presses a key meanwhile does not notice. */
const atOnce = 20;

const lastOf = (writer: string, year: string): SettingSpec<number> => ({
  key: `official.${writer}.${year}`,
  schema: z.int().min(0),
  usual: 0,
});

/** Answers how many cases got their number; 0 where none waits, or the authority is elsewhere. */
export function giveOfficialNumbers(core: DeskCore): number {
  if (!core.isAuthority || core.clockDoubt !== null || core.spaceLevel() !== 'ample') return 0;
  const waiting = all(
    core.store.read,
    sql<{
      stream: string;
    }>`SELECT stream FROM live_case WHERE official_number = '' AND number <> '' AND needs_upgrade = 0
      ORDER BY row LIMIT ${atOnce}`,
  );
  if (waiting.length === 0) return 0;
  const viewer = theDesk(core);
  const request = { id: newId(core.ports), procedure: 'officialNumbers', input: {} };
  const done = performAct(core, viewer, request, (work) => {
    const given = giveAll(core, viewer, work, waiting);
    return given === 0 ? refuse('step.notNow') : ok({ given });
  });
  return done.ok ? done.value.given : 0;
}

function giveAll(core: DeskCore, viewer: Viewer, work: Work, waiting: readonly { readonly stream: string }[]): number {
  const year = todayOf(core).slice(0, 4);
  const counter = lastOf(core.writer.id, year);
  let last = readSetting(work.transaction, counter);
  for (const { stream } of waiting) {
    const state = loadState(work.transaction, core.findKind, stream);
    const kind = state && core.findKind(state.kind);
    if (state === undefined || kind === undefined) continue;
    const series = `${core.writer.code}${townshipSeries}`;
    const data = { number: formOfficialNumber({ series, year: Number(year), n: last + 1 }) };
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideNext(core.findKind, kind, state, { type: 'officialNumber', data }, learnt, work.pen);
    if (!decision.ok) continue;
    work.keep({ isNew: false, decision: decision.value });
    last += 1;
  }
  const given = last - readSetting(work.transaction, counter);
  if (given > 0) writeSetting(work.transaction, counter, last);
  return given;
}
