import { ok } from '#shared/kernel/result.ts';
import { answerBatch, sendBatch } from '../../commands/batches.ts';
import { batchCandidates, batchPageOf, listBatches, mattersToSend } from '../../queries/batches.ts';
import { handoverHtml } from '../../queries/papers.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const batchHandlers = (runtime: Runtime, door: Door) => ({
  matters: door.batch.matters.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ matters: mattersToSend(core, viewer) });
  }),
  candidates: door.batch.candidates.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ rows: batchCandidates(core, viewer, input.matter) });
  }),
  send: door.batch.send.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return sendBatch(core, viewer, input);
  }),
  list: door.batch.list.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ batches: listBatches(core, viewer) });
  }),
  page: door.batch.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return batchPageOf(core, viewer, input.stream);
  }),
  answer: door.batch.answer.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return answerBatch(core, viewer, input);
  }),
  handover: door.batch.handover.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = handoverHtml(core, runtime.options.resources.fonts(), viewer, input.stream);
    // Full names on one sheet (个人信息保护法): looking at it is written down as revealing is.
    if (page.ok) audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, paper: 'handoverList' });
    return page;
  }),
});
