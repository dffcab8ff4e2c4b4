import { ok } from '#shared/kernel/result.ts';
import { listMemos, memoPage } from '../../queries/memos.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

export const memoHandlers = (runtime: Runtime, door: Door, looks: Looks) => ({
  list: door.memo.list.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok(listMemos(core, viewer, input));
  }),
  page: door.memo.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = memoPage(core, viewer, input.stream);
    if (page.ok) {
      looks.note(viewer, input.look, input.stream, () => {
        audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream });
      });
    }
    return page;
  }),
});
