/**
 * 官方表格 brought by the hall, a form of one case (.docx) or a 花名册 (.xlsx): looked at before it is kept, kept as an attachment of its
 * matter, and used by the version that names it. Earlier versions keep the file they name: nothing is written over.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { LookedAtForm } from '#shared/contract/matter.ts';
import { formTypes } from '#shared/kinds/matter/guide.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { DeskResources } from '../desk-resources.ts';
import { formFileBytes } from '../print/official-form-bytes.ts';
import { inspectOfficialForm, unknownTags } from '../print/official-form.ts';
import { sampleOfForm, tagsOfMatter } from '../queries/official-forms.ts';
import { sampleRoster } from '../queries/rosters.ts';
import { keepAttachment, type Uploads } from './attachments.ts';
import { holdFile } from './held-files.ts';
import { loadVisible } from './load.ts';

/** Whoever looks, and what the program brings. */
export interface FormDesk {
  readonly core: DeskCore;
  readonly viewer: Viewer;
  readonly resources: DeskResources;
}

export interface FormSought {
  readonly name: string;
  /** The matter as it is being written. */
  readonly version: JsonObject;
  readonly isRoster: boolean;
}

/** Refusals: attachment.gone; those of `inspectOfficialForm`, of a 花名册 those of `sampleRoster`. */
export async function lookAtForm(
  desk: FormDesk,
  uploads: Uploads,
  { upload, ...sought }: FormSought & { readonly upload: string },
): Promise<Result<LookedAtForm>> {
  const template = uploads.content(upload);
  return template === undefined ? refuse('attachment.gone') : lookAt(desk, template, sought);
}

/** One that a version names already, its sample or an attachment of `stream`. Refusals: officialForm.notThere, those of `lookAtForm`. */
export async function lookAtKeptForm(
  desk: FormDesk,
  { stream, file, ...sought }: FormSought & { readonly stream: string | null; readonly file: string },
): Promise<Result<LookedAtForm>> {
  const template = formFileBytes(desk.core, desk.resources, stream, { file, name: sought.name });
  return template.ok ? lookAt(desk, template.value, sought) : template;
}

const lookAt = async (desk: FormDesk, template: Uint8Array, sought: FormSought): Promise<Result<LookedAtForm>> =>
  sought.isRoster ? lookAtRoster(desk, template, sought) : lookAtDocx(desk, template, sought);

function lookAtDocx(
  { core, resources }: FormDesk,
  template: Uint8Array,
  { name, version }: FormSought,
): Result<LookedAtForm> {
  const inspected = inspectOfficialForm(template, tagsOfMatter(core, version));
  if (!inspected.ok) return inspected;
  const drawn = sampleOfForm(core, resources, version, template, name);
  if (!drawn.ok) return drawn;
  const { tags, unknown } = inspected.value;
  const { html, size, notDrawn } = drawn.value.page;
  return ok({ file: 'docx', tags: [...tags], unknown: [...unknown], html, size, notDrawn: [...notDrawn] });
}

/** Rows that are drawn below the sample case: a template may have sums and signatures there, not a table of a thousand rows. */
const rowsBelow = 100;

async function lookAtRoster(
  { core, viewer }: FormDesk,
  template: Uint8Array,
  { name, version }: FormSought,
): Promise<Result<LookedAtForm>> {
  const filled = await sampleRoster(core, viewer, version, { template, name });
  if (!filled.ok) return filled;
  const { texts, from, unknown } = filled.value;
  return ok({
    file: 'xlsx',
    unknown: unknown.map((tag) => tag.replace(/^\{|\}$/gu, '')),
    texts: texts.slice(0, from + rowsBelow).map((row) => [...row]),
    from,
  });
}

export interface KeepForm extends FormSought {
  readonly act: string;
  /** Of the matter; null where it is still to be published. */
  readonly stream: string | null;
  readonly upload: string;
}

/**
 * Of a matter that is still a draft the file waits with the draft, named by its content, and is attached as the matter begins.
 * Refusals: officialForm.unknownTag, those of `lookAtForm` and `keepAttachment`; stream.unknown of what is no matter.
 */
export async function keepForm(
  desk: FormDesk,
  uploads: Uploads,
  { act, stream, upload, ...sought }: KeepForm,
): Promise<Result<{ readonly id: string }>> {
  const { core, viewer } = desk;
  const found = stream === null ? undefined : loadVisible(core, viewer, core.store.read, stream);
  if (found?.ok === false) return found;
  if (found !== undefined && found.value.kind.takesFiles !== true) return refuse('stream.unknown');
  const template = uploads.content(upload);
  // Kept already, and its answer was lost: the act answers by itself.
  const looked = template && (await lookAt(desk, template, sought));
  if (looked?.ok === false) return looked;
  const unknown = looked && unknownTags(looked.value);
  if (unknown) return { ok: false, refusal: unknown };
  if (stream === null) {
    const held = holdFile(core, uploads, upload);
    return held.ok ? ok({ id: held.value.blob }) : held;
  }
  const file = sought.isRoster ? 'xlsx' : 'docx';
  const name = sought.name.endsWith(`.${file}`) ? sought.name : `${sought.name}.${file}`;
  return keepAttachment(core, viewer, uploads, { act, stream, upload, name, mime: formTypes[file], isRequired: false });
}
