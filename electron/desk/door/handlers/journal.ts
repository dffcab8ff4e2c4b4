import type { z } from 'zod';
import type { workEvent } from '#shared/contract/work.ts';
import { verifyNow } from '../../journal/verify-now.ts';
import type { DeskCore } from '../../core.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

type WorkEvent = z.infer<typeof workEvent>;

export const journalHandlers = (runtime: Runtime, door: Door) => ({
  verify: door.journal.verify.handler(({ context, signal }) => {
    const { core, viewer } = opened(context);
    return verifying(runtime, core, viewer.staff, signal);
  }),
});

/** Progress as it comes, then the report. The connection's end ends the worker. */
async function* verifying(
  runtime: Runtime,
  core: DeskCore,
  by: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<WorkEvent> {
  const waiting: WorkEvent[] = [];
  let wake: () => void = () => undefined;
  const say = (event: WorkEvent): void => {
    waiting.push(event);
    wake();
  };
  const work = verifyNow(runtime, core, {
    signal,
    onProgress: (progress) => {
      say({ type: 'progress', progress: { ...progress } });
    },
  }).then((result) => {
    say(result.ok ? { type: 'report', report: toJson(result.value) } : { type: 'refused', refusal: result.refusal });
    if (result.ok) audit(runtime, core, by, 'verify', { findings: result.value.findings });
  });
  for (;;) {
    const event = waiting.shift();
    if (event === undefined) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), work]);
    else yield event;
    if (event !== undefined && event.type !== 'progress') return;
  }
}

/** The report is plain data; this only drops what JSON has no word for. */
const toJson = (report: object): Extract<WorkEvent, { type: 'report' }>['report'] =>
  JSON.parse(JSON.stringify(report)) as Extract<WorkEvent, { type: 'report' }>['report'];
