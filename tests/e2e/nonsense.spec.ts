/**
 * Nonsense in every text field of the screens of a visit: emoji, marks that turn the writing round, ten thousand characters, control characters,
 * a statement of SQL, blanks around it. What stands there is kept as it is or refused with a sentence; nothing else is lost; nothing falls over.
 */
import type { Locator, Page } from '@playwright/test';
import fc from 'fast-check';
import { seed } from '../support/seed.ts';
import { casesOf, doorOf, ensureMatter, matter, openAct, pageOf } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { owingCase } from './support/owing.ts';
import { expect, open, test } from './support/station.ts';

const pieces = fc.constantFrom(
  ...['👨‍👩‍👧‍👦', '🀄', '\u202E‮文字', '\u200F\u200E\u2067', '\u0000', '\u0007\u001B[31m', '\u007F\u0085', '\uFEFF'],
  ...[
    "'; DROP TABLE entry;--",
    '<img src=x onerror=alert(1)>',
    '{{name}}',
    '\\',
    '%00',
    '𠮷春㛃',
    '\u{2EBE0}',
    '\uE000',
  ],
  ...['　', '  ', '\t', 'ʼn', 'ﷺ', 'Z͑ͫ̓ͪ̂ͫ̽', '−１２３', '=1+1', 'null', 'undefined', '/../..', '钟'],
);
const nonsense = fc.oneof(
  fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  pieces.map((one) => `　 ${one}甲乙　 `),
  pieces.map((one) => `${one}长`.repeat(10_000).slice(0, 10_000)),
);

let drawn = 0;
/** One that a field of one line can hold: browsers take line breaks out, and half a character has no keyboard. */
function draw(): string {
  drawn += 1;
  const [text = ''] = fc.sample(nonsense, { seed: seed() + drawn, numRuns: 1 });
  const whole = text.toWellFormed().replace(/[\r\n]/gu, '');
  return whole.trim() === '' ? `${whole}甲` : whole;
}

const texts = 'input:not([type]), input[type=text], input[type=search], input[type=tel], textarea';
const valuesIn = (form: Locator): Promise<readonly string[]> =>
  form.locator(texts).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

/** Puts nonsense into every field that can be typed in, and looks that it stands there and that the others are as they were. */
async function fillAll(form: Locator, skip: readonly string[] = []): Promise<readonly string[]> {
  const fields = form.locator(texts).locator('visible=true');
  for (let at = 0; at < (await fields.count()); at += 1) {
    const field = fields.nth(at);
    const name = (await field.getAttribute('name')) ?? '';
    if (skip.includes(name) || !(await field.isEditable())) continue;
    const text = draw();
    const longest = Number((await field.getAttribute('maxlength')) ?? Infinity);
    await field.fill(text);
    const stands = await field.inputValue();
    if (text.length <= longest) expect(stands, `${name} of seed ${String(seed() + drawn)}`).toBe(text);
  }
  return valuesIn(form);
}

