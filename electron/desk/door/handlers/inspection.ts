import { atField, ok } from '#shared/kernel/result.ts';
import { drawInspection, finishInspection } from '../../commands/inspections.ts';
import { admitInspector, endInspector } from '../../commands/inspectors.ts';
import { checkPassword } from '../../keys/password.ts';
import { givePasswordHere } from '../../login.ts';
import { refreshLogins } from '../../logins.ts';
import { inspectionPage, listInspections, populationOf, sampleListHtml } from '../../queries/inspections.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

export const inspectionHandlers = (runtime: Runtime, door: Door) => ({
  population: door.inspection.population.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ size: populationOf(core, viewer, core.store.read, input).length });
  }),
  draw: door.inspection.draw.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return drawInspection(core, viewer, input);
  }),
  finish: door.inspection.finish.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return finishInspection(core, viewer, input);
  }),
  list: door.inspection.list.handler(({ context }) => ok({ lines: listInspections(opened(context).core) })),
  page: door.inspection.page.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return inspectionPage(core, viewer, input.stream);
  }),
  paper: door.inspection.paper.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const page = sampleListHtml(core, runtime.options.resources.fonts(), viewer, input.stream);
    return offered(runtime, context, page);
  }),
  admit: door.inspection.admit.handler(async ({ context, input }) => {
    const { core, viewer } = opened(context);
    const { password, ...admission } = input;
    const allowed = checkPassword(password, input.login);
    if (!allowed.ok) return atField(allowed, 'password');
    const admitted = admitInspector(core, viewer, admission);
    if (!admitted.ok) return admitted;
    const { staff, until } = admitted.value;
    audit(runtime, core, viewer.staff, 'staffChanged', { staff, roles: ['inspector'], until });
    await givePasswordHere(runtime, core, viewer.staff, staff, password);
    return admitted;
  }),
  end: door.inspection.end.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const done = endInspector(core, viewer, input);
    if (!done.ok) return done;
    audit(runtime, core, viewer.staff, 'staffChanged', { staff: input.staff, type: 'leftEarly' });
    refreshLogins(runtime, core);
    return ok({});
  }),
});
