import { ok, type Result } from '#shared/kernel/result.ts';
import { accountPad, loseSheet, reservePad } from '../../commands/pads.ts';
import { padHtml } from '../../queries/papers.ts';
import { listPads } from '../../queries/pads.ts';
import type { Runtime } from '../../runtime.ts';
import { offered, opened, type Door } from '../access.ts';

const done = (result: Result<unknown>): Result<Record<string, never>> => (result.ok ? ok({}) : result);

export const padHandlers = (runtime: Runtime, door: Door) => ({
  reserve: door.pad.reserve.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const pad = reservePad(core, viewer, input);
    return pad.ok ? ok({ stream: pad.value.stream, sheets: [...pad.value.sheets] }) : pad;
  }),
  list: door.pad.list.handler(({ context }) => ok({ pads: listPads(opened(context).core.store.read) })),
  html: door.pad.html.handler(({ context, input }) =>
    offered(runtime, context, padHtml(opened(context).core, runtime.options.resources.fonts(), input.stream)),
  ),
  lose: door.pad.lose.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return done(loseSheet(core, viewer, input));
  }),
  account: door.pad.account.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return done(accountPad(core, viewer, input));
  }),
});