/** Sent: either everything still stands and a sentence says why not, or it was taken. */
async function keptOrTaken(page: Page, form: Locator, before: readonly string[], isTaken: Locator): Promise<boolean> {
  await page.keyboard.press('Control+Enter');
  const refused = form.locator('[role=alert], [data-error], .mantine-InputWrapper-error').or(page.getByRole('alert'));
  await expect(isTaken.or(refused).first()).toBeVisible();
  if (await isTaken.isVisible()) return true;
  expect(await valuesIn(form)).toEqual(before);
  for (const sentence of await refused.allInnerTexts())
    expect(sentence).not.toMatch(/undefined|\[object|Error|zod|\{\{/u);
  return false;
}

const rounds = process.env.TONGBAN_LONG === undefined ? 2 : 10;

test('nonsense typed into 批量收件: its fields, the line that is typed, a row of its own, a list that is pasted', async ({
  shared,
  desk,
}) => {
  test.setTimeout(180_000);
  await ensureMatter(await doorOf(shared));
  for (let round = 0; round < rounds; round += 1) {
    await open(desk, '/');
    await desk.keyboard.press('Alt+m');
    await expect(desk.locator('input[name=matter]')).toBeFocused();
    await desk.keyboard.type('gljt');
    await expect(desk.getByRole('option').first()).toContainText(matter.name);
    await desk.keyboard.press('Enter');
    const quick = desk.getByTestId('many-quick');
    await expect(quick).toBeVisible();
    const request = desk.locator('textarea[name=request]');
    const words = draw();
    await request.fill(words);
    await fillAll(quick);
    await desk.locator('[name="quick.phone"]').press('Control+Enter');
    const rows = desk.getByTestId('many-rows').locator('[data-row]');
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toHaveAttribute('data-state', /wrong|asks|ready/);
    // Pasted beside it: whatever is read, the row that is there stays.
    await desk.getByTestId('many-paste').click();
    await desk.getByRole('dialog').locator('textarea').fill(`姓名\t身份证号码\n${draw()}\t${draw()}\n${draw()}`);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByRole('dialog')).toBeHidden();
    await expect(desk.getByTestId('many-added').or(desk.getByRole('alert')).first()).toBeVisible();
    await rows.first().focus();
    await expect(async () => {
      await rows.first().press('Enter');
      await expect(desk.getByRole('dialog')).toBeVisible({ timeout: 1000 });
    }).toPass();
    const before = await fillAll(desk.getByRole('dialog'));
    await desk.keyboard.press('Escape');
    await expect(desk.getByRole('dialog')).toBeHidden();
    await desk.reload();
    await expect(desk.getByTestId('many-rows')).toBeVisible();
    await desk.getByTestId('many-common').click();
    await expect(request).toHaveValue(words);
    await rows.first().press('Enter');
    expect(await valuesIn(desk.getByRole('dialog'))).toEqual(before);
    await desk.keyboard.press('Escape');
    await expect(desk.getByRole('dialog')).toBeHidden();
  }
});

test('nonsense typed into 到证登记 and 欠缺材料 is kept as it is or refused with a sentence', async ({
  shared,
  desk,
}) => {
  test.setTimeout(180_000);
  const door = await doorOf(shared);
  for (let round = 0; round < rounds; round += 1) {
    const { stream } = await awaitCertificate(door, `乱码到证${'甲乙丙丁戊己庚辛壬癸'.charAt(round)}`);
    // What the round before noted is not said of this one.
    await open(desk, '/');
    await expect(desk.getByTestId('arrivals')).toBeHidden();
    await open(desk, '/arrivals');
    const row = desk.locator(`[data-row="${stream}"]`);
    await row.getByRole('checkbox').check();
    const form = desk.locator('form').filter({ has: desk.getByTestId('arrivals-note') });
    const before = await fillAll(form);
    await desk.locator('input[name=find]').fill(draw());
    await desk.keyboard.press('Enter');
    await expect(desk.getByTestId('arrival-not-here')).toBeVisible();
    expect(await valuesIn(form)).toEqual(before);
    await desk.locator('input[name=find]').fill('');
    await expect(desk.getByTestId('arrival-not-here')).toBeHidden();
    await row.locator('input[name^=certificate]').focus();
    const certificate = await row.locator('input[name^=certificate]').inputValue();
    if (await keptOrTaken(desk, form, before, desk.getByTestId('arrivals-noted'))) {
      const notes = { certificate: certificate.trim() };
      expect((await pageOf(door, stream)).stages[0]).toMatchObject({ notes });
      continue;
    }
    // Mended, it goes through.
    for (const name of ['responsible', 'certificate']) await form.locator(`input[name^=${name}]`).first().fill('示例');
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByTestId('arrivals-noted')).toBeVisible();
  }
  for (const act of ['supplemented', 'called', 'note']) {
    const stream = await owingCase(door, '乱码欠件');
    await open(desk, `/cases/${stream}`);
    await expect(desk.getByTestId('case-page')).toBeVisible();
    await openAct(desk, act);
    const dialog = desk.getByRole('dialog');
    await expect(dialog.locator('input, textarea').first()).toBeVisible();
    const before = await fillAll(dialog);
    expect(before.length).toBeGreaterThan(0);
    await desk.keyboard.press('Control+Enter');
    const refused = dialog.locator('[role=alert], .mantine-InputWrapper-error').first();
    await expect(async () => {
      expect((await dialog.isHidden()) || (await refused.isVisible())).toBe(true);
    }).toPass();
    if (await dialog.isVisible()) {
      expect(await valuesIn(dialog)).toEqual(before);
      await desk.keyboard.press('Escape');
    } else {
      const written = JSON.stringify((await pageOf(door, stream)).history.at(-1)?.data);
      for (const text of before.filter((one) => one.trim() !== ''))
        expect(written).toContain(JSON.stringify(text.trim()).slice(1, -1));
    }
  }
});

test('nonsense typed into a complaint and into what follows it is kept as it is or refused with a sentence', async ({
  shared,
  desk,
}) => {
  test.setTimeout(180_000);
  const door = await doorOf(shared);
  for (let round = 0; round < rounds; round += 1) {
    await open(desk, '/');
    await open(desk, '/take?kind=complaint');
    const form = desk.locator('form').filter({ has: desk.getByTestId('take-submit') });
    await form.locator('input[name=sort]').first().focus();
    await desk.keyboard.press('Space');
    const before = await fillAll(form);
    await form.locator('textarea[name=request]').focus();
    const taken = desk.getByTestId('taken').or(desk.getByTestId('print-yes'));
    if (!(await keptOrTaken(desk, form, before, taken))) {
      // What no number or telephone can be is mended; the words are as they were.
      for (const field of await form.locator(texts).locator('visible=true').all())
        if ((await field.getAttribute('name')) !== 'request' && (await field.isEditable())) await field.fill('');
      await form.locator('[name="petitioner.name"]').fill('乱码投诉');
      const said = await form.locator('textarea[name=request]').inputValue();
      await form.locator('textarea[name=request]').focus();
      await desk.keyboard.press('Control+Enter');
      // A character that no font has is offered to be written by hand.
      const byHand = desk.getByTestId('by-hand');
      await expect(taken.or(byHand).first()).toBeVisible();
      if (await byHand.isVisible()) await byHand.press('Enter');
      await expect(taken.first()).toBeVisible();
      const [line] = await casesOf(door, '乱码投诉');
      expect((await pageOf(door, line?.stream ?? '')).fields['request']).toBe(said.trim());
      break;
    }
    await open(desk, '/');
  }
  expect((await door.case.list({ filter: 'all', search: "'; DROP TABLE entry;--", limit: 5 })).ok).toBe(true);
});

test('nonsense typed into the notes of a counter (咨询, 来电, 转介) is kept as it is or refused with a sentence', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  for (const key of ['Alt+z', 'Alt+t']) {
    await desk.keyboard.press(key);
    const aside = desk.getByTestId('aside');
    await expect(aside).toBeVisible();
    const before = await fillAll(aside);
    await desk.keyboard.press('Control+Enter');
    await desk.waitForTimeout(400);
    if (await aside.isVisible()) expect((await valuesIn(aside)).length).toBe(before.length);
    await desk.keyboard.press('Escape');
    await expect(aside).toBeHidden();
  }
});
