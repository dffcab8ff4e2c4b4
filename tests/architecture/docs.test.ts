/** The documents tell what is true now: files, links, flags, scripts and excerpts they name are there. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { placeName } from '#desk/journal/place.ts';
import { keyFileName } from '#desk/keys/key-file.ts';
import { triesName } from '#desk/keys/login-tries.ts';
import { ballastName } from '#desk/store/ballast.ts';
import { blobsFolder } from '#desk/store/blobs.ts';
import { checkName } from '#desk/store/key-check.ts';
import { lockName } from '#desk/store/lock.ts';
import { storeName } from '#desk/store/open.ts';
import { products } from '../../build/bundles.mjs';
import * as documents from './documents.ts';
import { root } from './temporary-tree.ts';
import { commands } from '../../hub/cli/commands.ts';
import { helpOf } from '../../hub/cli/help.ts';

const made = new Set([
  ...[storeName, lockName, checkName, placeName, ballastName, keyFileName, triesName, `${blobsFolder}/`],
  ...['dist/', 'release/', 'node_modules/', 'dist/.build.json', 'dist/build-info.json', 'dist/renderer/'],
  ...products().map(({ name }) => `dist/${name}`),
]);
const known = { root, files: documents.filesUnder(root), made };
const pages = documents.pagesOf(root);

const help = execFileSync(process.execPath, [join(root, 'electron/host/main.ts'), '--help'], { encoding: 'utf8' });
/** Of Chromium, Electron, Node and Vitest: named, not ours. */
const foreign = ['--kiosk-printing', '--inspect', '--password-store', '--project', '--type'];
const scriptFiles = known.files.filter((file) => /^(build|bench)\/[\w-]+\.(mjs|ts)$/u.test(file));
const ours = [help, ...scriptFiles.map((file) => readFileSync(join(root, file), 'utf8'))];

/** Of every command of the hub. */
const hubHelp = commands.map(helpOf).join('\n');

const isKnownFlag = (flag: string, line: string): boolean => {
  if (line.includes('npm start')) return help.includes(flag);
  if (line.includes('npm run hub')) return hubHelp.includes(flag);
  return foreign.includes(flag) || ours.some((text) => text.includes(flag));
};

const scripts = Object.keys(
  z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).scripts,
);

describe.each(pages.map((page) => [page.path, page] as const))('%s', (path, page) => {
  it('names files and folders that are there', () => {
    expect(documents.namedFiles(page).filter((named) => !documents.isThere(known, path, named))).toEqual([]);
  });

  it('links to what is there', () => {
    expect(documents.linksOf(page).filter((target) => !documents.isThere(known, '', target))).toEqual([]);
  });

  it('names flags that --help tells of, and npm scripts that exist', () => {
    const unknown = documents.flagsOf(page).filter(({ flag, line }) => !isKnownFlag(flag, line));
    expect(unknown).toEqual([]);
    expect(documents.npmScriptsOf(page).filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('quotes code as it stands', () => {
    expect(documents.untrueExcerpts(root, page)).toEqual([]);
  });
});

describe('pictures of the manual', () => {
  const folder = 'docs/manual/images/';
  const pictures = known.files.filter((file) => file.startsWith(folder));

  it('are few kilobytes each: the documents travel with the sources', () => {
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((file) => statSync(join(root, file)).size > 200_000)).toEqual([]);
  });

  it('are all shown on a page', () => {
    const shown = new Set(pages.flatMap((page) => documents.linksOf(page)));
    expect(pictures.filter((file) => !shown.has(file))).toEqual([]);
  });
});

describe('a page that is wrong', () => {
  const tick = '`'.repeat(3);
  const page: documents.Page = {
    path: 'docs/made-up.md',
    text: [
      'See `shared/kinds/nowhere.ts`, `no-such-file.ts`, `electron/nowhere/`, `README.md` and [this](nowhere.md).',
      'Run `npm start -- --nothing` or `npm run nothing`.',
      `${tick}ts\n// shared/kinds/registry.ts\nexport function findKindIn(list: readonly Kind[]): FindKind {\nif (kind) lie();\n${tick}`,
    ].join('\n'),
  };
  it('is found in every way', () => {
    const absent = documents.namedFiles(page).filter((named) => !documents.isThere(known, page.path, named));
    expect(absent).toEqual(['shared/kinds/nowhere.ts', 'no-such-file.ts', 'electron/nowhere/']);
    expect(documents.linksOf(page).filter((target) => !documents.isThere(known, '', target))).toEqual([
      'docs/nowhere.md',
    ]);
    expect(documents.flagsOf(page).filter(({ flag, line }) => !isKnownFlag(flag, line))).toHaveLength(1);
    expect(documents.npmScriptsOf(page).filter((name) => !scripts.includes(name))).toEqual(['nothing']);
    expect(documents.untrueExcerpts(root, page)).toEqual(['shared/kinds/registry.ts: if (kind) lie();']);
  });
});
