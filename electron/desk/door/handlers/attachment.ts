import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import {
  addPart,
  keepAttachment,
  moveAttachment,
  OpenContent,
  readAttachment,
  Uploads,
} from '../../commands/attachments.ts';
import { holdFile } from '../../commands/held-files.ts';
import { exportAttachment } from '../../commands/exports.ts';
import { saveAttachment } from '../../print/save-outside.ts';
import { audit, type Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';

export const attachmentHandlers = (runtime: Runtime, door: Door) => {
  const uploads = new Uploads();
  const reading = new OpenContent();
  return {
    part: door.attachment.part.handler(({ context, input: { upload, index, data } }) =>
      addPart(opened(context).core, uploads, { upload, index, bytes: Buffer.from(data, 'base64') }),
    ),
    keep: door.attachment.keep.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return keepAttachment(core, viewer, uploads, input);
    }),
    hold: door.attachment.hold.handler(({ context, input }) => holdFile(opened(context).core, uploads, input.upload)),
    read: door.attachment.read.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const read = readAttachment(core, viewer, reading, input);
      if (!read.ok) return onItsWay(runtime, read);
      const { bytes, isOpened, ...about } = read.value;
      if (isOpened) audit(runtime, core, viewer.staff, 'reveal', { stream: input.stream, attachment: input.id });
      return ok({ ...about, data: Buffer.from(bytes).toString('base64') });
    }),
    save: door.attachment.save.handler(async ({ context, input }) => {
      const saved = await saveAttachment(runtime, asking(context), input);
      return saved.ok ? saved : onItsWay(runtime, saved);
    }),
    export: door.attachment.export.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return exportAttachment(core, viewer, input);
    }),
    move: door.attachment.move.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return moveAttachment(core, viewer, input);
    }),
  };
};

/** What is being fetched: the link is called away from listening, and where it does not get through that is said instead. */
function onItsWay(runtime: Runtime, refused: Extract<Result<never>, { ok: false }>): Result<never> {
  if (refused.refusal.code !== 'attachment.coming') return refused;
  const runner = runtime.linkRunner;
  const { is } = runner?.now() ?? { is: 'stopped' };
  if (is === 'atRest') runner?.wake();
  return is === 'waiting' || is === 'stopped' ? refuse('attachment.unreached') : refused;
}
