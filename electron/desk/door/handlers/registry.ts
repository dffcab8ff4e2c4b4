import { atField, ok } from '#shared/kernel/result.ts';
import { readNotice } from '#shared/time/calendar-notice.ts';
import { importYear } from '../../commands/calendar.ts';
import { beginRecord, stepRecord } from '../../commands/registry.ts';
import { noteRequest } from '../../commands/requests.ts';
import { stationOf } from '../../opening.ts';
import { matchesWords } from '../../search/match-words.ts';
import { agentsFor } from '../../queries/agents.ts';
import { recordsOf } from '../../queries/names.ts';
import { requestsOf } from '../../queries/requests.ts';
import { yearMovesOf } from '../../queries/year-moves.ts';
import { yearsOf } from '../../queries/years.ts';
import { tell, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const registryHandlers = (runtime: Runtime, door: Door) => ({
  list: door.registry.list.handler(({ context, input }) => {
    const rows = recordsOf(opened(context).core.store.read, input.kind);
    const found = rows.filter((row) => matchesWords(`${row.label} ${row.key}`, input.search));
    return ok({ rows: found.map((row) => ({ ...row, value: { ...row.value } as Record<string, never> })) });
  }),
  agents: door.registry.agents.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ agents: agentsFor(core, viewer, input.stream) });
  }),
  begin: door.registry.begin.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return beginRecord(core, viewer, input);
  }),
  step: door.registry.step.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const result = stepRecord(core, viewer, undefined, input);
    core.station = stationOf(core.store.read, core.writer.station);
    tell(runtime, { type: 'status' });
    return result;
  }),
  requests: door.registry.requests.handler(({ context }) =>
    ok({ requests: requestsOf(opened(context).core.store.read) }),
  ),
  noteRequest: door.registry.noteRequest.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return noteRequest(core, viewer, input);
  }),
  years: door.registry.years.handler(({ context }) => ok({ years: yearsOf(opened(context).core) })),
  readNotice: door.registry.readNotice.handler(({ input }) => {
    const read = readNotice(Number(input.year), input.text);
    return read.ok ? ok({ off: [...read.value.off], work: [...read.value.work] }) : atField(read, 'text');
  }),
  previewYear: door.registry.previewYear.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return yearMovesOf(core, viewer, input);
  }),
  importYear: door.registry.importYear.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return importYear(core, viewer, input);
  }),
});
