/**
 * 官方表格 brought by the hall: looked at before it is kept, kept as an attachment of its matter, and used by the version that names it.
 * Earlier versions keep the file they name: nothing is written over.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { DeskResources } from '../desk-resources.ts';
import { formFileBytes } from '../print/official-form-bytes.ts';
import { inspectOfficialForm, unknownTags, type InspectedForm } from '../print/official-form.ts';
import { sampleOfForm, tagsOfMatter, type DrawnForm } from '../queries/official-forms.ts';
import { keepAttachment, type Uploads } from './attachments.ts';
import { loadVisible } from './load.ts';

export interface LookedAt extends InspectedForm {
  readonly drawn: DrawnForm;
}

/** `version`: the matter as it is being written. Refusals: attachment.gone; those of `inspectOfficialForm`. */
export function lookAtForm(
  core: DeskCore,
  resources: DeskResources,
  uploads: Uploads,
  { upload, version, name }: { readonly upload: string; readonly version: JsonObject; readonly name: string },
): Result<LookedAt> {
  const template = uploads.content(upload);
  return template === undefined ? refuse('attachment.gone') : lookAt(core, resources, version, template, name);
}

/** One that a version names already, its sample or an attachment of `stream`. Refusals: officialForm.notThere, those of `inspectOfficialForm`. */
export function lookAtKeptForm(
  core: DeskCore,
  resources: DeskResources,
  { stream, version, name, file }: { stream: string | null; version: JsonObject; name: string; file: string },
): Result<LookedAt> {
  const template = formFileBytes(core, resources, stream, { file, name });
  return template.ok ? lookAt(core, resources, version, template.value, name) : template;
}

function lookAt(
  core: DeskCore,
  resources: DeskResources,
  version: JsonObject,
  template: Uint8Array,
  name: string,
): Result<LookedAt> {
  const inspected = inspectOfficialForm(template, tagsOfMatter(core, version));
  if (!inspected.ok) return inspected;
  const drawn = sampleOfForm(core, resources, version, template, name);
  return drawn.ok ? ok({ ...inspected.value, drawn: drawn.value }) : drawn;
}

export interface KeepForm {
  readonly act: string;
  /** Of the matter. */
  readonly stream: string;
  readonly upload: string;
  readonly name: string;
  readonly version: JsonObject;
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Refusals: officialForm.unknownTag, those of `lookAtForm` and `keepAttachment`; stream.unknown of what is no matter. */
export function keepForm(
  core: DeskCore,
  viewer: Viewer,
  resources: DeskResources,
  uploads: Uploads,
  input: KeepForm,
): Result<{ readonly id: string }> {
  const { act, stream, upload, name, version } = input;
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  if (found.value.kind.takesFiles !== true) return refuse('stream.unknown');
  const template = uploads.content(upload);
  // Kept already, and its answer was lost: the act answers by itself.
  const looked = template && inspectOfficialForm(template, tagsOfMatter(core, version));
  if (looked?.ok === false) return looked;
  const unknown = looked && unknownTags(looked.value);
  if (unknown) return { ok: false, refusal: unknown };
  return keepAttachment(core, viewer, uploads, {
    ...{ act, stream, upload, mime: docxType, isRequired: false },
    name: name.endsWith('.docx') ? name : `${name}.docx`,
  });
}
