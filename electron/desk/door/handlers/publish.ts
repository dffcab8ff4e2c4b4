import { ok } from '#shared/kernel/result.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { publicFile } from '../../publish/export.ts';
import { publicList } from '../../publish/list.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';

export const publishHandlers = (runtime: Runtime, door: Door) => ({
  preview: door.publish.preview.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    const listed = publicList(core, viewer, input);
    if (!listed.ok) return listed;
    const { list, minors } = listed.value;
    const { heads, rows, notes } = list;
    return ok({ heads: [...heads], rows: rows.map((row) => [...row]), notes: [...notes], minors });
  }),
  export: door.publish.export.handler(async ({ context, input }) => {
    const { core, viewer } = opened(context);
    const file = await publicFile(core, viewer, input);
    return file.ok ? ok({ data: Buffer.from(file.value).toString('base64') }) : file;
  }),
  save: door.publish.save.handler(({ context, input: { name, ...asked } }) => {
    const { core, viewer, ...rest } = asking(context);
    const file = () => publicFile(core, viewer, asked);
    return writeOutside(runtime, { core, viewer, ...rest }, `${name}.${asked.form}`, file);
  }),
});
