import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOurPage, pagePolicy, paperPolicy } from './policy.ts';

const page = 'text/html; charset=utf-8';
const paperFolder = '/paper/';

/** What the renderer is made of; an unknown ending is not served, so nothing is ever sniffed into a page. */
const typesByEnding: Readonly<Record<string, string>> = {
  '.html': page,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

const headers = (type: string, policy: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
});

const answer = (status: number): Response =>
  new Response(null, { status, headers: headers('text/plain; charset=utf-8', pagePolicy) });

const decoded = (pathname: string): string | undefined => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
};

/** The front page, or a screen the page's own router knows (`/cases/…`): letters, digits, `-` and `_` only, so no file is among them. */
const isScreen = (path: string): boolean => path === '/' || /^(?:\/[A-Za-z0-9_-]+)+$/.test(path);

/**
 * The file an address means, or undefined where it means none. Only plain names: an encoded slash, a backslash, a drive,
 * a stream (`name:x`), a hidden file, `..` or a NUL has no meaning here, so no path ever leaves the folder.
 */
export const fileOf = (folder: string, pathname: string): string | undefined => {
  const path = decoded(pathname);
  if (path === undefined) return undefined;
  const parts = (isScreen(path) ? '/index.html' : path).split('/').slice(1);
  const isPlain = (part: string): boolean => /^[\w-][\w.@-]*$/.test(part) && !part.includes('..');
  if (parts.length === 0 || !parts.every(isPlain)) return undefined;
  const file = join(folder, ...parts);
  return file.startsWith(folder + sep) ? file : undefined;
};

/** Papers waiting for the printer: kept in memory only, each readable while its window is open. */
export type PapersWaiting = ReadonlyMap<string, string>;

const servedPaper = (html: string | undefined): Response =>
  html === undefined ? answer(404) : new Response(html, { headers: headers(page, paperPolicy) });

const servedFile = async (folder: string, pathname: string): Promise<Response> => {
  const file = fileOf(folder, pathname);
  const type = file === undefined ? undefined : typesByEnding[extname(file)];
  if (file === undefined || type === undefined) return answer(404);
  try {
    return new Response(await readFile(file), { headers: headers(type, pagePolicy) });
  } catch {
    return answer(404);
  }
};

/**
 * Answers `app://tongban/…`: the renderer's files from `folder`, and under `/paper/` the papers waiting for the printer.
 * GET only, our host only, every answer with the policy of its kind.
 */
export const createFiles =
  (folder: string, papers: PapersWaiting) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return answer(405);
    if (!isOurPage(request.url)) return answer(404);
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(paperFolder)) return servedPaper(papers.get(pathname.slice(paperFolder.length)));
    return servedFile(folder, pathname);
  };
