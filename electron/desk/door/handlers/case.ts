import { ok } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { beginCase, mergeCases, stepCase, unmergeCase } from '../../commands/case.ts';
import { findByCode } from '../../queries/by-code.ts';
import { casePageOf } from '../../queries/case-page.ts';
import { listPage, similarCases } from '../../queries/cases.ts';
import { voidRegisterOf } from '../../queries/void-register.ts';
import { whyOf } from '../../queries/why-this-day.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';
import type { Looks } from '../looks.ts';

/** From this many digits on a search can single out a person: it is written to the audit chain, without what was typed. */
const revealingDigits = 4;
const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

export const caseHandlers = (runtime: Runtime, door: Door, looks: Looks) => ({
  begin: door.case.begin.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return beginCase(core, viewer, input);
  }),
  step: door.case.step.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return stepCase(core, viewer, input);
  }),
  merge: door.case.merge.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return mergeCases(core, viewer, input);
  }),
  unmerge: door.case.unmerge.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return unmergeCase(core, viewer, input);
  }),
  page: door.case.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const isRevealed = input.reveal && viewer.may.has('case.reveal');
    const page = casePageOf(core, viewer, input.stream, isRevealed);
    if (page.ok && isRevealed) {
      looks.note(viewer, input.look, input.stream, () => {
        audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream });
      });
    }
    return page;
  }),
  whyThisDay: door.case.whyThisDay.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const why = whyOf(core, viewer, input);
    return why.ok ? ok(why.value.answer) : why;
  }),
  list: door.case.list.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const list = listPage(core, viewer, input);
    if (!list.ok) return list;
    const digits = digitsIn(input.search);
    if (digits >= revealingDigits && input.cursor === undefined) {
      audit(runtime, core, viewer.staff, 'search', { digits, found: list.value.lines.length });
    }
    return list;
  }),
  byCode: door.case.byCode.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return findByCode(core, viewer, input.code);
  }),
  similar: door.case.similar.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ lines: similarCases(core, viewer, input) });
  }),
  voidRegister: door.case.voidRegister.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ rows: voidRegisterOf(core, viewer, getPlainDate(input.from), getPlainDate(input.to)) });
  }),
});
