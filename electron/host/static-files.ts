import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/**
 * The built screens. The folder is read once and a request is only looked up in the list, so no path, however it is
 * encoded, can reach a file outside it, a directory or a link.
 */
export interface StaticFile {
  readonly file: string;
  readonly type: string;
  /** The name holds a hash of the content, so a copy never goes stale. */
  readonly isHashed: boolean;
}
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const hashedName = /^\/assets\/.*-[\w-]{8}\.\w+$/;

/** Every servable file below `folder` by its address (`/assets/index-1a2b3c4d.js`), `/` being `index.html`. Maps and hidden files stay out. */
export async function listStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, StaticFile>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, file).split(sep).join('/')}`;
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined || address.includes('/.')) continue;
    files.set(address, { file, type, isHashed: hashedName.test(address) });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

/** Addresses of screens (`/cases/…`): letters, digits, `-` and `_` only, so nothing encoded and no file is among them. */
const screenAddress = /^(?:\/[A-Za-z0-9_-]+)+$/;

/** The file at a request target; an address of a screen gives the index page, because the page itself routes. */
export function findStaticFile(files: StaticFiles, target: string): StaticFile | undefined {
  const path = target.split('?', 1)[0] ?? '';
  return files.get(path) ?? (screenAddress.test(path) ? files.get('/') : undefined);
}
