/** 村站代收 as screens and papers show it: read from the cases, each only for whoever may see it. */
import type { VillageRow } from '#shared/contract/village.ts';
import { maskName } from '#shared/identity/masking.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { handoverValueSchema } from '#shared/kinds/handover/index.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { mayStep } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { courseOf } from '#shared/kinds/service/course.ts';
import { copiesOf, hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { hasPapersToSend, tripUnderWay, villageOf } from '#shared/kinds/service/village.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { learntForReading, recordOf } from '../commands/learn.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, get, sql } from '../store/handles.ts';
import { nowOf, standingOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

const most = 500;

interface Found {
  readonly kind: Kind;
  readonly state: StreamState;
}

/** Cases of village stations that are not accepted, or whose papers are owed; of those the ones taken in for the township. */
function collected(core: DeskCore, viewer: Viewer): Found[] {
  const rows = all(
    core.store.read,
    sql<{ stream: string }>`SELECT c.stream FROM live_case c
      WHERE c.is_open = 1 AND ${visibleTo(viewer)}
        AND c.station IN (SELECT key FROM live_record WHERE kind = 'station' AND json_extract(value, '$.form') = 'village')
        AND (c.status IN ('received', 'correcting')
          OR EXISTS (SELECT 1 FROM live_due d WHERE d.stream = c.stream AND d.name = 'villagePapers' AND d.met IS NULL))
      ORDER BY c.next_due, c.row LIMIT ${most}`,
  );
  return rows.flatMap(({ stream }) => {
    const found = loadVisible(core, viewer, core.store.read, stream);
    return found.ok && villageOf(found.value.state.core.learnt) !== undefined ? [found.value] : [];
  });
}

export function villageList(core: DeskCore, viewer: Viewer): VillageRow[] {
  const learnt = learntForReading(core, viewer);
  const at = nextHlc(undefined, core.ports.clock.now());
  const may = ({ kind, state }: Found, type: string): boolean =>
    mayStep(kind, state, type, learnt, viewer.staff, at).ok;
  return collected(core, viewer).map((found) => ({
    ...rowOf(core, found.state),
    maySend: may(found, 'sentToTownship'),
    mayReceive: may(found, 'arrivedAtTownship'),
  }));
}

export function villageCount(core: DeskCore, viewer: Viewer): { all: number; pressing: number } {
  const rows = collected(core, viewer).map(({ state }) => rowOf(core, state));
  return { all: rows.length, pressing: rows.filter(({ light }) => light !== 'none').length };
}

function rowOf(core: DeskCore, state: StreamState): Omit<VillageRow, 'maySend' | 'mayReceive'> {
  const { list: stream = '', carrier = '', note = '' } = courseOf(state.core).handovers?.at(-1) ?? {};
  const { light } = standingOf(core, Object.values(state.core.dues));
  const list = stream === '' ? undefined : readHandover(core, stream);
  return {
    stream: state.stream,
    number: state.number ?? '',
    petitioner: maskName(nameOf(state)),
    matter: matterOf(state),
    station: villageOf(state.core.learnt)?.name ?? '',
    beganOn: state.beganOn,
    papers: papersAt(state),
    list: list?.number ?? '',
    carrier,
    note,
    acceptBy: dueOf(state, 'correction'),
    papersBy: dueOf(state, 'villagePapers'),
    light: light === 'green' ? 'none' : light,
  };
}

const papersAt = (state: StreamState): VillageRow['papers'] =>
  tripUnderWay(state) === undefined ? (hasPapersToSend(state) ? 'here' : 'arrived') : 'underWay';

const dueOf = ({ core }: StreamState, name: string) => {
  const due = core.dues[name];
  return due === undefined || due.met !== undefined ? null : getPlainDate(due.due);
};

const nameOf = (state: StreamState): string =>
  petitionerSchema.safeParse(valueOf(state, 'petitioner')).data?.name ?? '';
const matterOf = ({ core }: StreamState): string => matterFactsSchema.safeParse(core.learnt['matter']).data?.name ?? '';

function readHandover(core: DeskCore, stream: string) {
  const row = get(
    core.store.read,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'handover' AND stream = ${stream}`,
  );
  return row && handoverValueSchema.parse(JSON.parse(row.value));
}

const newest = 100;

export function handoverLists(core: DeskCore, viewer: Viewer) {
  const rows = all(
    core.store.read,
    sql<{ stream: string; value: string; on_at: string }>`SELECT r.stream, r.value, e.on_at FROM live_record r
      JOIN entry e ON e.stream = r.stream AND e.type = 'handedOver' WHERE r.kind = 'handover'
      ORDER BY r.stream DESC LIMIT ${newest}`,
  );
  return rows.flatMap(({ stream, value, on_at: sentOn }) => {
    const list = handoverValueSchema.parse(JSON.parse(value));
    const cases = casesOf(core, viewer, list.rows);
    if (cases.length === 0) return [];
    const underWay = cases.filter((state) => tripUnderWay(state)?.list === stream).length;
    const { number, carrier } = list;
    return [
      { stream, number, station: stationName(core, list.station), carrier, sentOn, count: cases.length, underWay },
    ];
  });
}

const casesOf = (core: DeskCore, viewer: Viewer, streams: readonly string[]): StreamState[] =>
  streams.flatMap((stream) => {
    const found = loadVisible(core, viewer, core.store.read, stream);
    return found.ok ? [found.value.state] : [];
  });

function stationName(core: DeskCore, code: string): string {
  const name = recordOf(core.store.read, 'station', code)?.['name'];
  return typeof name === 'string' ? name : code;
}

/** 交接清单 as facts of its paper. Refusal: stream.unknown, also where none of its cases may be seen. */
export function handoverPaperFacts(core: DeskCore, viewer: Viewer, stream: string): Result<unknown> {
  const list = readHandover(core, stream);
  const begun = get(
    core.store.read,
    sql<{
      on_at: string;
    }>`SELECT on_at FROM entry WHERE stream = ${stream} AND type = 'handedOver' ORDER BY seq LIMIT 1`,
  );
  const cases = casesOf(core, viewer, list?.rows ?? []);
  if (list === undefined || begun === undefined || cases.length === 0) return refuse('stream.unknown');
  return ok({
    hall: hallOf({ ...core.station, name: stationName(core, list.station) }),
    number: list.number,
    to: `${core.station.township}便民服务中心`,
    carrier: list.carrier,
    sentOn: dayOf(begun.on_at),
    rows: cases.map((state) => ({
      number: state.number ?? '',
      petitioner: nameOf(state),
      matter: matterOf(state),
      papers: copiesOf(state),
    })),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}
