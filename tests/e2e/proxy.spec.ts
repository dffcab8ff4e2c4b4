/** 帮办代办: a daughter asks by telephone for her father who cannot get up; the sheet is signed at home; it is done, brought, and asked about. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, matter, newcomer, openAct, sayPrinted, switchOnProxy } from './support/cases.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

test('a daughter asks by phone for her father; by keys, from the first word to the call back', async ({
  host,
  page,
}) => {
  await addPerson(host, clerk, ['window']);
  await ensureMatter(await doorOf(host));
  await page.goto(await host.address());
  await logIn(page, chief);
  // Off, it leaves no trace.
  await expect(page.locator('[data-take=complaint]')).toBeVisible();
  await expect(page.locator('[data-take=proxy]')).toHaveCount(0);
  await switchOnProxy(host);
  await page.reload();
  await page.locator('[data-take=proxy]').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('帮办代办');

  // What is said first decides what follows: 代办.
  await expect(page.locator('input[name=sort]').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.locator('input[name=sort][value=act]')).toBeChecked();
  await page.locator('input[name=channel][value=phone]').check();
  const father = newcomer('卧床示例');
  await page.locator('[name="petitioner.name"]').fill(father.name);
  await page.locator('[name="petitioner.idNumber"]').fill(father.idNumber);
  await page.locator('input[name=matters]').fill(matter.name);
  await page
    .getByRole('option', { name: new RegExp(matter.name, 'u') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-chosen="${matter.code}"]`)).toContainText(matter.name);
  await page.locator('input[name=because][value=ill]').check();
  await page.locator('[name=asker]').fill('女儿示例');
  await page.locator('[name=askerRelation]').fill('女儿');
  await page.locator('[name=askerPhone]').fill('13907976666');
  await page.screenshot({ path: 'test-results/proxy-intake.png', fullPage: true });
  await page.keyboard.press('Control+Enter');
  // The sheet that is to be signed at the visit comes out with what is known.
  await sayPrinted(page);
  await expect(page.getByTestId('taken')).toBeVisible();

  const door = await doorOf(host);
  const line = valueOf(await door.case.list({ filter: 'open', search: '卧床示例', limit: 5 })).lines[0];
  expect(line).toMatchObject({ kind: 'proxy', status: 'asked', title: matter.name });
  // Found by who called as well.
  const byCaller = valueOf(await door.case.list({ filter: 'open', search: '13907976666', limit: 5 })).lines;
  expect(byCaller.map(({ stream }) => stream)).toEqual([line?.stream]);
  await open(page, `/cases/${line?.stream ?? ''}`);
  await expect(page.locator('main')).toContainText('代办服务委托书');

  // Nothing is done in his name before he signed.
  await expect(page.locator('button[data-act=entrusted]')).toBeVisible();
  await expect(page.locator('[data-act=accepted]')).toHaveCount(0);
  await expect(page.getByTestId('authority')).toContainText('还没有委托');
  const accepted = { set: { agent: 'nobody', agentPhone: '13970712345' } };
  const early = { act: v7(), stream: line?.stream ?? '', type: 'accepted', data: accepted };
  expect(await door.case.step(early)).toMatchObject({ ok: false, refusal: { code: 'proxy.noAuthority' } });
  await expect(page.locator('main')).not.toContainText('13907976666');

  await openAct(page, 'entrusted');
  const dialog = page.getByRole('dialog');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await dialog.locator('[name=signedOn]').fill(today);
  await dialog.locator('[name=until]').fill('2099-12-31');
  await dialog.locator('input[name=power][value=general]').check();
  await dialog.locator('input[name=signer][value=mark]').check();
  await page.keyboard.press('Control+Enter');
  // A mark without a witness: what was typed stays.
  await expect(dialog.locator('[name=witness]')).toBeVisible();
  await dialog.locator('[name=witness]').fill('村干部示例');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已委托');
  await expect(page.getByTestId('authority')).toContainText('见证人 村干部示例');

  await openAct(page, 'accepted');
  await dialog.locator('select[name=agent]').selectOption({ label: clerk.name });
  await dialog.locator('[name=agentPhone]').fill('13970712345');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('case-status')).toHaveText('办理中');
  await expect(page.locator('main')).toContainText('帮办代办受理单');

  await openAct(page, 'worked');
  await dialog.locator('[name=what]').fill('到综合窗口交材料');
  await dialog.locator('[name=found]').fill('已收件');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
  await page.screenshot({ path: 'test-results/proxy-page.png', fullPage: true });

  await openAct(page, 'delivered');
  await dialog.locator('input[name=outcome][value=done]').check();
  await dialog.locator('input[name=way][value=home]').check();
  await dialog.locator('[name=receivedBy]').fill(father.name);
  await dialog.locator('[name=receivedOn]').fill(today);
  await dialog.locator('[name=found]').fill('津贴已发到卡上，存折送回');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('case-status')).toHaveText('已送达');

  await openAct(page, 'calledBack');
  await dialog.locator('input[name=way][value=phone]').check();
  await dialog.locator('[name=spokenWith]').fill('女儿示例');
  for (const [name, value] of Object.entries({ isDone: 'yes', areBack: 'none', wasCharged: 'no', content: 'very' }))
    await dialog.locator(`input[name=${name}][value=${value}]`).check();
  await page.screenshot({ path: 'test-results/proxy-call-back.png' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已回访');
});
