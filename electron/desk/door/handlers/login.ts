import { ok } from '#shared/kernel/result.ts';
import { changePassword, enter, leave } from '../../login.ts';
import { tell, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';
import { meOf } from './desk.ts';

export const loginHandlers = (runtime: Runtime, door: Door) => ({
  enter: door.login.enter.handler(async ({ context, input }) => {
    const viewer = await enter(runtime, context.connection.id, input);
    return viewer.ok ? ok(meOf(runtime, viewer.value)) : viewer;
  }),
  leave: door.login.leave.handler(({ context }) => {
    leave(runtime, context.connection.id, 'logout');
    tell(runtime, { type: 'status' });
    return ok({});
  }),
  lock: door.login.lock.handler(({ context }) => {
    leave(runtime, context.connection.id, 'lock');
    tell(runtime, { type: 'status' });
    return ok({});
  }),
  changePassword: door.login.changePassword.handler(async ({ context, input }) => {
    const { core, viewer } = opened(context);
    return changePassword(runtime, core, viewer, input);
  }),
});
