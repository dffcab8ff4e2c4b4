import { ok } from '#shared/kernel/result.ts';
import { bringSheet, signOnPad } from '../../commands/signatures.ts';
import { awaitedOfNumber, awaitedPapers, paperToSign } from '../../queries/signatures.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { pagesOf } from '../../signatures/pages-of.ts';
import { readSheet } from '../../signatures/read-sheet.ts';
import { opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

export const signatureHandlers = (runtime: Runtime, door: Door, looks: Looks) => ({
  awaited: door.signature.awaited.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(awaitedPapers(core, viewer));
  }),
  ofNumber: door.signature.ofNumber.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return awaitedOfNumber(core, viewer, input.number);
  }),
  read: door.signature.read.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return readSheet(core, viewer, runtime.options.resources.codeReader(), input.blob);
  }),
  pagesOf: door.signature.pagesOf.handler(({ context, input, signal }) =>
    pagesOf(opened(context).core, input.blob, signal),
  ),
  bring: door.signature.bring.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return bringSheet(core, viewer, input);
  }),
  paper: door.signature.paper.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const { look, stream, paper } = input;
    const page = paperToSign(core, runtime.options.resources.fonts(), viewer, input);
    // A paper shows the full record (个人信息保护法): looking at it is written down as revealing is.
    if (page.ok)
      looks.note(viewer, look, `${stream} ${paper} 1`, () => {
        audit(runtime, core, viewer.staff, 'reveal', { stream, paper });
      });
    return page;
  }),
  pad: door.signature.pad.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return signOnPad(core, viewer, input);
  }),
});
