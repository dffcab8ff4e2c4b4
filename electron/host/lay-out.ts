/** A paper laid out in a browser of our own over its DevTools pipe: never in an address or a file. */
import { z } from 'zod';
import {
  asItLies,
  liesAcross,
  measurePage,
  pageRule,
  pageSizeOf,
  type PageSize,
  type Paper,
} from '#desk/print/page-size.ts';
import type { DevTools } from './devtools-pipe.ts';

export type AskPage = <T>(method: string, params: object, answer: z.ZodType<T>) => Promise<T>;

const targetSchema = z.object({ targetId: z.string() });
const sessionSchema = z.object({ sessionId: z.string() });
const frameSchema = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) });
const heightSchema = z.object({ result: z.object({ value: z.number() }) });

/** An empty page; `wish` says of which window, in the words of `Target.createTarget`. */
export async function openPage(tools: DevTools, wish: object = {}): Promise<AskPage> {
  const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank', ...wish }, targetSchema);
  const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true }, sessionSchema);
  return (method, params, answer) => tools.send(method, params, answer, sessionId);
}

/** Fonts and pictures are there when it resolves, and the page has the size of its paper, as a rule of its own too. */
export async function layOut(ask: AskPage, html: string, paper: Paper): Promise<PageSize> {
  const { frameTree } = await ask('Page.getFrameTree', {}, frameSchema);
  await ask('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, z.unknown());
  const measured = await ask('Runtime.evaluate', { expression: measurePage, awaitPromise: true }, heightSchema);
  const size = asItLies(pageSizeOf(paper, measured.result.value), liesAcross(html));
  const rule = JSON.stringify(pageRule(paper, size));
  const expression = `document.head.append(Object.assign(document.createElement('style'), { textContent: ${rule} }))`;
  await ask('Runtime.evaluate', { expression }, z.unknown());
  return size;
}
