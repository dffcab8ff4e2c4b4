import { ok } from '#shared/kernel/result.ts';
import { cancelAppraisal, judgeFiles, openAppraisal, signAppraisal } from '../../commands/appraisals.ts';
import { carryOut } from '../../commands/carry-out-appraisal.ts';
import { appraisalPage, appraisalPaper, listAppraisals } from '../../queries/appraisals.ts';
import type { Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

export const appraisalHandlers = (runtime: Runtime, { appraisal }: Door) => ({
  list: appraisal.list.handler(({ context }) => ok({ lines: listAppraisals(opened(context).core) })),
  page: appraisal.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return appraisalPage(core, viewer, input.stream);
  }),
  open: appraisal.open.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return openAppraisal(core, viewer, input);
  }),
  judge: appraisal.judge.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return judgeFiles(core, viewer, input);
  }),
  sign: appraisal.sign.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return signAppraisal(core, viewer, input);
  }),
  cancel: appraisal.cancel.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return cancelAppraisal(core, viewer, input);
  }),
  carryOut: appraisal.carryOut.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return carryOut(core, viewer, input);
  }),
  paper: appraisal.paper.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return offered(runtime, context, appraisalPaper(core, runtime.options.resources.fonts(), viewer, input));
  }),
});
