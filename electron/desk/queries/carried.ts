/** 所办的事: the cases a 帮办代办 carries, as they stand today; and on the page of such a case, who carries it. */
import type { CasePage } from '#shared/contract/case.ts';
import { maskPhone } from '#shared/identity/masking.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { carriedKind } from '#shared/kinds/mechanism/project.ts';
import type { CarriedRow } from '#shared/kinds/mechanism/rows.ts';
import { isEnded, valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { standingOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

export const carriedCases = (core: DeskCore, viewer: Viewer, kind: Kind, state: StreamState): CasePage['carries'] =>
  (kind.carries?.(state) ?? []).map((row) => ({
    ...{ stream: row.stream, number: row.number, matter: row.matter, on: row.on },
    case: standingOfCase(core, viewer, row),
  }));

/** null: of another desk and not come over yet, or not this person's to see. */
function standingOfCase(core: DeskCore, viewer: Viewer, { stream }: CarriedRow): CasePage['carries'][number]['case'] {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok || found.value.state.needsUpgrade !== undefined) return null;
  const { state } = found.value;
  const isOver = isEnded(state) || state.destroyed !== undefined;
  const pressing = isOver ? null : standingOf(core, Object.values(state.core.dues)).pressing;
  return {
    ...{ kind: state.kind, status: state.core.status, outcome: textOf(valueOf(state, 'outcome')) },
    // Voided, merged into another, destroyed: whatever its status was, nothing more comes of it.
    isOver,
    due: pressing === null ? null : { day: pressing.due, light: pressing.light },
  };
}

interface CarrierRow {
  readonly stream: string;
  readonly number: string;
  readonly kind: string;
  readonly status: string;
  readonly label: string;
  readonly value: string;
}

/** Along the key, which begins with the case. */
export const carriersOf = (
  core: DeskCore,
  viewer: Viewer,
  stream: string,
  isRevealed: boolean,
): CasePage['carriedBy'] =>
  all(
    core.store.read,
    sql<CarrierRow>`SELECT c.stream, c.number, c.kind, c.status, r.label, r.value
      FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${carriedKind} AND r.key > ${`${stream} `} AND r.key < ${`${stream}!`} AND ${visibleTo(viewer)}`,
  ).map(({ label, value, ...head }) => {
    const phone = textOf((JSON.parse(value) as { readonly phone?: string }).phone);
    return { ...head, by: label, phone: isRevealed ? phone : maskPhone(phone) };
  });
