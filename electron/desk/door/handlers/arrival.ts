import { ok } from '#shared/kernel/result.ts';
import { noteArrivals } from '../../commands/arrivals.ts';
import { waitingForCertificates } from '../../queries/arrivals.ts';
import { opened, type Door } from '../access.ts';

export const arrivalHandlers = (door: Door) => ({
  waiting: door.arrival.waiting.handler(({ context }) => {
    const { core, viewer } = opened(context);
    return ok(waitingForCertificates(core, viewer));
  }),
  note: door.arrival.note.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return noteArrivals(core, viewer, input);
  }),
});
