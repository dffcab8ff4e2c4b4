/** 投诉 / 办不成事: said at the counter, about a case, a window or a member of staff; handled by somebody else; told where to go. */
import { v7 } from 'uuid';
import { doorOf, newcomer, openAct, sayPrinted, takeIn } from './support/cases.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf, type Person } from './support/station.ts';

const other: Person = { name: '陈玉兰', login: 'chenyulan', password: 'Chuangkou-2027' };

test('somebody who could not get a thing done is taken in from the case by keys, gets a slip, an answer and where to go', async ({
  host,
  page,
}) => {
  await addPerson(host, other, ['window']);
  const door = await doorOf(host);
  const { stream } = await takeIn(door, '跑腿示例');
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, `/cases/${stream}`);
  await expect(page.getByTestId('about-this')).toContainText('投诉 / 办不成事（Alt + Q）');
  await page.keyboard.press('Alt+q');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('投诉 / 办不成事');
  // The case and its matter are there; the cursor is at what has to be said first.
  await expect(page.getByTestId('chosen-about')).toContainText('高龄津贴申领');
  await expect(page.locator('input[name=sort]').first()).toBeFocused();
  await expect(page.locator('[data-person=petitioner]')).toContainText('反映人类型');
  await expect(page.locator('[data-person=petitioner]')).not.toContainText('申请人类型');
  await page.screenshot({ path: 'test-results/complaint-intake.png', fullPage: true });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.locator('input[name=sort][value=stuck]')).toBeChecked();
  await page.locator('textarea[name=request]').fill('系统里查不到参保记录，跑了三次');
  await page.keyboard.press('Control+Enter');
  // Nobody to answer to: what was typed stays.
  await expect(page.getByText('办不成事要能回复本人').first()).toBeVisible();
  const { name, idNumber } = newcomer('反映示例');
  await page.locator('[name="petitioner.name"]').fill(name);
  await page.locator('[name="petitioner.idNumber"]').fill(idNumber);
  await page.locator('[name="petitioner.phone"]').fill('13907975555');
  await page.locator('textarea[name=saidNo]').fill('系统提示：查无此人');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('taken')).toBeVisible();
  const line = valueOf(await door.case.list({ filter: 'open', search: '反映示例', limit: 5 })).lines[0];
  expect(line).toMatchObject({ kind: 'complaint', petitioner: '反***', status: 'received' });

  await open(page, `/cases/${line?.stream ?? ''}`);
  await expect(page.locator('[data-show=about]')).toContainText('高龄津贴申领');
  await page.screenshot({ path: 'test-results/complaint-page.png', fullPage: true });
  await openAct(page, 'assigned');
  const assign = page.getByRole('dialog');
  await assign.locator('select[name=handler]').selectOption({ label: other.name });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已交办');
  await openAct(page, 'lookedInto');
  const look = page.getByRole('dialog');
  await look.locator('textarea[name=found]').fill('户籍姓名与医保系统不一致');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已核实');
  await openAct(page, 'answered');
  const answer = page.getByRole('dialog');
  // Only the results of its sort.
  await expect(answer.getByRole('radio')).toHaveCount(2);
  await answer.getByRole('radio', { name: '仍办不成' }).check();
  await answer.locator('textarea[name=reason]').fill('须先由派出所更正户籍信息');
  await page.keyboard.press('Control+Enter');
  await expect(answer.getByText('仍办不成的，要告诉群众到哪里去办').first()).toBeVisible();
  await answer.locator('[name=whereTo]').fill('永丰派出所户籍窗口');
  await page.screenshot({ path: 'test-results/complaint-answer.png' });
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('case-status')).toHaveText('已答复');
  await expect(page.locator('main')).toContainText('投诉、办不成事答复书');
  await openAct(page, 'told');
  const told = page.getByRole('dialog');
  await told.getByRole('radio', { name: '电话' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已告知');
  // The case it is about says so.
  await open(page, `/cases/${stream}`);
  await expect(page.getByTestId('about-this')).toContainText('已告知');
});

test('about the only one who may assign: somebody else at the window hands it up, and the person is told where', async ({
  host,
  page,
}) => {
  await addPerson(host, clerk, ['window']);
  const door = await doorOf(host);
  const against = await staffId(door);
  const theirs = await doorOf(host, clerk);
  const set = { sort: 'complaint', request: '负责人推诿', against };
  const begun = valueOf(await theirs.case.begin({ act: v7(), kind: 'complaint', type: 'received', data: { set } }));
  await page.goto(await host.address());
  await logIn(page, clerk);
  await open(page, `/cases/${begun.stream}`);
  await expect(page.locator('button[data-act=assigned]')).toBeHidden();
  await openAct(page, 'handedUp');
  const dialog = page.getByRole('dialog');
  await dialog.locator('[name=upperUnit]').fill('兴国县政务服务管理局');
  await dialog.locator('textarea[name=why]').fill('被反映人是本单位唯一能交办的人');
  await page.screenshot({ path: 'test-results/complaint-up.png' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已转上级');
  await openAct(page, 'told');
  await page.getByRole('dialog').getByRole('radio', { name: '匿名' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已告知');
});

test('whoever is complained of sees no trace of it; the slip may be anonymous, the limit is the township’s own', async ({
  host,
  page,
}) => {
  await addPerson(host, clerk, ['window']);
  const door = await doorOf(host);
  const data = {
    set: {
      code: 'complaintAnswer',
      name: '投诉答复时限',
      limit: { amount: 15, unit: 'workingDay' },
      basis: '永丰镇投诉处理办法',
    },
  };
  valueOf(await door.registry.begin({ act: v7(), kind: 'rule', type: 'declared', data }));
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, '/rules');
  await expect(page.getByTestId('registry-rows')).toContainText('15 个工作日');
  await page.screenshot({ path: 'test-results/complaint-rules.png' });
  await page.keyboard.press('F3');
  await page.getByRole('combobox').fill('投诉');
  await expect(page.getByRole('option', { name: '投诉' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=sort]').first()).toBeFocused();
  await page.keyboard.press('Space');
  await page.locator('select[name=against]').selectOption({ label: clerk.name });
  await page.locator('textarea[name=request]').fill('让群众白跑');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  const [line] = valueOf(await door.case.list({ filter: 'open', search: '让群众白跑', limit: 5 })).lines;
  const number = line?.number ?? '';
  expect(number).not.toBe('');
  await open(page, `/cases/${line?.stream ?? ''}`);
  await page.getByTestId('why-answer').click();
  await expect(page.getByTestId('why')).toContainText('永丰镇投诉处理办法');

  await page.keyboard.press('Alt+l');
  await page.goto(await host.address());
  await page.evaluate(() => sessionStorage.clear());
  const theirs = await doorOf(host, clerk);
  expect(valueOf(await theirs.case.list({ filter: 'all', search: '', limit: 50 })).lines).toEqual([]);
  expect(await theirs.case.page({ stream: line?.stream ?? '', reveal: false })).toMatchObject({
    ok: false,
    refusal: { code: 'stream.unknown' },
  });
  const set = { sort: 'complaint', request: '说我自己', against: await staffId(theirs) };
  expect(await theirs.case.begin({ act: v7(), kind: 'complaint', type: 'received', data: { set } })).toMatchObject({
    ok: false,
    refusal: { code: 'case.concernsYou' },
  });
});

const staffId = async (door: Awaited<ReturnType<typeof doorOf>>): Promise<string> =>
  valueOf(await door.desk.status({})).me?.staff ?? '';
