import type { CatalogueReadEvent } from '#shared/contract/catalogue.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { catalogueAs, saveCatalogue } from '../../catalogue/export.ts';
import { Imports } from '../../catalogue/imports.ts';
import { runCatalogue, type ErrorLanguage, type Plan } from '../../catalogue/jobs.ts';
import { previewOf, summaryOf } from '../../catalogue/preview.ts';
import { takeCatalogue } from '../../catalogue/take.ts';
import type { DeskCore, Viewer } from '../../core.ts';
import { writeOutside } from '../../print/save-outside.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';
import { workEvents } from '../work-events.ts';

const base64 = (content: Result<Uint8Array>): Result<{ data: string }> =>
  content.ok ? ok({ data: Buffer.from(content.value).toString('base64') }) : content;

export const catalogueHandlers = (runtime: Runtime, door: Door) => {
  const imports = new Imports();
  return {
    part: door.catalogue.part.handler(({ context, input }) => {
      const { viewer } = opened(context);
      return imports.addPart(viewer, {
        upload: input.file,
        index: input.index,
        bytes: Buffer.from(input.data, 'base64'),
      });
    }),
    read: door.catalogue.read.handler(({ context, input, signal }) => {
      const { core, viewer } = opened(context);
      return reading(imports, core, viewer, input.file, signal);
    }),
    preview: door.catalogue.preview.handler(({ context, input }) => {
      const plan = imports.plan(opened(context).viewer, input.file);
      return plan.ok ? ok(previewOf(plan.value, input.part, input.page)) : plan;
    }),
    errorList: door.catalogue.errorList.handler(async ({ context, input }) => {
      const plan = imports.plan(opened(context).viewer, input.file);
      return plan.ok ? base64(await errorList(plan.value, input.language)) : plan;
    }),
    saveErrors: door.catalogue.saveErrors.handler(({ context, input }) => {
      const plan = imports.plan(opened(context).viewer, input.file);
      const open = () => (plan.ok ? errorList(plan.value, input.language) : plan);
      return writeOutside(runtime, asking(context), `${input.name}.xlsx`, open);
    }),
    take: door.catalogue.take.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      const { act, file, effectiveFrom, version, retire } = input;
      const taken = takeCatalogue(core, viewer, () => imports.plan(viewer, file), {
        ...{ act, file, retire },
        naming: { effectiveFrom, version },
      });
      if (taken.ok) imports.taken(viewer);
      return taken;
    }),
    export: door.catalogue.export.handler(async ({ context, input }) =>
      base64(await catalogueAs(runtime, opened(context), input)),
    ),
    save: door.catalogue.save.handler(({ context, input }) => saveCatalogue(runtime, asking(context), input)),
  };
};

const errorList = ({ errorPages }: Plan, language: ErrorLanguage): Promise<Result<Uint8Array>> =>
  runCatalogue<Uint8Array>({ do: 'errors', pages: errorPages, language });

const reading = (
  imports: Imports,
  core: DeskCore,
  viewer: Viewer,
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<CatalogueReadEvent> =>
  workEvents(
    (onProgress) => imports.read(core, viewer, file, { signal, onProgress }),
    (plan): Extract<CatalogueReadEvent, { type: 'summary' }> => ({ type: 'summary', summary: summaryOf(plan) }),
  );
