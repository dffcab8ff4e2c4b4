/** What a page has to load before it shows anything: scripts named by index.html and all they import at once, packed. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { table, type Report } from './support/figures.ts';

const limit = 350;
/** Kilobytes; smaller ones are added up. */
const shownFrom = 5;

/** Kilobytes, gzip level 9. */
export function initialScripts(renderer: string): readonly (readonly [file: string, kilobytes: number])[] {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].flatMap(([, file]) =>
    file === undefined ? [] : [file],
  );
  const all = new Set(named);
  for (const file of all) for (const one of importsOf(renderer, file)) all.add(one);
  return [...all].map((file) => [file, gzipSync(readFileSync(join(renderer, file)), { level: 9 }).length / 1024]);
}

/** Static imports; `import(…)` is loaded when a screen is opened. */
function importsOf(renderer: string, file: string): string[] {
  const text = readFileSync(join(renderer, file), 'utf8');
  const folder = file.split('/').slice(0, -1).join('/');
  return [...text.matchAll(/(?:\bimport|\bfrom)\s*["']\.\/([^"']+\.js)["']/g)]
    .map(([, name]) => `${folder}/${name ?? ''}`)
    .filter((path) => statSync(join(renderer, path), { throwIfNoEntry: false }) !== undefined);
}

export function reportScripts(renderer: string): Report {
  const scripts = initialScripts(renderer);
  const total = scripts.reduce((sum, [, size]) => sum + size, 0);
  const kilobytes = (size: number): string => `${size.toFixed(0)} KB`;
  const large = scripts.filter(([, size]) => size >= shownFrom).toSorted(([, one], [, other]) => other - one);
  const rest = total - large.reduce((sum, [, size]) => sum + size, 0);
  return {
    title: `Initial JavaScript: ${kilobytes(total)} gzip (aim ≤ ${String(limit)} KB)`,
    text: table(
      ['file', 'gzip'],
      [
        ...large.map(([file, size]) => [file.replace(/-[\w-]{8}\.js$/, '.js'), kilobytes(size)]),
        [`${String(scripts.length - large.length)} smaller ones`, kilobytes(rest)],
      ],
    ),
  };
}
