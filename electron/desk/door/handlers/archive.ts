import type { FileContents, MakeEvent } from '#shared/contract/archive.ts';
import { partBytes } from '#shared/contract/attachment.ts';
import { keptUntil } from '#shared/archive/retention.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { caseFile } from '../../archive/case-file.ts';
import { dueFiles } from '../../archive/due-files.ts';
import { closedOn, retentionOf } from '../../archive/file-facts.ts';
import { judgePackage } from '../../archive/judge-package.ts';
import { MadeFiles, type KeptFile } from '../../archive/made-files.ts';
import { makeFile } from '../../archive/make.ts';
import { keepExport, type Leaving } from '../../commands/exports.ts';
import type { DeskCore, Viewer } from '../../core.ts';
import { newId } from '../../ids.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { inspectionPage } from '../../queries/inspections.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, opened, type Door, type Opened } from '../access.ts';
import { workEvents } from '../work-events.ts';

type Form = 'zip' | 'pdf';

export const archiveHandlers = (runtime: Runtime, door: Door) => {
  const made = new MadeFiles();
  return {
    contents: door.archive.contents.handler(({ context, input }) => {
      const { core, viewer } = opened(context);
      return contentsOf(core, viewer, input.stream);
    }),
    make: door.archive.make.handler(({ context, input, signal }) =>
      making(runtime, opened(context), made, input, signal),
    ),
    take: door.archive.take.handler(({ context, input: { act, file, as, part } }) => {
      const { core, viewer } = opened(context);
      const found = made.find(viewer, file);
      if (!found.ok) return found;
      const kept = part === 0 ? keepExport(core, viewer, leaving(found.value, as), act) : ok({});
      return kept.ok ? ok(partOf(found.value[as], part)) : kept;
    }),
    save: door.archive.save.handler(({ context, input: { file, as } }) => {
      const asked = asking(context);
      const found = made.find(asked.viewer, file);
      if (!found.ok) return found;
      return writeOutside(runtime, asked, `${found.value.name}.${as}`, () => {
        const kept = keepExport(asked.core, asked.viewer, leaving(found.value, as));
        return kept.ok ? ok(found.value[as]) : kept;
      });
    }),
    due: door.archive.due.handler(({ context }) => {
      const { core, viewer } = opened(context);
      return ok(dueFiles(core, viewer));
    }),
    judge: door.archive.judge.handler(({ context, input }) => ok(judgePackage(opened(context).core, input))),
  };
};

function contentsOf(core: DeskCore, viewer: Viewer, stream: string): Result<FileContents> {
  const found = caseFile(core, viewer, stream);
  if (!found.ok) return found;
  const { kind, state, parts, gaps } = found.value;
  const closed = closedOn(found.value) ?? null;
  if (state.destroyed !== undefined) return refuse('file.destroyed');
  const matter = kind.row?.(state).matter;
  const retention = (matter === undefined ? undefined : retentionOf(core, matter)) ?? null;
  return ok({
    parts: parts.map(({ sort, title }) => ({ sort, title })),
    gaps: gaps.map((gap) => ({ ...gap })),
    ...{ closed, retention },
    until: closed === null || retention === null ? null : keptUntil(retention, closed.slice(0, 4)),
  });
}

const making = (
  runtime: Runtime,
  { core, viewer }: Opened,
  made: MadeFiles,
  { stream, inspection }: { readonly stream: string; readonly inspection?: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<MakeEvent> =>
  workEvents(
    (onProgress) => {
      const isDrawn = inspection === undefined || isInSample(core, viewer, inspection, stream);
      if (!isDrawn) return Promise.resolve(refuse('inspection.unknown'));
      return makeFile({ runtime, core, viewer }, stream, { onProgress, ...(signal ? { signal } : {}) });
    },
    (file): Extract<MakeEvent, { type: 'made' }> => {
      const id = newId(core.ports);
      made.keep(viewer, id, inspection === undefined ? file : { ...file, inspection });
      const { name, pages, bookmarks, gaps, unbound } = file;
      return { type: 'made', made: { file: id, name, pages, bookmarks, gaps, unbound: [...unbound] } };
    },
  );

function isInSample(core: DeskCore, viewer: Viewer, inspection: string, stream: string): boolean {
  const page = inspectionPage(core, viewer, inspection);
  return page.ok && page.value.cases.some((one) => one.stream === stream);
}

const leaving = ({ stream, name, pages, inspection }: KeptFile, as: Form): Leaving => ({
  stream,
  about: { caseFile: as, pages, ...(inspection === undefined ? {} : { inspection }) },
  what: `${name}.${as}`,
});

function partOf(bytes: Uint8Array, part: number): { parts: number; data: string } {
  const piece = bytes.subarray(part * partBytes, (part + 1) * partBytes);
  return { parts: Math.max(1, Math.ceil(bytes.length / partBytes)), data: Buffer.from(piece).toString('base64') };
}
