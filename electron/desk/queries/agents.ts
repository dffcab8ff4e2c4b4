/** 代办员 to choose from, in the order in which a person might ask them for this case. */
import type { RankedAgent } from '#shared/contract/agents.ts';
import { agentValueSchema } from '#shared/kinds/agent/index.ts';
import { rankAgents, type Candidate, type Wanted } from '#shared/kinds/agent/rank.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { chargeKind } from '#shared/kinds/mechanism/project.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';
import { matterNames } from '#shared/kinds/proxy/learn.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { get, sql } from '../store/handles.ts';
import { recordsOf, stationName } from './names.ts';
import { todayOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

/** Of those the viewer may see: how many somebody has in hand tells of nobody else's. */
const loadOf = (core: DeskCore, viewer: Viewer, key: string): number =>
  get(
    core.store.read,
    sql<{ n: number }>`SELECT count(*) AS n FROM live_record h JOIN live_case c ON c.stream = h.stream
      WHERE h.kind = ${chargeKind} AND h.key > ${`${key} `} AND h.key < ${`${key}!`} AND c.kind = 'proxy'
      AND c.is_open = 1 AND ${visibleTo(viewer)}`,
  )?.n ?? 0;

function wantedIn(core: DeskCore, viewer: Viewer, stream: string | null): Wanted {
  const day = todayOf(core);
  const found = stream === null ? undefined : loadVisible(core, viewer, core.store.read, stream);
  if (found?.ok !== true) return { place: '', need: '', matters: [], day };
  const { state } = found.value;
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  const place = `${petitioner?.address ?? ''} ${stationName(core.store.read, state.station)}`;
  return { place, need: textOf(valueOf(state, 'need')), matters: matterNames(state.core.learnt), day };
}

export function agentsFor(core: DeskCore, viewer: Viewer, stream: string | null): RankedAgent[] {
  const all = recordsOf(core.store.read, 'agent').map(
    ({ key, value }): Candidate => ({
      ...{ key, value: agentValueSchema.parse(value), load: loadOf(core, viewer, key) },
    }),
  );
  return rankAgents(all, wantedIn(core, viewer, stream)).map((one) => ({ ...one, reasons: [...one.reasons] }));
}
