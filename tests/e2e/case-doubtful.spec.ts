/**
 * What another desk wrote and this one cannot simply take: an entry the rules do not allow and a field set apart are kept and put before
 * a person (待核对); what a later program wrote is shown as such and never folded in part (需要升级).
 */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { doorOf, ensureMatter, matter, newcomer, openAct, pageOf, submitAct, takeIn } from './support/cases.ts';
import { writeElsewhere } from './support/elsewhere.ts';
import { dropFolder, newFolder, startHost, type Host } from './support/host.ts';
import {
  addPerson,
  test as base,
  chief,
  clerk,
  expect,
  logIn,
  open,
  setUpStation,
  valueOf,
  watchForFaults,
} from './support/station.ts';

interface Cases {
  readonly host: Host;
  readonly page: Page;
  readonly faults: readonly string[];
  /** Accepted elsewhere while a correction notice went out here. */
  readonly doubtful: string;
  /** The petitioner corrected here and elsewhere. */
  readonly apart: string;
  /** A step, a version of a step, and rules that this program does not know. */
  readonly later: readonly string[];
  /** Its very first entry is not allowed. */
  readonly unbegun: string;
  /** Nothing is wrong with it. */
  readonly sound: string;
}

const test = base.extend<object, { readonly cases: Cases }>({
  cases: [
    async ({ browser }, use) => {
      const dir = await newFolder();
      const before = await startHost({ dir });
      await setUpStation(before);
      await addPerson(before, clerk, ['window']);
      const door = await doorOf(before);
      await ensureMatter(door);
      const step = async (stream: string, type: string, data: object) =>
        valueOf(await door.case.step({ act: v7(), stream, type, data: { ...data } }));
      const taken = [];
      for (const name of ['存疑甲', '分歧乙', '新版丙', '新版丁', '平常戊'])
        taken.push((await takeIn(door, name)).stream);
      const [doubtful = '', apart = '', newStep = '', newVersion = '', sound = ''] = taken;
      await step(doubtful, 'correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] });
      const person = newcomer('分歧乙');
      const petitioner = (phone: string) => ({ ...person, idType: 'residentId', phone });
      await step(apart, 'corrected', { set: { petitioner: petitioner('13900000002') }, reason: '号码换了' });
      await before.stop();
      const seen = 2;
      const newCase = { petitioner: petitioner('13900000004'), matter: { code: matter.code } };
      const streams = await writeElsewhere(dir, clerk, [
        { stream: doubtful, seen, type: 'accepted', data: {} },
        {
          ...{ stream: apart, seen, type: 'corrected' },
          data: { set: { petitioner: petitioner('13900000003') }, reason: '本人来电' },
        },
        { stream: newStep, seen, type: 'accepted', data: {}, as: { type: 'acceptedByTelephone' } },
        { stream: newVersion, seen, type: 'accepted', data: {}, as: { v: 2 } },
        { ...{ kind: 'service', type: 'received', as: { rules: 2 } }, data: { set: newCase } },
        { ...{ kind: 'service', type: 'received', as: { type: 'accepted' } }, data: { set: newCase } },
      ]);
      const host = await startHost({ dir });
      const page = await browser.newPage();
      const faults = watchForFaults(page);
      await page.goto(await host.address());
      await logIn(page, chief);
      await use({ host, page, faults, doubtful, apart, sound, later: streams.slice(2, 5), unbegun: streams[5] ?? '' });
      await page.close();
      await host.stop();
      await dropFolder(dir);
    },
    { scope: 'worker' },
  ],
});

const row = (page: Page, stream: string) => page.locator(`[data-stream="${stream}"]`);

test('an entry the rules do not allow waits for a person, who is told which, by whom and why', async ({ cases }) => {
  const { page, doubtful, sound, apart, later, unbegun } = cases;
  await open(page, '/');
  const count = page.getByRole('link', { name: '待核对' });
  await expect(count).toHaveText(/^6/);
  await count.click();
  await expect(page.getByTestId('list-says')).toContainText('共 6 件');
  for (const stream of [doubtful, apart, unbegun]) await expect(row(page, stream)).toContainText('待核对');
  for (const stream of later) await expect(row(page, stream)).toContainText('需要升级');
  await expect(row(page, sound)).toHaveCount(0);
  await row(page, doubtful).click();

  // Not done: the case is where this desk has brought it, and goes on from there.
  await expect(page.getByTestId('case-status')).toHaveAttribute('data-status', 'correcting');
  await expect(page.getByTestId('doubt')).toContainText(`存疑件：受理 · ${clerk.name}`);
  await expect(page.getByTestId('doubt')).toContainText('没有算数');
  await expect(page.locator('[data-entry=accepted]')).toContainText('存疑');
  await openAct(page, 'note');
  await page.locator('textarea[name=text]').fill('打电话问了');
  await submitAct(page);
  await expect(page.locator('[data-entry=note]')).toContainText('打电话问了');

  await openAct(page, 'doubtSettled');
  await submitAct(page);
  await expect(page.getByText('这一项还没有填')).toBeVisible();
  await page.locator('textarea[name=reason]').fill('二号窗口点错了，没有受理');
  await submitAct(page);
  await expect(page.getByTestId('undecided')).toHaveCount(0);
  await expect(page.locator('[data-entry=doubtSettled]')).toContainText('没有受理');
  await expect(page.locator('[data-entry=accepted]')).toContainText('存疑');
  await open(page, '/');
  await expect(count).toHaveText(/^5/);
});

test('a field set apart is settled by a person who has seen all of both values', async ({ cases }) => {
  const { page, apart } = cases;
  await open(page, `/cases/${apart}`);
  const box = page.getByTestId('undecided');
  await expect(box.getByRole('radio')).toHaveCount(2);
  await expect(box.getByRole('radio').first()).toBeDisabled();
  await expect(box).not.toContainText('13900000003');
  await box.getByRole('button', { name: '显示完整内容再核对' }).click();
  await box.getByRole('radio', { name: '13900000003' }).check();
  await box.getByRole('button', { name: '以选中的为准' }).click();
  await expect(box).toHaveCount(0);
  await expect(page.locator('[data-show=petitioner]')).toContainText('13900000003');
});

test('what a later program wrote is shown as such: read-only, nothing of it told, not even to who looks behind', async ({
  cases,
}) => {
  const { page, host, later, faults } = cases;
  const door = await doorOf(host);
  for (const stream of later) {
    await open(page, `/cases/${stream}`);
    const shown = page.getByTestId('needs-upgrade');
    await expect(shown.getByRole('alert')).toContainText('请先升级程序');
    await expect(shown.getByTestId('case-status')).toHaveText('需要升级');
    await expect(shown.getByTestId('history')).toContainText(clerk.name);
    await expect(page.locator('[data-act], [data-testid=more]')).toHaveCount(0);
    const told = await pageOf(door, stream);
    expect(told).toMatchObject({ allowed: [], fields: {}, papers: [], dues: [] });
    expect(told.history.map(({ data }) => data)).toEqual(told.history.map(() => ({})));
    const step = { act: v7(), stream, type: 'note', data: { text: '备注' } };
    expect(await door.case.step(step)).toMatchObject({ ok: false, refusal: { code: 'stream.needsUpgrade' } });
  }
  await open(page, `/cases/${later[0] ?? ''}`);
  await expect(page.getByText('新版程序的一步')).toBeVisible();
  await open(page, `/cases/${cases.unbegun}`);
  await expect(page.getByTestId('case-status')).toHaveText('存疑');
  await expect(page.getByTestId('doubt')).toHaveCount(2);
  // The other cases go on, in the same lists.
  await open(page, '/');
  await expect(page.getByRole('main')).toContainText('需要升级');
  await open(page, `/cases/${cases.sound}`);
  await openAct(page, 'accepted');
  await submitAct(page);
  await expect(page.getByTestId('case-status')).toHaveAttribute('data-status', 'accepted');
  expect(faults).toEqual([]);
});
