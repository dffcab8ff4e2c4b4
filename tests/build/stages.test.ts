import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  chooseJourneys,
  countPlaywright,
  countStage,
  countVitest,
  failedIn,
  skippedIn,
  stages,
} from '../../build/stages.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tongban-stages-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const report = (content: unknown): string => {
  const file = join(folder, `${String(Math.random())}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const vitestReport = (passed: number, failed: number, files: readonly object[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 0, testResults: files });

describe('what a stage counts', () => {
  it('is one for a stage without a report', () => {
    expect(countStage(0, '', undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countStage(1, '', undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is what the runner counted', () => {
    expect(countStage(0, vitestReport(7, 0), countVitest)).toEqual({ passed: 7, failed: 0, skipped: 1 });
    expect(countStage(1, vitestReport(7, 2), countVitest)).toEqual({ passed: 7, failed: 2, skipped: 1 });
  });

  it('is a failure when a file could not be loaded, when nothing ran, when there is no report', () => {
    const broken = [{ status: 'failed', assertionResults: [] }];
    expect(countStage(1, vitestReport(7, 0, broken), countVitest).failed).toBe(1);
    expect(countStage(1, vitestReport(7, 0), countVitest).failed).toBe(1);
    expect(countStage(0, vitestReport(0, 0), countVitest).failed).toBe(1);
    expect(countStage(0, join(folder, 'missing.json'), countVitest).failed).toBe(1);
  });

  it('names what was skipped', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'ran' },
      { status: 'skipped', fullName: 'could not run here' },
    ];
    expect(skippedIn(vitestReport(1, 0, [{ status: 'passed', assertionResults }]))).toEqual(['could not run here']);
    expect(skippedIn(join(folder, 'missing.json'))).toEqual([]);
  });

  it('takes a second try for a failure', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(countStage(1, report({ stats }), countPlaywright)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });
});

describe('which journeys are walked', () => {
  it('all in a long run; else a part by the seed, which is said, so that the same part can be walked again', () => {
    expect(chooseJourneys({ TONGBAN_LONG: '1' }).shard).toEqual([]);
    const { shard, says } = chooseJourneys({}, () => 7);
    expect(shard).toEqual(['--shard=2/3']);
    expect(says).toContain('TONGBAN_SEED=7');
    expect(chooseJourneys({ TONGBAN_SEED: '7' }).shard).toEqual(shard);
    const parts = [0, 1, 2].map((seed) => chooseJourneys({ TONGBAN_SEED: String(seed) }).shard[0]);
    expect(parts).toEqual(['--shard=1/3', '--shard=2/3', '--shard=3/3']);
  });
});

it('names what failed, with its file, of either runner', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'ran' },
    { status: 'failed', fullName: 'broke' },
  ];
  const files = [
    { name: '/somewhere/one.test.ts', status: 'failed', assertionResults },
    { name: '/somewhere/two.test.ts', status: 'failed', assertionResults: [] },
  ];
  const left = failedIn(vitestReport(1, 1, files));
  expect(left).toEqual(['one.test.ts: broke', '/somewhere/two.test.ts: could not be loaded']);
  const specs = [
    { title: 'went', file: 'a.spec.ts', ok: true },
    { title: 'stopped', file: 'a.spec.ts', ok: false },
  ];
  expect(failedIn(report({ suites: [{ suites: [{ specs }] }] }))).toEqual(['a.spec.ts: stopped']);
  expect(failedIn(join(folder, 'missing.json'))).toEqual([]);
});

describe('npm test', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'build/test.mjs'), ...args], { encoding: 'utf8' });

  it('refuses a wrong flag and an unknown stage', () => {
    const wrong = run('--fast');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('--fast');
    const unknown = run('--only', 'units');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('units');
    for (const { name } of stages) expect(unknown.stderr).toContain(name);
  });

  it('ends with the sum, whatever it is', () => {
    const { stdout, status } = run('--only', 'rooms');
    expect(stdout.trim().split('\n').at(-1)).toBe(status === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  }, 120_000);
});
