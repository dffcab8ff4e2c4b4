import { ok } from '#shared/kernel/result.ts';
import { giveWork, sendBackWork, takeBackWork, takeWork } from '../../commands/work-handovers.ts';
import { printed } from '../../queries/papers.ts';
import { wordsToday } from '../../queries/wordings.ts';
import {
  countWorkHandovers,
  listWorkHandovers,
  pendingOf,
  workHandoverFacts,
  workHandoverPage,
} from '../../queries/work-handovers.ts';
import type { Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

export const workHandoverHandlers = (runtime: Runtime, door: Door) => ({
  pending: door.workHandover.pending.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return pendingOf(core, viewer, input.giver ?? viewer.staff);
  }),
  give: door.workHandover.give.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return giveWork(core, viewer, input);
  }),
  list: door.workHandover.list.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ lines: listWorkHandovers(core, viewer) });
  }),
  page: door.workHandover.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return workHandoverPage(core, viewer, input.stream);
  }),
  take: door.workHandover.take.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return takeWork(core, viewer, input);
  }),
  sendBack: door.workHandover.sendBack.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return sendBackWork(core, viewer, input);
  }),
  takeBack: door.workHandover.takeBack.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return takeBackWork(core, viewer, input);
  }),
  count: door.workHandover.count.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(countWorkHandovers(core, viewer));
  }),
  paper: door.workHandover.paper.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const facts = workHandoverFacts(core, viewer, input.stream);
    const fonts = runtime.options.resources.fonts();
    const page = facts.ok ? printed(fonts, 'workHandover', facts.value, 'A4', wordsToday(core, 'workHandover')) : facts;
    return offered(runtime, context, page);
  }),
});
