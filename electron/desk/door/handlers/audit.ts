import { ok } from '#shared/kernel/result.ts';
import { listAudit } from '../../queries/audit.ts';
import { opened, type Door } from '../access.ts';

export const auditHandlers = (door: Door) => ({
  list: door.audit.list.handler(({ context, input }) =>
    ok({ events: listAudit(opened(context).core.store.read, input.before, input.limit) }),
  ),
});
