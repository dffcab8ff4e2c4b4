import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse } from '#shared/kernel/result.ts';
import { faultsIn, readWordings, takeWordings, writeWording } from '../../commands/wordings.ts';
import { writeOutside } from '../../print/save-outside.ts';
import { printed } from '../../queries/papers.ts';
import { versionsOfWording, wordedPapers, wordingsAsFile } from '../../queries/wordings.ts';
import type { Runtime } from '../../runtime.ts';
import { asking, opened, type Door } from '../access.ts';

export const wordingHandlers = (runtime: Runtime, door: Door) => ({
  list: door.wording.list.handler(({ context }) => ok({ papers: wordedPapers(opened(context).core) })),
  versions: door.wording.versions.handler(({ context, input }) =>
    ok(versionsOfWording(opened(context).core, input.paper)),
  ),
  preview: door.wording.preview.handler(({ input }) => {
    const paper = findPaper(input.paper);
    const facts = paper?.samples[input.sample];
    if (paper === undefined || facts === undefined) return refuse('paper.unknown');
    if (!paper.sizes.includes(input.size))
      return refuse('paper.size', { size: input.size, sizes: paper.sizes.join(' ') });
    const page = printed(runtime.options.resources.fonts(), input.paper, facts, input.size, { words: input.words });
    return page.ok ? ok({ html: page.value.html }) : page;
  }),
  write: door.wording.write.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return writeWording(core, viewer, input);
  }),
  export: door.wording.export.handler(({ context }) => ok({ text: wordingsAsFile(opened(context).core) })),
  save: door.wording.save.handler(({ context, input }) => {
    const { core } = opened(context);
    const file = () => ok(new TextEncoder().encode(wordingsAsFile(core)));
    return writeOutside(runtime, asking(context), `${input.name}.json`, file);
  }),
  readFile: door.wording.readFile.handler(({ input }) => {
    const file = readWordings(input.text);
    if (!file.ok) return file;
    const papers = file.value.map(([paper, words]) => ({ paper, passages: Object.keys(words).length }));
    return ok({ papers, faults: [...faultsIn(file.value)] });
  }),
  takeFile: door.wording.takeFile.handler(({ context, input }) => {
    const { core, viewer } = opened(context);
    return takeWordings(core, viewer, input);
  }),
});
