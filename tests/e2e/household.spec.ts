/** 户: begun by a case, offered for the next one, and looked after on its own page. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, newcomer, sayPrinted } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';

const family = {
  ...{ code: 'HH-001', name: '家庭成员登记示例', category: '示例', type: 'grant', version: '1' },
  fields: [{ key: '家庭成员', label: '家庭成员', type: 'household' }],
};

async function publish(door: DeskClient): Promise<void> {
  const { lines } = valueOf(await door.matter.find({ search: '', codes: [family.code] }));
  if (lines.length > 0) return;
  const data = { set: { ...family, fields: family.fields.map((field) => ({ ...field })) } };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
}

test('the household of a first case is offered for the next one, from any member, and fills its form', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door);
  const [head, wife, son] = [newcomer('钟大户'), newcomer('李大嫂'), newcomer('钟小户')];
  const members = [
    { person: wife, relation: '配偶' },
    { person: son, relation: '子' },
  ];
  const set = {
    petitioner: { ...head, phone: '13907971357' },
    matter: { code: family.code },
    form: { 家庭成员: { members } },
  };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
  // The son comes: nobody has to type his family again.
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type(family.code);
  await expect(desk.getByRole('option', { name: family.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.locator('[name="petitioner.name"]').fill(son.name);
  await desk.locator('[name="petitioner.idNumber"]').fill(son.idNumber);
  await desk.locator('[name="petitioner.phone"]').fill('13907972468');
  await desk.getByTestId('party-offer').getByRole('button', { name: '是同一人' }).click();
  const offer = desk.getByTestId('household-offer');
  await expect(offer).toContainText('户主 钟**，3 人');
  await desk.screenshot({ path: test.info().outputPath('household-offer.png') });
  await offer.getByRole('button').click();
  const path = 'form.家庭成员.members';
  await expect(desk.locator(`[name="${path}.0.relation"]`)).toHaveValue('户主');
  await expect(desk.locator(`[name="${path}.0.person.name"]`)).toHaveValue(head.name);
  await expect(desk.locator(`[name="${path}.1.person.name"]`)).toHaveValue(wife.name);
  await expect(desk.getByTestId('household-offer')).toBeHidden();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const { lines } = valueOf(await door.party.find({ typed: '钟大户', sought: 'several' }));
  expect(lines).toHaveLength(1);

  // Its own page: members, and the cases of all of them.
  const household = lines[0]?.party ?? '';
  await desk.goto(`${new URL(desk.url()).origin}/#/people/${household}`);
  await expect(desk.getByTestId('party-cases').getByRole('row')).toHaveCount(2);
  await expect(desk.getByTestId('households')).toContainText('配偶');
  await desk.screenshot({ path: test.info().outputPath('household-page.png'), fullPage: true });
  await desk.keyboard.press('Alt+1');
  const dialog = desk.getByRole('dialog');
  await expect(dialog.locator('[name="head.name"]')).toHaveValue(head.name);
  await dialog.locator('[name="number"]').fill('示例户0007');
  await dialog.locator('[data-line="members.0"]').getByRole('button', { name: '删除' }).click();
  await desk.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const whole = valueOf(await door.party.household({ household }));
  expect(whole.members.map(({ person }) => person['name'])).toEqual([head.name, son.name]);
  expect(whole.members[1]?.person).toMatchObject({ phone: '13907972468' });

  // On the page of a member stands where they belong.
  await desk.getByTestId('households').getByRole('link', { name: '钟**' }).last().click();
  await expect(desk.getByTestId('households')).toContainText('户主 钟**，2 人');
});
