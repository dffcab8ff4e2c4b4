import { ok } from '#shared/kernel/result.ts';
import { matterOf, matterRow, mattersInForce } from '../../queries/matters.ts';
import { opened, type Door } from '../access.ts';

export const matterHandlers = (door: Door) => ({
  find: door.matter.find.handler(({ context, input }) => ok({ lines: mattersInForce(opened(context).core, input) })),
  get: door.matter.get.handler(({ context, input }) => {
    const found = matterOf(opened(context).core, input.code, input.versionId);
    return ok({ matter: found === undefined ? null : ({ ...found } as Record<string, never>) });
  }),
  row: door.matter.row.handler(({ context, input }) => ok({ row: matterRow(opened(context).core, input.code) })),
});
