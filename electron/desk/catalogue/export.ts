/** 导出: the catalogue leaves the program as a workbook or JSON. It holds nothing of a person, but leaving is written down all the same. */
import type { Result } from '#shared/kernel/result.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { writeOutside, type Asking, type Saved } from '../print/save-outside.ts';
import { recordTexts } from '../queries/matters.ts';
import { audit, type Runtime } from '../runtime.ts';
import { runCatalogue, type CatalogueForm } from './jobs.ts';

export interface CatalogueAsked {
  readonly form: CatalogueForm;
  /** Without it, all that are in use. */
  readonly codes?: readonly string[];
}

/** The newest version of each, announced ones too: that is what an import compares with. */
export async function catalogueAs(
  runtime: Runtime,
  { core, viewer }: { readonly core: DeskCore; readonly viewer: Viewer },
  { form, codes }: CatalogueAsked,
): Promise<Result<Uint8Array>> {
  const wanted = codes && new Set(codes);
  const rows = recordTexts(core.store.read, 'matter').filter(({ key, value }) =>
    wanted ? wanted.has(key) : (JSON.parse(value) as JsonObject)['isActive'] === true,
  );
  const content = await runCatalogue<Uint8Array>({ do: 'write', form, rows });
  if (content.ok) audit(runtime, core, viewer.staff, 'export', { catalogue: form, matters: rows.length });
  return content;
}

/** Refusals: save.notHere, save.failed, login.required. */
export const saveCatalogue = (
  runtime: Runtime,
  asking: Asking,
  { name, ...asked }: CatalogueAsked & { readonly name: string },
): Promise<Result<Saved>> =>
  writeOutside(runtime, asking, `${name}.${asked.form}`, () => catalogueAs(runtime, asking, asked));
