import { ok } from '#shared/kernel/result.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { publicFile } from '../../publish/export.ts';
import { publicList } from '../../publish/list.ts';
import { publicPatterns, setPublicPattern } from '../../publish/patterns.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';

export function publishHandlers(runtime: Runtime, door: Door) {
  const { drawPdf, resources } = runtime.options;
  const drawing = { fonts: () => resources.fonts(), drawPdf };
  return {
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
      const file = await publicFile(core, viewer, drawing, input);
      return file.ok ? ok({ data: Buffer.from(file.value).toString('base64') }) : file;
    }),
    save: door.publish.save.handler(({ context, input: { name, ...asked } }) => {
      const { core, viewer, ...rest } = asking(context);
      const file = () => publicFile(core, viewer, drawing, asked);
      return writeOutside(runtime, { core, viewer, ...rest }, `${name}.${asked.form}`, file);
    }),
    pattern: door.publish.pattern.handler(({ context }) => ok(publicPatterns(opened(context).core))),
    setPattern: door.publish.setPattern.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return setPublicPattern(core, viewer, input);
    }),
  };
}
