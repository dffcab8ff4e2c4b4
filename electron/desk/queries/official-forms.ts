/** An official form (官方表格) of a case, filled and drawn; and the sample a template is looked at with before it is used. */
import { formCaseOf, sampleFormCase } from '#shared/documents/official-form/form-case.ts';
import { formTags } from '#shared/documents/official-form/form-tags.ts';
import type { FormPhoto, FormTags } from '#shared/documents/official-form/tag.ts';
import { pictureOf } from '#shared/documents/picture.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskResources } from '../desk-resources.ts';
import { docxHtml, type DocxPage } from '../print/docx/docx-html.ts';
import { officialFormBytes } from '../print/official-form-bytes.ts';
import { fillOfficialForm, inspectOfficialForm, type FilledForm } from '../print/official-form.ts';
import { samplePhoto } from '../print/sample-photo.ts';
import { matterOf } from './matters.ts';
import { todayOf } from './standings.ts';

export interface DrawnForm extends FilledForm {
  /** How many of it are signed. */
  readonly copies: number;
  /** For preview and print; what it leaves out (`notDrawn`) only Word prints: then the .docx is saved and opened there. */
  readonly page: DocxPage;
}

/**
 * `form`: its name in the version the case was taken in under. Refusals: stream.unknown (also where the viewer may not see it, or it is
 * no case of a matter), officialForm.notThere, attachment.coming, those of `fillOfficialForm`.
 */
export function officialFormOfCase(
  core: DeskCore,
  resources: DeskResources,
  viewer: Viewer,
  { stream, form }: { readonly stream: string; readonly form: string },
): Result<DrawnForm> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { state } = found.value;
  const matter = matterFactsSchema.safeParse(state.core.learnt['matter']).data;
  const version = matter && matterOf(core, matter.code, matter.versionId);
  const around = { hall: core.station, today: todayOf(core), handledBy: viewer.name };
  const given = version && formCaseOf(state, { version, ...around });
  if (version === undefined || given === undefined) return refuse('stream.unknown');
  const template = officialFormBytes(core, resources, version, form);
  if (!template.ok) return template;
  const { copies = 1 } =
    officialFormsSchema.safeParse(version['officialForms']).data?.find(({ name }) => name === form) ?? {};
  const inspected = inspectOfficialForm(template.value, formTags(given));
  if (!inspected.ok) return inspected;
  const photos = photosOfCase(core, state, given.fields, inspected.value.photos);
  return photos.ok
    ? draw(resources, template.value, formTags({ ...given, photos: photos.value }), form, copies)
    : photos;
}

/**
 * Those that the form has a place for, by the label of their field. Of several that were brought for one field the first of those that came
 * last: what was brought anew stands for what was there before. Refusals: those of `readContent`.
 */
function photosOfCase(
  core: DeskCore,
  { attachments, history }: StreamState,
  fields: readonly FormField[],
  wanted: readonly string[],
): Result<ReadonlyMap<string, FormPhoto>> {
  const photos = new Map<string, FormPhoto>();
  const actOf = new Map(history.map(({ entry, act }) => [entry, act]));
  for (const { type, key, label } of fields) {
    if (type !== 'photo' || !(wanted.includes(key) || wanted.includes(label))) continue;
    const all = attachments.filter(
      ({ isMoved, for: what }) => isMoved !== true && what?.what === 'field' && what.name === label,
    );
    const last = all.at(-1);
    const file = last && all.find(({ entry }) => actOf.get(entry) === actOf.get(last.entry));
    if (file === undefined) continue;
    const content = readContent(core, file.blob);
    if (!content.ok) return content;
    const picture = pictureOf(content.value);
    if (picture) photos.set(label, { ...picture, bytes: content.value });
  }
  return ok(photos);
}

/** The tags a version of a matter has: for the list beside the upload, and for `inspectOfficialForm`. */
export const tagsOfMatter = (core: DeskCore, version: JsonObject): FormTags =>
  formTags(sampleFormCase({ version, hall: core.station, today: todayOf(core), photo: samplePhoto() }));

/** A template filled with what belongs to nobody. */
export const sampleOfForm = (
  core: DeskCore,
  resources: DeskResources,
  version: JsonObject,
  template: Uint8Array,
  name: string,
): Result<DrawnForm> => draw(resources, template, tagsOfMatter(core, version), name);

function draw(
  resources: DeskResources,
  template: Uint8Array,
  tags: FormTags,
  name: string,
  copies = 1,
): Result<DrawnForm> {
  const filled = fillOfficialForm(template, tags);
  if (!filled.ok) return filled;
  const page = docxHtml(filled.value.docx, resources.fonts(), { from: 'inside' }, name);
  return page.ok ? ok({ ...filled.value, page: page.value, copies }) : page;
}
