import { ok, type Result } from '#shared/kernel/result.ts';
import { runCatalogue } from '../../catalogue/jobs.ts';
import type { DeskCore, Viewer } from '../../core.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { tripSheets } from '../../queries/trip-sheets.ts';
import { openNotices, tripLedger, tripsOf, type Period } from '../../queries/trips.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';

export const tripHandlers = (runtime: Runtime, door: Door) => ({
  ledger: door.trip.ledger.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ rows: tripLedger(core, viewer, input) });
  }),
  list: door.trip.list.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok(tripsOf(core, viewer, input));
  }),
  returning: door.trip.returning.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return ok({ notices: openNotices(core, viewer, input) });
  }),
  export: door.trip.export.handler(async ({ context, input }) => {
    const content = await workbookOf(runtime, opened(context), input);
    return content.ok ? ok({ data: Buffer.from(content.value).toString('base64') }) : content;
  }),
  save: door.trip.save.handler(({ context, input: { name, ...period } }) => {
    const asked = asking(context);
    return writeOutside(runtime, asked, `${name}.xlsx`, () => workbookOf(runtime, asked, period));
  }),
});

/** It holds nothing of a person, but leaving is written down all the same. */
async function workbookOf(
  runtime: Runtime,
  { core, viewer }: { readonly core: DeskCore; readonly viewer: Viewer },
  period: Period,
): Promise<Result<Uint8Array>> {
  const sheets = tripSheets(tripLedger(core, viewer, period), period);
  const content = await runCatalogue<Uint8Array>({ do: 'sheets', sheets });
  if (content.ok) audit(runtime, core, viewer.staff, 'export', { secondTrips: `${period.from} ${period.to}` });
  return content;
}
