/**
 * `npm test`: every stage in turn, each with the time it took beside its budget; stops at the first that fails.
 * The last line is `N passed, N failed`.
 *
 *     npm test -- --only unit      one stage, or several: --only lint,types
 *     npm run test:long            the whole of what is sampled here
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { findElectron } from './electron.mjs';
import { environment, runScript, spent, underRecentNode } from './runtime.mjs';
import { countStage, failedIn, skippedIn, stages } from './stages.mjs';
import { installCommand, prepareSystem } from './system-packages.mjs';

await underRecentNode();

const needBrowser = new Set(['e2e', 'shell', 'papers', 'crash']);
/** They start the PostgreSQL that Debian brings beside the packaged one. */
const needPostgres = new Set(['hub', 'network', 'simulation']);

function readFlags() {
  try {
    return parseArgs({ options: { long: { type: 'boolean' }, only: { type: 'string' } } }).values;
  } catch (error) {
    console.error(`${error.message}\nUsage: npm test -- [--long] [--only ${stages.map(({ name }) => name).join('|')}]`);
    process.exit(2);
  }
}

function chooseStages(only) {
  if (only === undefined) return stages;
  const names = only.split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length === 0) return stages.filter(({ name }) => names.includes(name));
  console.error(`No such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

/** The browser for the stages that open one; ends the run where there is none. */
function requireBrowser(missing) {
  const browser = findBrowser();
  if (browser === undefined) {
    console.error(`No Chrome, Chromium or Edge was found. Get one with: ${installCommand(missing)}`);
    console.error('Or set TONGBAN_CHROMIUM to the path of one.');
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
  return browser;
}

/** What the chosen stages need of the system, as far as it can be had: the environment they run in. */
function prepare(chosen) {
  const isBrowserNeeded = chosen.some(({ name }) => needBrowser.has(name));
  if (!isBrowserNeeded && !chosen.some(({ name }) => needPostgres.has(name))) return {};
  const missing = prepareSystem();
  const browser = isBrowserNeeded ? { TONGBAN_CHROMIUM: requireBrowser(missing) } : {};
  const others = missing.filter((name) => name !== 'chromium');
  if (others.length > 0)
    console.log(
      `Not here: ${others.join(', ')}; tests that need them fail, or are skipped and say so. ${installCommand(others)}`,
    );
  return browser;
}

async function runStage({ name, budget, command, count }, reports, more) {
  const started = Date.now();
  const report = join(reports, `${name}.json`);
  console.log(`\n── ${name}`);
  const [script, args, extra = {}] = command(report, { ...process.env, ...more });
  const code = await runScript(script, args, {
    env: environment({ ...more, ...extra }),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    name,
    budget,
    took: spent(started),
    ...countStage(code, report, count),
    left: skippedIn(report),
    broken: failedIn(report),
  };
}

async function runStages(chosen, more) {
  const reports = mkdtempSync(join(tmpdir(), 'tongban-test-'));
  const results = [];
  for (const stage of chosen) {
    results.push(await runStage(stage, reports, more));
    if (results.at(-1).failed > 0) break;
  }
  rmSync(reports, { recursive: true, force: true });
  return results;
}

const sum = (results, key) => results.reduce((total, result) => total + result[key], 0);

function summarise(chosen, results, started) {
  console.log('');
  for (const { name, took, budget, passed, failed, skipped } of results) {
    const more = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(
      `${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(9)} ${took.padStart(10)} of ${budget} s   ${passed} passed, ${failed} failed${more}`,
    );
  }
  for (const { name } of chosen.slice(results.length)) console.log(`not run ${name}`);
  for (const { name, left } of results) for (const test of left) console.log(`skipped ${name}: ${test}`);
  for (const { name, broken } of results) for (const test of broken) console.log(`failed ${name}: ${test}`);
  console.log(`in all ${spent(started)}`);
  if (!findElectron() && chosen.some(({ name }) => name === 'e2e')) {
    console.log('Not run here: the smoke list on a real Electron, because its binary is not on this machine.');
  }
  console.log(`${sum(results, 'passed')} passed, ${sum(results, 'failed')} failed`);
}

const started = Date.now();
const { long = false, only } = readFlags();
const chosen = chooseStages(only);
const results = await runStages(chosen, { ...prepare(chosen), ...(long ? { TONGBAN_LONG: '1' } : {}) });
summarise(chosen, results, started);
process.exit(sum(results, 'failed') > 0 ? 1 : 0);
