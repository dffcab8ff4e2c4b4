import { momentOf } from '#shared/kinds/service/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { choosePaperPrinter, findPrinters, keepPrinter, printersHere, removePrinter } from '../../print/printers.ts';
import { stateOf, testPrinter } from '../../print/test-page.ts';
import { nowOf } from '../../queries/standings.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const printerHandlers = (runtime: Runtime, door: Door) => ({
  find: door.printer.find.handler(async () => ok({ found: await findPrinters(runtime) })),
  list: door.printer.list.handler(({ context }) => ok(printersHere(opened(context).core.store.read))),
  state: door.printer.state.handler(async ({ context, input }) => {
    const printer = printersHere(opened(context).core.store.read).printers.find(({ id }) => id === input.id);
    return printer === undefined ? refuse('print.noSuchPrinter') : ok({ state: await stateOf(runtime, printer) });
  }),
  test: door.printer.test.handler(({ context, input }) => {
    const { core } = opened(context);
    return testPrinter(runtime, input.printer, input.size, momentOf(nowOf(core)));
  }),
  keep: door.printer.keep.handler(({ context, input }): Result<Record<string, never>> => {
    const { core, viewer } = opened(context);
    keepPrinter(core, input.printer);
    audit(runtime, core, viewer.staff, 'settings', { what: 'printerKept', printer: input.printer.title });
    return ok({});
  }),
  remove: door.printer.remove.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const removed = removePrinter(core, input.id);
    if (removed.ok) audit(runtime, core, viewer.staff, 'settings', { what: 'printerRemoved' });
    return removed;
  }),
  choosePaper: door.printer.choosePaper.handler(({ context, input }) =>
    choosePaperPrinter(opened(context).core, input.paper, input.printer),
  ),
});
