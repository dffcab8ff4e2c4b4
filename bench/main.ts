/**
 * All benchmarks, or those named, on desks of the sizes asked for; answers the page `docs/performance.md`.
 *
 *     node bench/main.ts [--sizes 0,100000,1000000] [--only size,start,typing,queries,verify,commit,slip,pdf,sync,day] [--write]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../build/browser.mjs';
import { measureCommits, reportCommits, type CommitFigures } from './commit.ts';
import { measureDay, reportDay } from './day.ts';
import { measureQueries, reportQueries } from './queries.ts';
import { reportScripts } from './script-size.ts';
import { measureSlips, reportSlips } from './slip.ts';
import { measureStarts, reportStarts } from './start.ts';
import { deskWith, fill, root } from './support/bench-desk.ts';
import type { Report } from './support/figures.ts';
import { isBuilt } from './support/host-program.ts';
import { measurePdfs, reportPdfs } from './pdf.ts';
import { measureSync, reportSync, township } from './sync/sync.ts';
import { measureTyping, reportTyping } from './typing.ts';
import { measureVerify, reportVerify } from './verify.ts';

type Desks = ReadonlyMap<number, string>;

const say = (line: string): void => {
  console.log(line);
};

/** In this order: what writes comes after what reads. */
const benchmarks: Readonly<Record<string, (desks: Desks) => Promise<Report>>> = {
  size: () => Promise.resolve(reportScripts(join(root, 'dist/renderer'))),
  start: async (desks) => reportStarts(await measureStarts(desks)),
  typing: async (desks) => reportTyping(await measureTyping(desks)),
  queries: async (desks) => {
    const figures = [];
    for (const [cases, dir] of filled(desks)) figures.push([cases, await measureQueries(dir)] as const);
    return reportQueries(figures);
  },
  // Of the smallest that holds something: a million cases were not done after seven minutes.
  verify: async (desks) => {
    const figures = [];
    for (const [cases, dir] of filled(desks).slice(0, 1)) figures.push(await measureVerify(dir, cases));
    return reportVerify(figures);
  },
  commit: async (desks) => {
    const figures: (readonly [string, CommitFigures])[] = [['new', await inNewDesk(measureCommits)]];
    for (const [cases, dir] of filled(desks))
      figures.push([`${cases.toLocaleString('en')} cases`, await measureCommits(dir)]);
    return reportCommits(figures);
  },
  slip: async () => reportSlips(await measureSlips()),
  pdf: async () => reportPdfs(await measurePdfs()),
  sync: async () => reportSync(await measureSync(township, say)),
  day: async (desks) => {
    const figures = [];
    for (const [cases, dir] of filled(desks)) figures.push(await measureDay(dir, cases));
    return reportDay(figures);
  },
};

const filled = (desks: Desks): [number, string][] => [...desks].filter(([cases]) => cases > 0);

async function inNewDesk<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = join(root, '.cache/bench/new');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  await fill(dir, 0, say);
  const done = await work(dir);
  rmSync(dir, { recursive: true });
  return done;
}

function machine(): string {
  const [first] = cpus();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const browser = findBrowser();
  const browserVersion =
    browser === undefined ? 'no browser' : execFileSync(browser, ['--version'], { encoding: 'utf8' }).trim();
  return [
    `- ${first?.model ?? 'unknown processor'}, ${String(cpus().length)} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    `- ${platform()} ${arch()} ${release()}`,
    `- Tongban ${version}, Node ${process.versions.node}, ${browserVersion}`,
    `- ${new Date().toISOString().slice(0, 10)}`,
  ].join('\n');
}

const { values } = parseArgs({
  options: { sizes: { type: 'string' }, only: { type: 'string' }, write: { type: 'boolean' } },
});
const sizes = (values.sizes ?? '0,100000').split(',').map(Number);
const names = values.only?.split(',') ?? Object.keys(benchmarks);
const unknown = names.filter((name) => !(name in benchmarks));
if (unknown.length > 0 || sizes.some((size) => !Number.isInteger(size) || size < 0)) {
  console.error(`Sizes are whole numbers, benchmarks are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
if (!isBuilt()) {
  console.error('The program is not built: npm run build');
  process.exit(1);
}
const desks = new Map<number, string>();
for (const size of sizes) desks.set(size, await deskWith(size, say));
const sections: string[] = [];
for (const name of names) {
  say(`── ${name}`);
  const report = await benchmarks[name]?.(desks);
  if (report === undefined) continue;
  sections.push(`## ${report.title}\n\n${report.text}`);
  say(`${report.text}\n`);
}
const figures = `${machine()}\n\n${sections.join('\n\n')}\n`;
const page = join(root, 'docs/performance.md');
if (values.write === true) writeFileSync(page, `${introductionOf(readFileSync(page, 'utf8'))}\n\n${figures}`);

/** What people wrote above the figures stays. */
function introductionOf(text: string): string {
  const mark = '<!-- figures: npm run bench -- --write -->';
  const [introduction = ''] = text.split(mark);
  return `${introduction.trimEnd()}\n\n${mark}`;
}
