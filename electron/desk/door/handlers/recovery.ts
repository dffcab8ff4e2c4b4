import { proposeReplacement, replacePhrase } from '../../recovery.ts';
import type { Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const recoveryHandlers = (runtime: Runtime, door: Door) => ({
  propose: door.recovery.propose.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return proposeReplacement(runtime, core, viewer, input.password);
  }),
  replace: door.recovery.replace.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return replacePhrase(runtime, core, viewer, input.phrase);
  }),
});
