/**
 * 见证: how far the hub's chain had come goes into this desk's own chain, once a day and before a backup. A hub whose end was written anew
 * or cut off is told by it, also when this desk is the only one that remembers. The entry travels like any other, and so moves the hub's
 * head: never one a page, or two desks would write for ever because of each other.
 */
import { z } from 'zod';
import { ok } from '#shared/kernel/result.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import { performAct, refuseStream } from '../commands/act.ts';
import { learntAt } from '../commands/learn.ts';
import { theDesk } from '../commands/the-desk.ts';
import type { DeskCore } from '../core.ts';
import { newId } from '../ids.ts';
import { loadState } from '../journal/projections.ts';
import type { SettingSpec } from '../settings.ts';
import { epochSetting, hubHeadSetting, readSetting, writeSetting } from './link-state.ts';

const witnessedSchema = z.strictObject({ day: z.string(), epoch: z.string(), n: z.int() });
/** The Beijing day of the last one, and what it said. */
export const witnessedSetting: SettingSpec<z.infer<typeof witnessedSchema>> = {
  key: 'link.witnessed',
  schema: witnessedSchema,
  usual: { day: '', epoch: '', n: 0 },
};

const todayOf = ({ ports }: DeskCore): string => dayOf(new Date(ports.clock.now()).toISOString());

/** Whether today's is still to be written. */
export const isWitnessDue = (core: DeskCore): boolean =>
  readSetting(core.store.read, witnessedSetting).day !== todayOf(core) && hasNews(core);

/** A day nobody trusts is not written down, and a full disk keeps its room for people. */
function hasNews(core: DeskCore): boolean {
  const { read } = core.store;
  const { epoch, n } = readSetting(read, witnessedSetting);
  const head = readSetting(read, hubHeadSetting);
  const isNew = head.n > 0 && head.signature !== '' && (head.n !== n || epoch !== readSetting(read, epochSetting));
  return isNew && core.clockDoubt === null && core.spaceLevel() === 'ample';
}

/** Writes the newest head that came, where there is a new one; true where it was written. */
export function witnessHub(core: DeskCore): boolean {
  if (!hasNews(core)) return false;
  const viewer = theDesk(core);
  const request = { id: newId(core.ports), procedure: 'witness', input: {} };
  const written = performAct(core, viewer, request, (work) => {
    const { transaction } = work;
    const state = loadState(transaction, core.findKind, core.writer.id);
    const kind = core.findKind('writer');
    if (state === undefined || kind === undefined) return refuseStream();
    const data = { epoch: readSetting(transaction, epochSetting), ...readSetting(transaction, hubHeadSetting) };
    const learnt = learntAt(core, transaction, viewer);
    const decision = decideNext(core.findKind, kind, state, { type: 'witnessed', data }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    writeSetting(transaction, witnessedSetting, { day: todayOf(core), epoch: data.epoch, n: data.n });
    return ok({});
  });
  return written.ok;
}
