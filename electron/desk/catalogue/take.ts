/**
 * 导入: what a plan would do is done, in one act and one transaction: either all of it is there afterwards or nothing is. An act has an
 * upper size, because desk and server hand it over whole (`actLimit`); a larger file goes in several, each whole in itself.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { compareMatter, stepFor, type Naming } from '#shared/kinds/matter/exchange/compare.ts';
import type { ReadMatter } from '#shared/kinds/matter/exchange/read.ts';
import { matter } from '#shared/kinds/matter/index.ts';
import { actLimit } from '#shared/sync/protocol.ts';
import { isAsked, performAct, type Work } from '../commands/act.ts';
import { beginWithin, stepWithin } from '../commands/registry.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { recordText } from '../queries/matters.ts';
import type { Plan, PlannedMatter } from './jobs.ts';

/** Room for headers, facts and the quoting of the wire. */
const entryBytes = 2000;
const mostEntries = actLimit.entries - 100;
const mostBytes = actLimit.bytes * 0.75;

/** The first of them that fit into one act. */
export function fitting(planned: readonly PlannedMatter[]): readonly PlannedMatter[] {
  let bytes = 0;
  return planned.slice(0, mostEntries).filter(({ read }) => {
    bytes += Buffer.byteLength(read) + entryBytes;
    return bytes <= mostBytes;
  });
}

export interface TakeCatalogue {
  readonly act: string;
  readonly file: string;
  readonly naming: Naming;
  /** Codes of matters that the file does not have and the person wants out of use. */
  readonly retire: readonly string[];
}

export interface Taken extends JsonObject {
  readonly published: number;
  readonly revised: number;
  readonly retired: number;
  /** Matters of the file that wait for the next act. */
  readonly left: number;
  /** The township's server was asked, and registers them when it hears of it. */
  readonly isAsked: boolean;
}

/** `plan` is asked only where the act is new. Refusals: catalogue.gone, changedMeanwhile, nothing, and those of a step. */
export function takeCatalogue(
  core: DeskCore,
  viewer: Viewer,
  plan: () => Result<Plan>,
  input: TakeCatalogue,
): Result<Taken> {
  const { act, file, naming, retire } = input;
  const asked = { file, naming: { ...naming }, retire: [...retire] };
  return performAct(core, viewer, { id: act, procedure: 'catalogue.take', input: asked }, (work): Result<Taken> => {
    const found = plan();
    if (!found.ok) return found;
    const { planned, missing } = found.value;
    const now = fitting(planned);
    const left = planned.length - now.length;
    const going = left > 0 ? [] : missing.filter(({ code }) => retire.includes(code));
    if (now.length + going.length === 0) return refuse('catalogue.nothing');
    for (const one of now) {
      const done = takeOne(core, viewer, work, one, naming);
      if (!done.ok) return done;
    }
    for (const { stream } of going) {
      const done = stepWithin(core, viewer, work, 'matter', { stream, type: 'retired', data: {} });
      if (!done.ok) return done;
    }
    const published = now.filter(({ state }) => state === 'new').length;
    const revised = now.length - published;
    return ok({ published, revised, retired: going.length, left, isAsked: isAsked(core, matter) });
  });
}

function takeOne(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { code, row, read }: PlannedMatter,
  naming: Naming,
): Result<unknown> {
  // The preview is what the person agreed to: what became of the matter since is not written over.
  if (recordText(work.transaction, 'matter', code) !== row?.value)
    return refuse('catalogue.changedMeanwhile', { key: code });
  const wanted = JSON.parse(read) as ReadMatter;
  const before = row === null ? undefined : (JSON.parse(row.value) as JsonObject);
  const step = stepFor(compareMatter(before, wanted), wanted, naming, before);
  if (step === undefined) return ok(undefined);
  const data: JsonObject = { set: step.data.set };
  return row === null
    ? beginWithin(core, viewer, work, 'matter', step.type, data)
    : stepWithin(core, viewer, work, 'matter', { stream: row.stream, type: step.type, data });
}
