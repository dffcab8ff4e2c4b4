import { tagList } from '#shared/documents/official-form/tag-list.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { LookedAtForm } from '#shared/contract/matter.ts';
import { addPart, Uploads } from '../../commands/attachments.ts';
import { keepForm, lookAtForm, lookAtKeptForm, type LookedAt } from '../../commands/official-forms.ts';
import { matterOf, matterRow, mattersInForce } from '../../queries/matters.ts';
import { tagsOfMatter } from '../../queries/official-forms.ts';
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
    formTags: door.matter.formTags.handler(({ context, input }) => {
      const tags = tagList(tagsOfMatter(opened(context).core, input.version));
      return ok({ tags: tags.map(({ name, written }) => ({ name, written: [...written] })) });
    }),
    formPart: door.matter.formPart.handler(({ context, input: { upload, index, data } }) =>
      addPart(opened(context).core, uploads, { upload, index, bytes: Buffer.from(data, 'base64') }),
    ),
    lookAtForm: door.matter.lookAtForm.handler(({ context, input }) =>
      seen(lookAtForm(opened(context).core, resources, uploads, input)),
    ),
    lookAtKeptForm: door.matter.lookAtKeptForm.handler(({ context, input }) =>
      seen(lookAtKeptForm(opened(context).core, resources, input)),
    ),
    keepForm: door.matter.keepForm.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return keepForm(core, viewer, resources, uploads, input);
    }),
  };
};

function seen(looked: Result<LookedAt>): Result<LookedAtForm> {
  if (!looked.ok) return looked;
  const { tags, unknown, drawn } = looked.value;
  const { html, size, notDrawn } = drawn.page;
  return ok({ tags: [...tags], unknown: [...unknown], html, size, notDrawn: [...notDrawn] });
}
