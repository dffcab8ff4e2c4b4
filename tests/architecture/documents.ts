/** Reads what the documents claim: files, links, flags, npm scripts, excerpts of code. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Page {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

const notOurs = new Set(['node_modules', 'dist', 'release', '.git', '.cache', 'test-results', 'playwright-report']);

/** Files under a folder, from the project's root, with `/`; what is installed or built left out. */
export function filesUnder(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (notOurs.has(entry.name)) return [];
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}

export function pagesOf(root: string): Page[] {
  const paths = ['README.md', 'CHANGELOG.md', ...filesUnder(root, 'docs').filter((path) => path.endsWith('.md'))];
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const fence = /^```(\w*)[^\n]*\n([\s\S]*?)^```/gmu;
export const withoutFences = (text: string): string => text.replace(fence, '');
const codeSpans = (text: string): string[] =>
  [...withoutFences(text).matchAll(/`([^`\n]+)`/gu)].map(([, span = '']) => span);

const extensions = 'ts|tsx|mjs|cjs|js|json|md|py|css|html|woff2|png|db|lock|check|place|ballast';
const fileLike = new RegExp(`^(#|\\.)?[\\w@.-]+(/[\\w@.*{},-]+)*\\.(${extensions})$|^[\\w.-]+(/[\\w.*-]+)*/$`, 'u');

/** Code spans that name a file or, by a last `/`, a folder. */
export const namedFiles = ({ text }: Page): string[] => codeSpans(text).filter((span) => fileLike.test(span));

export interface Known {
  readonly root: string;
  readonly files: readonly string[];
  /** Names that are not in the project: made by the build or in a data directory. */
  readonly made: ReadonlySet<string>;
}

const rooms: readonly (readonly [string, string])[] = [
  ['#shared/', 'shared/'],
  ['#desk/', 'electron/desk/'],
];

/** By its path from the root or from the page, by a pattern, or by its bare name. */
export function isThere({ root, files, made }: Known, page: string, named: string): boolean {
  if (made.has(named)) return true;
  const [from, to] = rooms.find(([prefix]) => named.startsWith(prefix)) ?? ['', ''];
  const path = to + named.slice(from.length);
  if (path.includes('*')) return globSync(path, { cwd: root }).length > 0;
  if (existsSync(join(root, path)) || existsSync(join(root, dirname(page), path))) return true;
  return !path.includes('/') && files.some((file) => posix.basename(file) === path);
}

/** Targets of links and pictures that stand in the project, from the root. */
export function linksOf({ path, text }: Page): string[] {
  const targets = [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^(https?:|#)/u.test(target))
    .map((target) => posix.join(posix.dirname(path), target.replace(/#.*$/u, '')));
}

/** Flags in code, also in fenced code, each with its line. */
export function flagsOf({ text }: Page): { readonly flag: string; readonly line: string }[] {
  const fenced = [...text.matchAll(fence)].flatMap(([, , code = '']) => code.split('\n'));
  return [...codeSpans(text), ...fenced].flatMap((line) =>
    [...line.matchAll(/(?<![\w-])--[a-z][a-z-]*/gu)].map(([flag]) => ({ flag, line })),
  );
}

export const npmScriptsOf = ({ text }: Page): string[] =>
  [...text.matchAll(/npm run ([a-z:]+)/gu)].map(([, name = '']) => name);

/** Lines of an excerpt (a fence whose first line is `// path`) that are not in its file, or not in that order. */
export function untrueExcerpts(root: string, { text }: Page): string[] {
  return [...text.matchAll(fence)].flatMap(([, , code = '']) => {
    const [head = '', ...lines] = code.split('\n');
    const path = /^\/\/ ([\w./-]+)$/u.exec(head)?.[1];
    if (path === undefined) return [];
    const source = readFileSync(join(root, path), 'utf8')
      .split('\n')
      .map((line) => line.trim());
    let at = 0;
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== '…')
      .flatMap((line) => {
        const found = source.indexOf(line, at);
        if (found >= 0) at = found + 1;
        return found >= 0 ? [] : [`${path}: ${line}`];
      });
  });
}
