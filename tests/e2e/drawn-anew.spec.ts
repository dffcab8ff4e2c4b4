/** What a key in one box of the intake form draws: counted, since no clock of a busy machine tells it. */
import { v7 } from 'uuid';
import type { Page } from '@playwright/test';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, newcomer } from './support/cases.ts';
import { chief, expect, logIn, test, valueOf, watchForFaults } from './support/station.ts';

const fields = [
  {
    ...{ key: '满80周岁', label: '满80周岁', type: 'computed' },
    computed: { rule: 'ageAtLeast', birth: 'petitioner.birth', on: 'intake.date', years: 80 },
  },
  { key: '发放方式', label: '发放方式', type: 'choice', options: ['银行卡', '现金'] },
  { key: '备注', label: '备注', type: 'text' },
];
const materials = ['身份证复印件', '近照'].map((name) => ({
  ...{ name, form: 'copy', copies: 1, isNecessary: true },
}));

async function publish(desk: DeskClient): Promise<void> {
  const set = { code: 'DA-001', name: '重画事项', category: '示例', type: 'grant', version: '1', fields, materials };
  valueOf(await desk.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
}

interface Fiber {
  readonly type: unknown;
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
  readonly stateNode: unknown;
}

/** Hears React's commits, as its developer tools do, and adds up the components drawn inside each part of the form that has a name. */
function countDrawn(): void {
  const drawn: Record<string, number> = {};
  const nameOf = ({ stateNode }: Fiber): string | undefined => {
    if (!(stateNode instanceof HTMLElement)) return undefined;
    const { field, formField } = stateNode.dataset;
    return field ?? formField ?? stateNode.getAttribute('name') ?? undefined;
  };
  // Components say in this bit of `flags` that they were called.
  const wasCalled = ({ type, flags }: Fiber): boolean => typeof type !== 'string' && type !== null && (flags & 1) === 1;
  const walk = (fiber: Fiber, inside: string): void => {
    const name = nameOf(fiber) ?? inside;
    if (wasCalled(fiber)) drawn[name] = (drawn[name] ?? 0) + 1;
    if (fiber.alternate !== null && fiber.child === fiber.alternate.child) return;
    for (let child = fiber.child; child !== null; child = child.sibling) walk(child, name);
  };
  const onCommitFiberRoot = (_: number, { current }: { readonly current: Fiber }): void => {
    walk(current, '');
  };
  const nothing = (): undefined => undefined;
  Object.assign(window, {
    drawn,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      ...{ supportsFiber: true, renderers: new Map(), inject: () => 1, checkDCE: nothing },
      ...{ onCommitFiberUnmount: nothing, onPostCommitFiberRoot: nothing, onCommitFiberRoot },
    },
  });
}

/** What was drawn since the last question. */
const takeDrawn = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const { drawn } = window as unknown as { drawn: Record<string, number> };
    const taken = { ...drawn };
    for (const name of Object.keys(drawn)) Reflect.deleteProperty(drawn, name);
    return taken;
  });

test('a key in one box of the petitioner draws neither the matter’s form nor the papers, and a whole number draws what it decides', async ({
  shared,
  page,
}) => {
  const faults = watchForFaults(page);
  await publish(await doorOf(shared));
  await page.addInitScript(countDrawn);
  await page.goto(await shared.address());
  await logIn(page, chief);
  await page.keyboard.press('F2');
  await expect(page.locator('input[name=matter]')).toBeFocused();
  await page.keyboard.type('DA-001');
  await expect(page.getByRole('option', { name: '重画事项' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-computed="满80周岁"]')).toContainText('—');
  const { idNumber } = newcomer('钟重画');
  const far = ['matter', 'form', '发放方式', '备注', 'materials', 'petitioner.phone', 'petitioner.form'];

  // Somebody looks at the whole of the form once, so that it has come to rest.
  await page.locator('[name="petitioner.name"]').fill('钟重画');
  await page.locator('[name="petitioner.idNumber"]').focus();
  await expect(page.getByText('已保存').first()).toBeVisible();
  await takeDrawn(page);
  await page.keyboard.type(idNumber.slice(0, 17));
  await expect(page.locator('[name="petitioner.idNumber"]')).toHaveValue(idNumber.slice(0, 17));
  const typing = await takeDrawn(page);
  // That something is counted at all.
  expect(typing['petitioner']).toBeGreaterThanOrEqual(17);
  expect(Object.fromEntries(far.map((name) => [name, typing[name] ?? 0]))).toEqual(
    Object.fromEntries(far.map((name) => [name, 0])),
  );

  await page.keyboard.type(idNumber.slice(17));
  await expect(page.locator('[data-computed="满80周岁"]')).not.toContainText('—');

  await page.locator('[name="form.备注"]').focus();
  await takeDrawn(page);
  await page.keyboard.type('来过两次了');
  await expect(page.locator('[name="form.备注"]')).toHaveValue('来过两次了');
  const inForm = await takeDrawn(page);
  expect(inForm['备注']).toBeGreaterThanOrEqual(5);
  for (const name of ['petitioner', '发放方式', 'matter']) expect([name, inForm[name] ?? 0]).toEqual([name, 0]);
  expect(faults).toEqual([]);
});
