import type { SheetRead } from '#shared/contract/many.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { BroughtTables } from '../../catalogue/brought-tables.ts';
import { emptyListOf } from '../../catalogue/empty-list.ts';
import { extendList, openList, takeRow } from '../../commands/intake-lists.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { listLists, listPageOf, openCasesOf } from '../../queries/intake-lists.ts';
import { intakeListHtml } from '../../queries/papers.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { asking, offered, opened, type Door } from '../access.ts';

export const manyHandlers = (runtime: Runtime, door: Door) => {
  const brought = new BroughtTables();
  return {
    open: door.many.open.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return openList(core, viewer, input);
    }),
    extend: door.many.extend.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return extendList(core, viewer, input);
    }),
    takeRow: door.many.takeRow.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return takeRow(core, viewer, input);
    }),
    list: door.many.list.handler(({ context }) => {
      const { core, viewer } = opened(context);
      return ok({ lists: listLists(core, viewer) });
    }),
    page: door.many.page.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return listPageOf(core, viewer, input.stream);
    }),
    paper: door.many.paper.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const page = intakeListHtml(core, runtime.options.resources.fonts(), viewer, input.stream);
      // Full names on one sheet (个人信息保护法): looking at it is written down as revealing is.
      if (page.ok) audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, paper: 'intakeList' });
      return offered(runtime, context, page);
    }),
    openCases: door.many.openCases.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return ok({ cases: openCasesOf(core, viewer, input.matter, input.numbers) });
    }),
    part: door.many.part.handler(({ context, input }) => brought.addPart(opened(context).viewer, input)),
    sheets: door.many.sheets.handler(async ({ context, input }): Promise<Result<{ sheets: SheetRead[] }>> => {
      const sheets = await brought.read(opened(context).viewer, input.file);
      // The same cells; the contract's type of them is one that may be written to.
      return sheets.ok ? ok({ sheets: sheets.value as unknown as SheetRead[] }) : sheets;
    }),
    template: door.many.template.handler(async ({ context, input }) => {
      const file = await emptyListOf(opened(context).core, input.matter);
      return file.ok ? ok({ data: Buffer.from(file.value).toString('base64') }) : file;
    }),
    saveTemplate: door.many.saveTemplate.handler(({ context, input }) =>
      writeOutside(runtime, asking(context), `${input.name}.xlsx`, () =>
        emptyListOf(opened(context).core, input.matter),
      ),
    ),
  };
};
