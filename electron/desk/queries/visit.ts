/** The other cases of a visit, and who was asked first. */
import type { CasePage } from '#shared/contract/case.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { visitOf } from '#shared/kinds/mechanism/visit.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { staffNames, stationName } from './names.ts';
import { visibleTo } from './viewer.ts';

/** Null where it is a visit of one matter, as far as this person may see. */
export function visitPart(core: DeskCore, viewer: Viewer, state: StreamState): CasePage['visit'] {
  const { case: first, by, station } = visitOf(state);
  const others = all(
    core.store.read,
    sql<OtherRow>`SELECT c.row, c.stream, c.number, c.kind, c.status, c.title, c.began_on FROM live_case c WHERE c.stream IN
      (SELECT stream FROM live_case WHERE visit <> '' AND visit = ${first} UNION SELECT ${first})
      AND c.stream <> ${state.stream} AND ${visibleTo(viewer)}`,
  );
  if (others.length === 0 && state.visit === undefined) return null;
  const { read } = core.store;
  return {
    ...{ firstBy: staffNames(read)(by), firstAt: stationName(read, station) },
    others: others.toSorted(asTakenIn).map(({ row: _row, began_on: _on, ...other }) => other),
  };
}

interface OtherRow {
  readonly row: number;
  readonly stream: string;
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly title: string;
  readonly began_on: string;
}

/** A handful: sorted here, so that the file sorts nothing. */
const asTakenIn = (one: OtherRow, other: OtherRow): number =>
  one.began_on === other.began_on ? one.row - other.row : one.began_on < other.began_on ? -1 : 1;
