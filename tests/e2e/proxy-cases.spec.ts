/** 所办的事: what a neighbour's help carries. Bound by keys; its due shows, then its result, and the case says who carries it. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, matter, openAct, pageOf, sayPrinted, switchOnProxy, takeIn } from './support/cases.ts';
import { chief, expect, logIn, open, test, valueOf } from './support/station.ts';

test('a case is bound to 帮办 by keys; its due and its result show there, and the case names who carries it', async ({
  host,
  page,
}) => {
  const door = await doorOf(host);
  await ensureMatter(door);
  await switchOnProxy(host);
  const taken = await takeIn(door, '所办示例');
  const { petitioner } = (await pageOf(door, taken.stream)).fields;
  const help = await doorOf(host);
  const set = { sort: 'help', channel: 'hall', because: 'old', matters: [{ code: matter.code }] };
  const asked = async (who: unknown) =>
    valueOf(
      await help.case.begin({
        ...{ act: v7(), kind: 'proxy', type: 'asked' },
        data: { set: { ...set, petitioner: who as Record<string, string> } },
      }),
    );
  const helped = await asked(petitioner);
  const stranger = await takeIn(door, '别人示例');

  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, `/cases/${helped.stream}`);
  await expect(page.getByTestId('carries')).toHaveCount(0);
  await expect(page.locator('[data-act=unbound]')).toHaveCount(0);

  // Somebody else's case: refused, and what was chosen stays.
  await openAct(page, 'bound');
  const dialog = page.getByRole('dialog');
  await page.keyboard.type(stranger.number);
  await expect(page.locator('[data-combobox-option]')).toContainText(matter.name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('chosen-case')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('对不上');
  await expect(dialog.getByTestId('chosen-case')).toBeVisible();
  await dialog.getByTestId('chosen-case').getByRole('button').press('Enter');
  // As a scanner does: the number and Enter at once, before the list has come.
  await dialog.locator('[name=case]').fill(taken.number);
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('chosen-case')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);

  const carried = page.locator(`[data-carried="${taken.stream}"]`);
  await expect(carried).toContainText(matter.name);
  await expect(carried.getByTestId('carried-status')).toHaveText('已收件');
  await expect(carried.getByTestId('carried-due')).toContainText(/期限内|快到期|今天到期/u);
  await page.screenshot({ path: 'test-results/proxy-cases.png', fullPage: true });

  // 受理 prints its number; on the case itself stands whom to call.
  await openAct(page, 'accepted');
  await dialog.locator('select[name=agent]').selectOption({ label: chief.name });
  await dialog.locator('[name=agentPhone]').fill('13970712345');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await carried.getByRole('link').press('Enter');
  await expect(page.getByTestId('carried-by')).toContainText(`${chief.name} 139****2345`);
  await page.screenshot({ path: 'test-results/proxy-carried-by.png', fullPage: true });

  for (const [type, data] of [
    ['accepted', {}],
    ['decided', { set: { outcome: 'granted' }, result: '准予' }],
  ] as const)
    valueOf(await door.case.step({ act: v7(), stream: taken.stream, type, data }));
  await page.getByTestId('carried-by').getByRole('link').press('Enter');
  await expect(carried.getByTestId('carried-status')).toContainText('准予');
  await page.screenshot({ path: 'test-results/proxy-cases-decided.png', fullPage: true });
});
