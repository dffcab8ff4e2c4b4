import { ok } from '#shared/kernel/result.ts';
import { receivePapers, sendPapers } from '../../commands/handovers.ts';
import { villageHandoverHtml } from '../../queries/papers.ts';
import { handoverLists, villageCount, villageList } from '../../queries/village.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

export const villageHandlers = (runtime: Runtime, door: Door) => ({
  list: door.village.list.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ rows: villageList(core, viewer) });
  }),
  count: door.village.count.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(villageCount(core, viewer));
  }),
  send: door.village.send.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return sendPapers(core, viewer, input);
  }),
  receive: door.village.receive.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return receivePapers(core, viewer, input);
  }),
  lists: door.village.lists.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ lists: handoverLists(core, viewer) });
  }),
  paper: door.village.paper.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = villageHandoverHtml(core, runtime.options.resources.fonts(), viewer, input.stream);
    if (page.ok) audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, paper: 'villageHandover' });
    return offered(runtime, context, page);
  }),
});
