import type { z } from 'zod';
import type { workEvent } from '#shared/contract/work.ts';
import { verifyNow } from '../../journal/verify-now.ts';
import type { DeskCore } from '../../core.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';
import { workEvents } from '../work-events.ts';

type WorkEvent = z.infer<typeof workEvent>;

export const journalHandlers = (runtime: Runtime, door: Door) => ({
  verify: door.journal.verify.handler(({ context, signal }) => {
    const { core, viewer } = opened(context);
    return verifying(runtime, core, viewer.staff, signal);
  }),
});

const verifying = (
  runtime: Runtime,
  core: DeskCore,
  by: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<WorkEvent> =>
  workEvents(
    async (onProgress) => {
      const result = await verifyNow(runtime, core, { signal, onProgress });
      if (result.ok) audit(runtime, core, by, 'verify', { findings: result.value.findings });
      return result;
    },
    (report): Extract<WorkEvent, { type: 'report' }> => ({ type: 'report', report: toJson(report) }),
  );

/** The report is plain data; this only drops what JSON has no word for. */
const toJson = (report: object): Extract<WorkEvent, { type: 'report' }>['report'] =>
  JSON.parse(JSON.stringify(report)) as Extract<WorkEvent, { type: 'report' }>['report'];
