/** An import of a catalogue that is killed at any statement left nothing, or everything. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordTexts } from '#desk/queries/matters.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { catalogueSize } from './catalogue-file.ts';
import { morning, openCrashDesk } from './crash-desk.ts';
import { examine } from './examine.ts';
import { beside, isLong, scratchFolder, start } from './processes.ts';

const importKilledAt = (dir: string, killAt: number) =>
  start([process.execPath, '--import', beside('kill-at.ts'), beside('catalogue-process.ts'), dir], {
    TONGBAN_KILL_AT: String(killAt),
  }).ended;

const names = async (dir: string): Promise<readonly string[]> => {
  const { desk, core } = unwrap(await openCrashDesk(dir, { at: morning + 3_600_000, seed: 11 }));
  const labels = recordTexts(core.store.read, 'matter').map(({ label }) => label);
  await desk.close();
  return labels;
};

const samples = 10;

test('an import killed at any statement is there whole or not at all', async () => {
  const fresh = join(scratchFolder(), 'desk');
  expect(await names(fresh)).toEqual(['示例事项']);
  const copy = (): string => {
    const dir = join(scratchFolder(), 'desk');
    cpSync(fresh, dir, { recursive: true });
    return dir;
  };
  const { lines, errors } = await importKilledAt(copy(), 0);
  const statements = Number(/^statements (\d+)$/u.exec(lines.at(-1) ?? '')?.[1]);
  expect({ errors, many: statements > 2 * catalogueSize }).toEqual({ errors: '', many: true });
  const left = { nothing: 0, everything: 0 };
  const step = isLong ? 1 : statements / samples;
  for (let killAt = statements; killAt >= 1; killAt -= step) {
    const dir = copy();
    const { signal, lines: said } = await importKilledAt(dir, Math.round(killAt));
    expect(signal).toBe('SIGKILL');
    const found = await names(dir);
    if (found.length === 1) expect(found).toEqual(['示例事项']);
    else expect(found.filter((name) => name.startsWith('导入的事项'))).toHaveLength(catalogueSize);
    // What was answered is there.
    if (said.some((line) => line.startsWith('taken'))) expect(found).toHaveLength(catalogueSize);
    left[found.length === 1 ? 'nothing' : 'everything'] += 1;
    expect(await examine(dir, [])).toMatchObject({ lost: 0, half: [], corrupt: 0 });
  }
  console.log(`import killed at ${String(statements)} statements: ${JSON.stringify(left)}`);
  expect(left.nothing).toBeGreaterThan(0);
});
