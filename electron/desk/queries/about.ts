/** Cases that are about another one (投诉), the newest first. */
import type { CasePage } from '#shared/contract/case.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { visibleTo } from './viewer.ts';

interface AboutRow {
  readonly stream: string;
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly last_on: string;
}

export const casesAbout = (core: DeskCore, viewer: Viewer, stream: string): CasePage['aboutThis'] =>
  all(
    core.store.read,
    sql<AboutRow>`SELECT c.stream, c.number, c.kind, c.status, c.last_on FROM live_case c
      WHERE c.about <> '' AND c.about = ${stream} AND ${visibleTo(viewer)}`,
  )
    // A handful: sorted here, so that the file sorts nothing.
    .toSorted((one, other) => (one.last_on < other.last_on ? 1 : -1))
    .map(({ last_on: _on, ...line }) => line);
