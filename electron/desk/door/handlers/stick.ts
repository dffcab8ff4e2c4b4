import { ok } from '#shared/kernel/result.ts';
import type { Runtime } from '../../runtime.ts';
import { Incoming } from '../../sync/stick/incoming.ts';
import {
  handOnForPage,
  outForPage,
  saveHandedOn,
  saveOut,
  stickStateOf,
  takeInFile,
} from '../../sync/stick/of-desk.ts';
import { asking, opened, type Door } from '../access.ts';

export const stickHandlers = (runtime: Runtime, door: Door) => {
  const incoming = new Incoming();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    state: door.stick.state.handler(({ context }) => ok(stickStateOf(opened(context).core))),
    out: door.stick.out.handler(({ context }) => outForPage(runtime, asking(context))),
    save: door.stick.save.handler(({ context, input }) => saveOut(runtime, asking(context), input.name)),
    part: door.stick.part.handler(({ input: { upload, index, data } }) =>
      incoming.add(upload, index, new Uint8Array(Buffer.from(data, 'base64'))),
    ),
    takeIn: door.stick.takeIn.handler(({ context, input }) => {
      const file = incoming.take(input.upload);
      const by = asking(context);
      return file.ok ? inTurn(() => takeInFile(runtime, by, file.value)) : file;
    }),
    handOn: door.stick.handOn.handler(({ context, input }) => {
      const file = incoming.take(input.upload);
      return file.ok ? handOnForPage(runtime, asking(context), file.value) : file;
    }),
    handOnSave: door.stick.handOnSave.handler(({ context, input }) => {
      const file = incoming.take(input.upload);
      return file.ok ? saveHandedOn(runtime, asking(context), file.value, input.name) : file;
    }),
  };
};
