import { tagList } from '#shared/documents/official-form/tag-list.ts';
import { ok } from '#shared/kernel/result.ts';
import { addPart, Uploads } from '../../commands/attachments.ts';
import { keepForm, lookAtForm, lookAtKeptForm } from '../../commands/official-forms.ts';
import { matterOf, matterRow, mattersInForce } from '../../queries/matters.ts';
import { tagsOfMatter } from '../../queries/official-forms.ts';
import { rosterNames } from '../../queries/rosters.ts';
import type { Runtime } from '../../runtime.ts';
import { opened, type Door } from '../access.ts';

export const matterHandlers = (runtime: Runtime, door: Door) => {
  const uploads = new Uploads();
  const { resources } = runtime.options;
  return {
    find: door.matter.find.handler(({ context, input }) => ok({ lines: mattersInForce(opened(context).core, input) })),
    get: door.matter.get.handler(({ context, input }) => {
      const found = matterOf(opened(context).core, input.code, input.versionId);
      return ok({ matter: found === undefined ? null : ({ ...found } as Record<string, never>) });
    }),
    row: door.matter.row.handler(({ context, input }) => ok({ row: matterRow(opened(context).core, input.code) })),
    formTags: door.matter.formTags.handler(({ context, input: { version } }) => {
      const { core, viewer } = opened(context);
      const tags = tagsOfMatter(core, version);
      return ok({
        tags: tagList(tags).map(({ name, written }) => ({ name, written: [...written] })),
        ofRoster: rosterNames(core, viewer, version).flatMap((name) => (tags.has(name) ? [] : [`{${name}}`])),
      });
    }),
    formPart: door.matter.formPart.handler(({ context, input: { upload, index, data } }) =>
      addPart(opened(context).core, uploads, { upload, index, bytes: Buffer.from(data, 'base64') }),
    ),
    lookAtForm: door.matter.lookAtForm.handler(({ context, input }) =>
      lookAtForm({ ...opened(context), resources }, uploads, input),
    ),
    lookAtKeptForm: door.matter.lookAtKeptForm.handler(({ context, input }) =>
      lookAtKeptForm({ ...opened(context), resources }, input),
    ),
    keepForm: door.matter.keepForm.handler(({ context, input }) =>
      keepForm({ ...opened(context), resources }, uploads, input),
    ),
  };
};
