/** 村级交接: papers of many cases go to the township in one act, and arrive there in one. Whatever refuses one row refuses all and names it. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { performAct } from './act.ts';
import { refuseNumber } from './clock.ts';
import { atRow, beginList, takeStep } from './many.ts';
import { nextOfDay } from './next-of-day.ts';

export interface HandoverInput {
  readonly act: string;
  readonly carrier: string;
  readonly streams: readonly string[];
}

type Sent = { readonly stream: string; readonly number: string };

/** 交接: a 交接清单 with its number, and a step of each case in it. */
export function sendPapers(core: DeskCore, viewer: Viewer, input: HandoverInput): Result<Sent> {
  const request = { id: input.act, procedure: 'village.send', input: { ...input, streams: [...input.streams] } };
  return performAct(core, viewer, request, (work) => {
    const doubt = refuseNumber(core);
    if (doubt) return doubt;
    const { carrier } = input;
    const stream = newId(core.ports);
    for (const [index, row] of input.streams.entries()) {
      const taken = takeStep(core, viewer, work, row, {
        type: 'sentToTownship',
        data: { list: stream, bearer: carrier },
      });
      if (!taken.ok) return atRow(taken.refusal, index);
      work.keep({ isNew: false, decision: taken.value });
    }
    const number = nextOfDay(core, work.transaction, 'handover', 'JJ');
    const set = { number, station: core.writer.station, carrier, rows: [...input.streams] };
    const list = beginList(core, viewer, work, { kind: 'handover', stream, type: 'handedOver', set });
    return list.ok ? ok({ stream, number }) : list;
  });
}

export interface ArrivalInput {
  readonly act: string;
  readonly rows: readonly { readonly stream: string; readonly note?: string }[];
}

/** 到镇: what was counted over, each with what was not in order. */
export function receivePapers(core: DeskCore, viewer: Viewer, input: ArrivalInput): Result<{ readonly count: number }> {
  const request = { id: input.act, procedure: 'village.receive', input: input as unknown as JsonObject };
  return performAct(core, viewer, request, (work) => {
    for (const [index, { stream, note }] of input.rows.entries()) {
      const data = note === undefined ? {} : { counted: note };
      const taken = takeStep(core, viewer, work, stream, { type: 'arrivedAtTownship', data });
      if (!taken.ok) return atRow(taken.refusal, index);
      work.keep({ isNew: false, decision: taken.value });
    }
    return ok({ count: input.rows.length });
  });
}
