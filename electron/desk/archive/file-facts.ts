/** What cover, contents and manifest of a case's file say about it. */
import { sortNames } from '#shared/archive/parts.ts';
import { isRetention, retentionName, type Retention } from '#shared/archive/retention.ts';
import { momentOf, hallOf } from '#shared/kinds/service/papers.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { stillHolds, type StreamState } from '#shared/kinds/mechanism/state.ts';
import chinese from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import type { DeskCore } from '../core.ts';
import { matterOf } from '../queries/matters.ts';
import { nowOf } from '../queries/standings.ts';
import type { CaseFile } from './case-file.ts';
import type { Making, Placed } from './make.ts';

const words = chinese as Readonly<Record<string, string>>;

/** The day it was closed, voided (作废) or went into another case (并案): from then on its 保管期限 counts. Undefined while it is open. */
export function closedOn({ kind, state }: Pick<CaseFile, 'kind' | 'state'>): string | undefined {
  const { voided, mergedInto } = state.core;
  if (voided !== undefined) return dayOf(voided.on);
  if (mergedInto !== undefined) return lastOn(state, (type) => type === 'merged');
  const ruleset = kind.rulesets[state.rules];
  if (ruleset?.states[state.core.status] !== 'done') return undefined;
  const closes = (type: string): boolean => ruleset.steps[type]?.to === state.core.status;
  return lastOn(state, closes);
}

function lastOn({ history }: StreamState, isOf: (type: string) => boolean): string | undefined {
  const line = history.findLast((one) => isOf(one.type) && stillHolds(one));
  return line === undefined ? undefined : dayOf(line.on);
}

const statusOf = ({ kind, core }: StreamState): string =>
  core.voided !== undefined
    ? '已作废'
    : core.mergedInto !== undefined
      ? '已并案'
      : (words[`${kind}.status.${core.status}`] ?? core.status);

export function factsOf({ core, viewer }: Pick<Making, 'core' | 'viewer'>, file: CaseFile) {
  const { kind, state } = file;
  const row = kind.row?.(state);
  const closed = closedOn(file);
  const title = row?.title ?? '';
  const retention = row?.matter === undefined ? undefined : retentionOf(core, row.matter);
  return {
    hall: hallOf(core.station),
    number: state.number ?? '',
    matter: title === '' ? (words[`${kind.kind}.name`] ?? kind.kind) : title,
    petitioner: row?.people[0]?.name ?? '—',
    status: statusOf(state),
    began: dayOf(state.beganOn),
    ...(closed === undefined ? {} : { closed, year: closed.slice(0, 4) }),
    ...(retention === undefined ? {} : { retention: retentionName(retention) }),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
}

/** By the township's table as it is today: it may be set, or set anew, long after the case was closed. */
export function retentionOf(core: DeskCore, matter: string): Retention | undefined {
  const value = matterOf(core, matter)?.['retention'];
  return isRetention(value) ? value : undefined;
}

export const rowOf = ({ part, note, pages }: Placed) => ({
  ...{ sort: sortNames[part.sort], title: part.title.slice(0, 400) },
  ...(part.on === undefined ? {} : { on: part.on }),
  ...(pages === undefined ? {} : { pages }),
  ...(note === '' ? {} : { note }),
});
