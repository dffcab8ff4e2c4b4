import { ok } from '#shared/kernel/result.ts';
import { countLedgers, ledgerHtml, ledgerWorkbook, pageOfLedger } from '../../ledgers/read.ts';
import { writeOutside } from '../../print/save-outside.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, offered, opened, type Door } from '../access.ts';

export const ledgerHandlers = (runtime: Runtime, door: Door) => ({
  counts: door.ledger.counts.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ ledgers: countLedgers(core, viewer, input) });
  }),
  page: door.ledger.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = pageOfLedger(core, viewer, input);
    if (!page.ok) return page;
    const rows = page.value.rows.map(({ key, cells, ...row }) => ({ ...row, key: [...key], cells: [...cells] }));
    return ok({ rows, after: page.value.after === null ? null : [...page.value.after] });
  }),
  html: door.ledger.html.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = ledgerHtml(core, runtime.options.resources.fonts(), viewer, input);
    return offered(runtime, context, page);
  }),
  export: door.ledger.export.handler(async ({ context, input }) => {
    const { core, viewer } = opened(context);
    const file = await ledgerWorkbook(core, viewer, input);
    return file.ok ? ok({ data: Buffer.from(file.value).toString('base64') }) : file;
  }),
  save: door.ledger.save.handler(({ context, input: { name, ...asked } }) => {
    const { core, viewer, connection } = asking(context);
    return writeOutside(runtime, { core, viewer, connection }, `${name}.xlsx`, () =>
      ledgerWorkbook(core, viewer, asked),
    );
  }),
});
