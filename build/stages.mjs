/**
 * The stages of `npm test`, in order, cheap and telling first. `budget` is in seconds and is printed, never asserted.
 * A stage that only passes or fails counts as one test; those with a `report` count what their runner counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * What Vitest counted. A file that could not be loaded has no test that failed, yet the run has.
 * @param {any} report
 * @returns {Count}
 */
export function countVitest(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/**
 * What Playwright counted; a test that passed only at a second try has failed.
 * @type {(report: any) => Count}
 */
export const countPlaywright = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});

/**
 * The count of a stage by its exit code and its report: a run that fails, or that ran nothing, has at least one failure.
 * @param {number} code
 * @param {string} file
 * @param {((report: any) => Count) | undefined} count
 * @returns {Count}
 */
export function countStage(code, file, count) {
  const isFine = code === 0;
  if (!count) return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const counted = count(JSON.parse(readFileSync(file, 'utf8')));
  const isEmpty = counted.passed + counted.failed === 0;
  return (isFine && !isEmpty) || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

/** @param {string} file */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/**
 * Names of the tests that Vitest did not run, so that no skip goes unseen. Why, each says while it runs.
 * @param {string} file
 * @returns {string[]}
 */
export function skippedIn(file) {
  const results = (readReport(file).testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
  return results.flatMap(({ status, fullName }) => (['skipped', 'pending', 'todo'].includes(status) ? [fullName] : []));
}

/** @type {(suite: any) => any[]} */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * Names of the tests that failed, by Vitest's report or Playwright's, with their file: a log cut at its end still says which.
 * @param {string} file
 * @returns {string[]}
 */
export function failedIn(file) {
  const report = readReport(file);
  const ofVitest = (report.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && assertionResults.length === 0) return [`${name}: could not be loaded`];
    return failed.map(({ fullName }) => `${basename(name)}: ${fullName}`);
  });
  const ofPlaywright = specsOf(report).filter(({ ok }) => !ok);
  return [...ofVitest, ...ofPlaywright.map(({ file: spec, title }) => `${spec}: ${title}`)];
}
const vitest = (project) => (report) => [
  'node_modules/vitest/vitest.mjs',
  ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
];
const tool =
  (script, ...args) =>
  () => [script, args];

/** The journeys of users outgrew their budget: `npm test` walks one part of them, `npm run test:long` all. */
const journeyParts = 3;

/**
 * Which journeys a run walks, as Playwright's `--shard`: all in a long one, else a part drawn by the seed, which is printed.
 * @param {Record<string, string | undefined>} env
 * @param {() => number} draw
 * @returns {{ shard: string[], says: string }}
 */
export function chooseJourneys(env, draw = () => Math.floor(Math.random() * 0x7fffffff)) {
  if (env.TONGBAN_LONG === '1') return { shard: [], says: 'all journeys' };
  const seed = env.TONGBAN_SEED === undefined ? draw() : Number(env.TONGBAN_SEED);
  const part = `${(seed % journeyParts) + 1}/${journeyParts}`;
  return {
    shard: [`--shard=${part}`],
    says: `part ${part} of the journeys, by TONGBAN_SEED=${seed}; all of them: npm run test:long`,
  };
}

const playwright = (report, env) => {
  const { shard, says } = chooseJourneys(env);
  console.log(says);
  return [
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json', ...shard],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  ];
};

/** `command(report, environment)` gives the script, its arguments and more environment. */
export const stages = [
  { name: 'format', budget: 20, command: tool('node_modules/prettier/bin/prettier.cjs', '--check', '.') },
  {
    name: 'lint',
    budget: 60,
    // The types of all rooms at once are more than Node gives a program by itself.
    command: () => [
      'node_modules/eslint/bin/eslint.js',
      ['.', '--max-warnings', '0'],
      { NODE_OPTIONS: '--max-old-space-size=8192' },
    ],
  },
  {
    name: 'rooms',
    budget: 5,
    command: tool(
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...['shared', 'electron', 'renderer', 'hub'],
    ),
  },
  { name: 'types', budget: 25, command: tool('build/types.mjs') },
  { name: 'unit', budget: 150, command: vitest('unit'), count: countVitest },
  { name: 'hub', budget: 90, command: vitest('hub'), count: countVitest },
  { name: 'simulation', budget: 180, command: vitest('simulation'), count: countVitest },
  { name: 'network', budget: 110, command: vitest('network'), count: countVitest },
  // The tests further down open, kill and pack the built program.
  { name: 'build', budget: 20, command: tool('build/build.mjs') },
  { name: 'e2e', budget: 220, command: playwright, count: countPlaywright },
  { name: 'shell', budget: 40, command: vitest('shell'), count: countVitest },
  { name: 'papers', budget: 60, command: vitest('papers'), count: countVitest },
  { name: 'packaging', budget: 25, command: vitest('packaging'), count: countVitest },
  { name: 'crash', budget: 90, command: vitest('crash'), count: countVitest },
];
