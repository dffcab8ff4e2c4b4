/** Files of a later program: each is refused in a sentence a person can act on, and left as it is. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackagedNode, root } from '../../build/runtime.mjs';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, setUpStation, test } from './support/station.ts';

const laterProgram = join(root, 'tests/e2e/support/later-program.ts');

test('data and keys of a later program are refused at the login, with what to do, and not touched', async ({
  page,
}) => {
  const dir = await newFolder();
  const before = await startHost({ dir });
  await setUpStation(before);
  await before.stop();
  const { login, password } = chief;
  execFileSync(findPackagedNode() ?? process.execPath, [laterProgram, dir, login, password], { cwd: root });
  const files = ['desk.db', 'keys.json'].map((name) => join(dir, name));
  const [data, keys] = files.map((file) => readFileSync(file));

  const host = await startHost({ dir });
  await page.goto(await host.address());
  const enter = async (): Promise<void> => {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(password);
    await page.locator('input[name=password]').press('Enter');
  };
  await enter();
  const said = page.getByRole('alert');
  await expect(said).toContainText('更新版本的程序');
  await expect(said).toContainText('由程序 9.0.0 2030-01-01 写成');
  await expect(said).toContainText('数据没有改动；请先升级程序');
  // Dates, not instants.
  await expect(said).not.toContainText('T00:00');
  await expect(page.locator('input[name=login]')).toHaveValue(login);
  expect(files.map((file) => readFileSync(file))).toEqual([data, keys]);

  const laterKeys = JSON.stringify({ ...(JSON.parse(String(keys)) as object), version: 2 });
  writeFileSync(join(dir, 'keys.json'), laterKeys);
  await enter();
  await expect(said).toContainText('keys.json 是更新版本的程序写的');
  expect(readFileSync(join(dir, 'keys.json'), 'utf8')).toBe(laterKeys);
  await host.stop();
  await dropFolder(dir);
});
