/** 代办员名册: the person in charge keeps it by keys; where one is chosen for a 代办 they are ranked with reasons, and a person decides. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, openAct, sayPrinted, switchOnProxy } from './support/cases.ts';
import { helped } from './support/proxies.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

test('agents are registered, ranked for a case with reasons, chosen by a person, refused while they are away', async ({
  host,
  page,
}) => {
  await addPerson(host, clerk, ['window']);
  const door = await doorOf(host);
  await ensureMatter(door);
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, '/matters');
  // Off, it leaves no trace.
  await expect(page.getByRole('link', { name: '本镇规定' })).toBeVisible();
  await expect(page.getByRole('link', { name: '代办员' })).toHaveCount(0);
  await switchOnProxy(host);
  const other = { name: '曾春生', phone: '13970711111', sort: 'volunteer', from: '2026-01-01' };
  const begun = { act: v7(), kind: 'agent' as const, type: 'registered', data: { set: other } };
  valueOf(await door.registry.begin(begun));
  const stream = await helped(door, '代办示例');

  await page.reload();
  await page.getByRole('link', { name: '代办员' }).press('Enter');
  await page.getByRole('button', { name: '登记代办员' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name=name]').fill('刘小红');
  await dialog.locator('[name=phone]').fill('13970722222');
  await dialog.locator('input[name=sort][value=village]').press('Space');
  await dialog.locator('[name=villages]').fill('东坑村\n永丰');
  await dialog.locator('[name=languages]').fill('客家话');
  await dialog.locator('select[name=partner]').selectOption({ label: '曾春生（手里 0 件）' });
  await dialog.locator('[name=from]').fill('2026-06-01');
  await dialog.locator('[name=until]').fill('2026-01-01');
  await page.getByTestId('record-submit').press('Enter');
  // The term runs backwards: what was typed stays.
  await expect(dialog).toContainText('早于');
  await expect(dialog.locator('[name=name]')).toHaveValue('刘小红');
  await dialog.locator('[name=until]').fill('2099-12-31');
  await page.getByTestId('record-submit').press('Enter');
  await expect(dialog).toHaveCount(0);
  const rows = page.getByTestId('registry-rows');
  await expect(rows).toContainText('刘小红');
  await expect(rows).toContainText('村级代办员');
  await page.screenshot({ path: test.info().outputPath('agents.png') });

  // The one whose village it is comes first, with why; nobody is chosen before somebody chooses.
  await open(page, `/cases/${stream}`);
  await openAct(page, 'accepted');
  const choice = dialog.locator('select[name=agent]');
  await expect(choice).toHaveValue('');
  await expect(choice.locator('option').nth(1)).toHaveText('刘小红（服务永丰；A/B 岗曾春生在；手里 0 件）');
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.locator('[name=agentPhone]')).toHaveValue('13970722222');
  await page.screenshot({ path: test.info().outputPath('agent-choice.png') });
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('case-status')).toHaveText('办理中');
  await expect(page.locator('main')).toContainText('刘小红');

  await open(page, '/agents');
  const row = rows.locator('tr', { hasText: '刘小红' });
  await row.getByRole('button', { name: '请假、生病' }).press('Enter');
  await dialog.locator('[name=why]').fill('住院');
  await page.getByTestId('record-submit').press('Enter');
  await expect(row).toContainText('请假、生病');
  const another = await helped(door, '另一示例');
  await open(page, `/cases/${another}`);
  await openAct(page, 'accepted');
  await expect(choice.locator('option', { hasText: '刘小红' })).toBeDisabled();
  await expect(choice.locator('option', { hasText: '刘小红' })).toContainText('手里 1 件');
  const { agents } = valueOf(await door.registry.agents({ stream: another }));
  const away = agents.find(({ name }) => name === '刘小红')?.key ?? '';
  const given = { set: { agent: away, agentPhone: '13970722222' } };
  const refused = await door.case.step({ act: v7(), stream: another, type: 'accepted', data: given });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'agent.away' } });
  await page.keyboard.press('Escape');
  await open(page, '/agents');
  await row.getByRole('button', { name: '回来了' }).press('Enter');
  await expect(row.getByRole('button', { name: '请假、生病' })).toBeVisible();

  // Only the person in charge keeps it.
  const theirs = await doorOf(host, clerk);
  expect(await theirs.registry.begin({ ...begun, act: v7() })).toMatchObject({ ok: false });
});
