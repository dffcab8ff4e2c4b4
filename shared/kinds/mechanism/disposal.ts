/**
 * What an appraisal (鉴定) comes to for one case: it is kept longer (续存), or its content is destroyed (销毁; 档案法实施条例 art. 24).
 *
 * `fileDestroyed` ends a case: what the fold knows of it afterwards is made of headers and of this entry alone. So it is the same while the
 * bodies of the entries before still lie there and when they are gone, on every desk and at the hub, whoever erases them when.
 */
import { z } from 'zod';
import { dayOf } from './day.ts';
import type { EntryType } from './entry-type.ts';
import { emptyCore, type HistoryLine, type StreamState } from './state.ts';

/** More entries no case has; one act must fit into one message to the hub. */
const mostEntries = 5000;
const appraisal = { list: z.uuid(), listNumber: z.string().min(1).max(64) };

const keptSchema = z.strictObject({
  ...appraisal,
  /** The last day; null: for ever. */
  until: z.iso.date().nullable(),
  reason: z.string().trim().min(1).max(500),
});

const destroyedSchema = z.strictObject({
  ...appraisal,
  /** Nothing of whom it was about: what a 销毁清册 says of it. */
  number: z.string().max(64),
  officialNumber: z.string().max(64),
  status: z.string().min(1).max(40),
  title: z.string().max(400),
  matter: z.string().max(64),
  closed: z.iso.date(),
  /** 作废, 并案: what it ended by, so that it stays in the register of voided numbers and out of every statistic. */
  voided: z
    .strictObject({ cause: z.enum(['duplicate', 'mistake', 'trial']), entry: z.uuid(), on: z.iso.datetime() })
    .exactOptional(),
  mergedInto: z.uuid().exactOptional(),
  /** Every entry there was: what came besides, from elsewhere, was appraised by nobody. */
  entries: z.array(z.uuid()).min(1).max(mostEntries),
});
export type DestroyedData = z.infer<typeof destroyedSchema>;

/** Of a destroyed case, what stays. */
export interface Destroyed {
  readonly entry: string;
  readonly list: string;
  readonly listNumber: string;
  readonly title: string;
  readonly matter: string;
  readonly closed: string;
  readonly on: string;
  readonly by: string;
}

export interface KeptOn {
  readonly list: string;
  readonly listNumber: string;
  readonly until: string | null;
}

/** What may still be written about a destroyed case: what became of doubts about entries that came from elsewhere, and what the authority owes. */
export const afterDestruction: ReadonlySet<string> = new Set(['doubted', 'doubtSettled', 'erased', 'officialNumber']);

const isWhole = ({ history }: StreamState, named: readonly string[]): boolean => {
  const there = new Set(named);
  return there.size === history.length && history.every(({ entry }) => there.has(entry));
};

/** As their headers tell it. */
const bare = ({ entry, type, act, at, on, by, station }: HistoryLine): HistoryLine => ({
  ...{ entry, type, act, at, on, by, station },
  isLate: false,
  isErased: true,
});

export const disposalTypes: Readonly<Record<string, EntryType>> = {
  fileKept: {
    v: 1,
    writtenBy: 'program',
    isDeed: true,
    undo: 'final',
    data: keptSchema,
    permission: 'archive.appraise',
    guard: (state) => (state.core.status === '' ? 'step.notNow' : null),
    fold: (state, { data }) => {
      const { list, listNumber, until } = keptSchema.parse(data);
      return { ...state, kept: { list, listNumber, until } };
    },
  },
  fileDestroyed: {
    v: 1,
    writtenBy: 'program',
    isDeed: true,
    undo: 'final',
    data: destroyedSchema,
    permission: 'archive.appraise',
    // By headers alone, as `erased`: it has to be allowed also where the bodies before it are gone.
    guard: (state, { data }) => {
      if (state.entries === 0) return 'step.notNow';
      return data === null || isWhole(state, destroyedSchema.parse(data).entries) ? null : 'file.changedMeanwhile';
    },
    fold: (state, { id, on, by, data }) => {
      const { list, listNumber, number, officialNumber, status, title, matter, closed, voided, mergedInto } =
        destroyedSchema.parse(data);
      const { stream, kind, rules, station, entries, beganBy, beganOn, lastOn } = state;
      return {
        ...{ stream, kind, rules, station, entries, beganBy, beganOn, lastOn },
        ...(number === '' ? {} : { number }),
        core: {
          ...{ ...emptyCore, status },
          ...(officialNumber === '' ? {} : { officialNumber }),
          ...(voided === undefined ? {} : { voided }),
          ...(mergedInto === undefined ? {} : { mergedInto }),
        },
        ...{ papers: [], attachments: [], notes: 0, marks: [] },
        history: state.history.map(bare),
        destroyed: { entry: id, list, listNumber, title, matter, closed, on, by },
      };
    },
  },
};

/** 续存: it is not to be appraised again before that day is over. */
export const isKeptOn = ({ kept }: StreamState, today: string): boolean =>
  kept !== undefined && (kept.until === null || kept.until >= today);

/** What side row a case has in `live_record` for it. */
export const destroyedKind = 'destroyed';
export const keptOnKind = 'keptOn';

export function disposalRows({ stream, destroyed, kept }: StreamState) {
  if (destroyed !== undefined) {
    const { list, listNumber, on } = destroyed;
    return [{ kind: destroyedKind, key: stream, label: listNumber, value: { list, listNumber, day: dayOf(on) } }];
  }
  return kept === undefined ? [] : [{ kind: keptOnKind, key: stream, label: kept.listNumber, value: { ...kept } }];
}
