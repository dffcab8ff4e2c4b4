import { ok } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { originalsOn } from '../../queries/originals.ts';
import { listOwed } from '../../queries/owed.ts';
import { originalsBookHtml } from '../../queries/papers.ts';
import type { Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

export const owedHandlers = (runtime: Runtime, door: Door) => ({
  list: door.owed.list.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok(listOwed(core, viewer, input.view));
  }),
  originals: door.owed.originals.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok(originalsOn(core, viewer, getPlainDate(input.day)));
  }),
  originalsBook: door.owed.originalsBook.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = originalsBookHtml(core, runtime.options.resources.fonts(), viewer, getPlainDate(input.day));
    return offered(runtime, context, page);
  }),
});
