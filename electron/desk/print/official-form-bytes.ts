/** Where the template of an official form lies: with the program, for the sample matters, or among the attachments of its matter. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#shared/kernel/json.ts';
import { refuse, ok, type Result } from '#shared/kernel/result.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
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
  const shipped = shippedForm.exec(form.file)?.[1];
  return shipped === undefined
    ? attachedForm(core, textOf(version['versionId']), form.file, name)
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
function attachedForm(core: DeskCore, versionId: string, file: string, name: string): Result<Uint8Array> {
  const { read } = core.store;
  const entry = get(
    read,
    sql<{ stream: string }>`SELECT stream FROM entry WHERE id = ${versionId} AND kind = 'matter'`,
  );
  const state = entry && loadState(read, core.findKind, entry.stream);
  const attachment = state?.attachments.find(({ id, blob }) => id === file || blob === file);
  return attachment === undefined ? refuse('officialForm.notThere', { name }) : readContent(core, attachment.blob);
}
