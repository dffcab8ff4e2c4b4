/** Where the template of an official form lies: with the program, for the sample matters, or among the attachments of its matter. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#shared/kernel/json.ts';
import { refuse, ok, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { heldFormName, officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { loadState } from '../journal/projections.ts';
import type { DeskCore } from '../core.ts';
import { get, sql } from '../store/handles.ts';

/** `sample:<file>` of a form that comes with the program (`resources/catalogue/forms`); a closed form of name, so that no path gets out. */
export const shippedForm = /^sample:([a-z0-9-]+\.(?:docx|xlsx))$/;

/**
 * The template that a version of a matter calls `name`. `version`: a row of the registry (`matterOf`). Its `file` is `sample:…` or the id
 * of an attachment of the matter's own stream, and of no other. Refusals: officialForm.notThere; those of `readContent` where the
 * content is still to come from the hub.
 */
export function officialFormBytes(
  core: DeskCore,
  resources: { readonly dir: string },
  version: JsonObject,
  name: string,
): Result<Uint8Array> {
  const forms = officialFormsSchema.safeParse(version['officialForms']).data ?? [];
  const form = forms.find((one) => one.name === name);
  if (form === undefined) return refuse('officialForm.notThere', { name });
  return formFileBytes(core, resources, streamOf(core, textOf(version['versionId'])), form);
}

/** The same of a form that no version names yet; `stream`: of the matter, null where it is still to be published. */
export function formFileBytes(
  core: DeskCore,
  resources: { readonly dir: string },
  stream: string | null,
  { file, name }: { readonly file: string; readonly name: string },
): Result<Uint8Array> {
  const shipped = shippedForm.exec(file)?.[1];
  return shipped === undefined
    ? attachedForm(core, stream, file, name)
    : shippedBytes(join(resources.dir, 'catalogue', 'forms', shipped), name);
}

function shippedBytes(path: string, name: string): Result<Uint8Array> {
  try {
    return ok(readFileSync(path));
  } catch {
    return refuse('officialForm.notThere', { name });
  }
}

/** The version's entry stands in the stream of the matter. */
const streamOf = (core: DeskCore, versionId: string): string | null =>
  get(core.store.read, sql<{ stream: string }>`SELECT stream FROM entry WHERE id = ${versionId} AND kind = 'matter'`)
    ?.stream ?? null;

function attachedForm(core: DeskCore, stream: string | null, file: string, name: string): Result<Uint8Array> {
  if (stream === null) return heldForm(core, file, name);
  const state = loadState(core.store.read, core.findKind, stream);
  const isMatter = state?.kind === 'matter';
  const attachment = isMatter ? state.attachments.find(({ id, blob }) => id === file || blob === file) : undefined;
  return attachment === undefined ? refuse('officialForm.notThere', { name }) : readContent(core, attachment.blob);
}

/** Of a draft. */
function heldForm(core: DeskCore, file: string, name: string): Result<Uint8Array> {
  const held = heldFormName.test(file) ? core.blobs.read(file) : undefined;
  return held?.ok === true ? held : refuse('officialForm.notThere', { name });
}
