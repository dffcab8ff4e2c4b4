import { ok } from '#shared/kernel/result.ts';
import { partBytes } from '#shared/contract/attachment.ts';
import { addPart, keepAttachment, moveAttachment, readAttachment, Uploads } from '../../commands/attachments.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const attachmentHandlers = (runtime: Runtime, door: Door) => {
  const uploads = new Uploads();
  return {
    part: door.attachment.part.handler(({ context, input: { upload, index, data } }) =>
      addPart(opened(context).core, uploads, { upload, index, bytes: Buffer.from(data, 'base64') }),
    ),
    keep: door.attachment.keep.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return keepAttachment(core, viewer, uploads, input);
    }),
    read: door.attachment.read.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const file = readAttachment(core, viewer, core.store.read, input);
      if (!file.ok) return file;
      const { content, name, mime } = file.value;
      if (input.part === 0)
        audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, attachment: input.id });
      const slice = content.subarray(input.part * partBytes, (input.part + 1) * partBytes);
      const parts = Math.max(1, Math.ceil(content.length / partBytes));
      return ok({ name, mime, parts, data: Buffer.from(slice).toString('base64') });
    }),
    move: door.attachment.move.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return moveAttachment(core, viewer, input);
    }),
  };
};
