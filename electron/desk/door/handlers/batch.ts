import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { BroughtTables } from '../../catalogue/brought-tables.ts';
import { answerBatch, sendBatch } from '../../commands/batches.ts';
import { keepRosterExport } from '../../commands/exports.ts';
import { isStillThere, writeOutside } from '../../print/save-outside.ts';
import { batchCandidates, batchPageOf, listBatches, mattersToSend } from '../../queries/batches.ts';
import { handoverHtml } from '../../queries/papers.ts';
import { compareAnswers, rosterOfBatch } from '../../queries/rosters.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { asking, offered, opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

export const batchHandlers = (runtime: Runtime, door: Door, looks: Looks) => ({
  ...batchSheets(runtime, door, looks),
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
    return offered(runtime, context, page);
  }),
});

/** 花名册 out, answers in. */
function batchSheets(runtime: Runtime, door: Door, looks: Looks) {
  const brought = new BroughtTables();
  const { resources } = runtime.options;
  return {
    roster: door.batch.roster.handler(async ({ context, input }) => {
      const { core, viewer } = opened(context);
      const filled = await rosterOfBatch(core, resources, viewer, input);
      if (!filled.ok) return filled;
      const { texts, from, unknown } = filled.value;
      looks.note(viewer, input.look, input.stream, () => {
        audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, roster: input.form });
      });
      return ok({ texts: texts.map((row) => [...row]), from, unknown: [...unknown] });
    }),
    rosterFile: door.batch.rosterFile.handler(async ({ context, input }) => {
      const content = await rosterToGo(runtime, asking(context), input, input.act);
      return content.ok ? ok({ data: Buffer.from(content.value).toString('base64') }) : content;
    }),
    saveRoster: door.batch.saveRoster.handler(({ context, input }) =>
      writeOutside(runtime, asking(context), `${input.name}.xlsx`, () => rosterToGo(runtime, asking(context), input)),
    ),
    answersPart: door.batch.answersPart.handler(({ context, input }) => brought.addPart(opened(context).viewer, input)),
    compare: door.batch.compare.handler(async ({ context, input }) => {
      const { core, viewer } = opened(context);
      const sheets = await brought.read(viewer, input.file);
      return sheets.ok ? compareAnswers(core, viewer, input.stream, sheets.value) : sheets;
    }),
  };
}

/** Made, then written down, then handed over: where it cannot be written down it does not leave. */
async function rosterToGo(
  runtime: Runtime,
  { core, viewer, ...connection }: ReturnType<typeof asking>,
  { stream, form }: { readonly stream: string; readonly form: string },
  act?: string,
): Promise<Result<Uint8Array>> {
  const filled = await rosterOfBatch(core, runtime.options.resources, viewer, { stream, form });
  if (!filled.ok) return filled;
  // The file is made in a thread of its own: meanwhile the person may have left.
  if (!isStillThere(runtime, { core, viewer, ...connection })) return refuse('login.required');
  const kept = keepRosterExport(core, viewer, { batch: stream, streams: filled.value.streams, what: form }, act);
  return kept.ok ? ok(filled.value.bytes) : kept;
}
