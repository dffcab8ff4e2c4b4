import { ok, type Result } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import {
  dropDraft,
  findDraft,
  keepDraft,
  listDrafts,
  listParked,
  parkDraft,
  takeUpDraft,
} from '../../commands/drafts.ts';
import { keepExport } from '../../commands/exports.ts';
import { markSent, printPaper, settleJob } from '../../commands/print-jobs.ts';
import { keepCharacterPicture } from '../../commands/character-pictures.ts';
import { printNow, queueWhereItPrints } from '../../print/print-now.ts';
import { choosePrinter, listPrinters } from '../../print/printers.ts';
import { pdfForPage, savePaper, wordForPage } from '../../print/save-outside.ts';
import { officialFormOfCase } from '../../queries/official-forms.ts';
import { verifyPaper } from '../../queries/genuine.ts';
import { homeOf } from '../../queries/home.ts';
import { daySheetHtml, wholeCourseHtml } from '../../queries/day-papers.ts';
import {
  dueExplanationHtml,
  matterGuideHtml,
  paperHtml,
  shortcutCardHtml,
  voidRegisterHtml,
  waitingJobs,
} from '../../queries/papers.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { asking, offered, opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

export const homeHandlers = (door: Door) => ({
  summary: door.home.summary.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(homeOf(core, viewer));
  }),
});

export const draftHandlers = (door: Door) => ({
  list: door.draft.list.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ drafts: listDrafts(core, viewer, input.kinds) });
  }),
  keep: door.draft.keep.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return keepDraft(core, viewer, input);
  }),
  find: door.draft.find.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ draft: findDraft(core, viewer, input.id) });
  }),
  park: door.draft.park.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return parkDraft(core, viewer, input);
  }),
  takeUp: door.draft.takeUp.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return takeUpDraft(core, viewer, input.id);
  }),
  parked: door.draft.parked.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok({ parked: listParked(core, viewer) });
  }),
  drop: door.draft.drop.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return dropDraft(core, viewer, input.id);
  }),
});

export const paperHandlers = (runtime: Runtime, door: Door, looks: Looks) => {
  const fonts = () => runtime.options.resources.fonts();
  return {
    verify: door.paper.verify.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return verifyPaper(core, viewer, input.code);
    }),
    html: door.paper.html.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const page = paperHtml(core, fonts(), viewer, input);
      // A paper shows the full record (个人信息保护法): looking at it is written down as revealing is.
      if (page.ok) {
        const { look, stream, paper, copy } = input;
        looks.note(viewer, look, `${stream} ${paper} ${String(copy)}`, () => {
          audit(runtime, core, viewer.staff, 'reveal', { stream, paper });
        });
      }
      return page;
    }),
    print: door.paper.print.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const job = printPaper(core, viewer, input);
      if (job.ok) audit(runtime, core, viewer.staff, 'print', { paper: input.paper, copy: job.value.copy });
      return job;
    }),
    waiting: door.paper.waiting.handler(({ context }) => {
      const { core, viewer } = opened(context);
      return ok({ jobs: waitingJobs(core, viewer) });
    }),
    sent: door.paper.sent.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return markSent(core, viewer, input.job);
    }),
    settle: door.paper.settle.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return settleJob(core, viewer, input);
    }),
    printers: door.paper.printers.handler(({ context }) => listPrinters(runtime, opened(context).core)),
    choosePrinter: door.paper.choosePrinter.handler(({ context, input }): Result<Record<string, never>> => {
      choosePrinter(opened(context).core, input.size, input.printer);
      return ok({});
    }),
    keepPicture: door.paper.keepPicture.handler(({ context, input }) =>
      keepCharacterPicture(opened(context).core, input),
    ),
    printNow: door.paper.printNow.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return printNow(runtime, core, viewer, input);
    }),
    queue: door.paper.queue.handler(async ({ context, input }) => {
      const { core, viewer } = opened(context);
      const job = await queueWhereItPrints(runtime, core, viewer, input);
      if (job.ok) audit(runtime, core, viewer.staff, 'print', { paper: input.sheet, copy: 1 });
      return job;
    }),
    save: door.paper.save.handler(({ context, input }) => savePaper(runtime, asking(context), input)),
    word: door.paper.word.handler(({ context, input }) => wordForPage(runtime, asking(context), input)),
    pdf: door.paper.pdf.handler(({ context, input }) => pdfForPage(runtime, asking(context), input)),
    voidRegister: door.paper.voidRegister.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const page = voidRegisterHtml(core, fonts(), viewer, getPlainDate(input.from), getPlainDate(input.to));
      return offered(runtime, context, page);
    }),
    officialForm: door.paper.officialForm.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const drawn = officialFormOfCase(core, runtime.options.resources, viewer, input);
      if (!drawn.ok) return drawn;
      looks.note(viewer, input.look, `${input.stream} ${input.form}`, () => {
        audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream });
      });
      const { html, size, notDrawn } = drawn.value.page;
      return ok({ html, size, notDrawn: [...notDrawn], copies: drawn.value.copies });
    }),
    officialFormFile: door.paper.officialFormFile.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const { act, stream, form } = input;
      const drawn = officialFormOfCase(core, runtime.options.resources, viewer, input);
      if (!drawn.ok) return drawn;
      const kept = keepExport(core, viewer, { stream, about: { form }, what: `${form}.docx` }, act);
      return kept.ok ? ok({ data: Buffer.from(drawn.value.docx).toString('base64') }) : kept;
    }),
    matterGuide: door.paper.matterGuide.handler(({ context, input }) =>
      offered(runtime, context, matterGuideHtml(opened(context).core, fonts(), input)),
    ),
    dueExplanation: door.paper.dueExplanation.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return offered(runtime, context, dueExplanationHtml(core, fonts(), viewer, input));
    }),
    wholeCourse: door.paper.wholeCourse.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const page = wholeCourseHtml(core, fonts(), viewer, input.stream);
      if (page.ok)
        looks.note(viewer, input.look, `${input.stream} wholeCourse`, () => {
          audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, paper: 'wholeCourse' });
        });
      return offered(runtime, context, page);
    }),
    daySheet: door.paper.daySheet.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return offered(runtime, context, daySheetHtml(core, fonts(), viewer, getPlainDate(input.day)));
    }),
    shortcutCard: door.paper.shortcutCard.handler(({ context, input }) =>
      offered(runtime, context, shortcutCardHtml(fonts(), runtime.options.build.version, input.rows)),
    ),
  };
};
