import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countPlaywright, countStage, countVitest, skippedIn, stages } from '../../build/stages.mjs';

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
