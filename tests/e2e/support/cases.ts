/** Cases for the tests of their screens: a matter to take in, made-up people with valid numbers, and what the door says of them. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { ActAnswer } from '../../../shared/contract/case.ts';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { unsealedQr } from '../../../shared/documents/paper-seal.ts';
import { qrToken } from '../../../shared/documents/qr-code.ts';
import { makeResidentId } from '../../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../../shared/time/plain-date.ts';
import type { Host } from './host.ts';
import { chief, expect, valueOf, type Person } from './station.ts';

export const matter = {
  code: 'CS-001',
  name: '高龄津贴申领',
  category: '养老服务',
  type: 'grant',
  version: '1',
  promised: { amount: 10, unit: 'workingDay' },
  materials: [
    { name: '居民身份证', form: 'copy', copies: 1, isNecessary: true },
    { name: '银行卡', form: 'copy', copies: 1, isNecessary: false },
  ],
} as const;

let sequence = 0;
/** Somebody nobody has seen yet; the number's check character is right. */
export function newcomer(name: string): { readonly name: string; readonly idNumber: string } {
  sequence += 1;
  return { name, idNumber: makeResidentId({ area: '360732', birth: getPlainDate('1951-03-08'), sequence }) };
}

/** What a gun reads off a slip with this number. */
export const qrOf = (number: string): string =>
  unsealedQr(
    {
      number,
      paper: 'RC',
      on: getPlainDate('2026-11-22'),
      token: qrToken(crypto.getRandomValues(new Uint8Array(16))),
    },
    'https://tb.example.test/p',
  );

/** The door in somebody's name, beside the window. */
export async function doorOf(host: Host, { login, password }: Person = chief): Promise<DeskClient> {
  const desk = await host.connect();
  valueOf(await desk.login.enter({ login, password }));
  return desk;
}

/** The matter of these tests, once a desk. */
export async function ensureMatter(desk: DeskClient): Promise<void> {
  const { rows } = valueOf(await desk.registry.list({ kind: 'matter', search: matter.code }));
  if (rows.some(({ key }) => key === matter.code)) return;
  const { materials, ...fields } = matter;
  const data = { set: { ...fields, materials: materials.map((one) => ({ ...one })) } };
  valueOf(await desk.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
}

/** 帮办代办 at the own station, as the 站点 page does. */
export async function switchOnProxy(host: Host): Promise<void> {
  const door = await doorOf(host);
  const { rows } = valueOf(await door.registry.list({ kind: 'station', search: '永丰' }));
  const [own] = rows;
  const data = { set: { faculties: ['proxy'], supervisionPhone: '0797-5350012' } };
  valueOf(await door.registry.step({ act: v7(), stream: own?.stream ?? '', type: 'changed', data }));
}

/** Takes a case in without the screen. */
export async function takeIn(desk: DeskClient, name: string): Promise<ActAnswer> {
  await ensureMatter(desk);
  const { idNumber } = newcomer(name);
  const set = {
    petitioner: { name, idType: 'residentId', idNumber, phone: '13900000001' },
    matter: { code: matter.code },
    materials: [{ name: '居民身份证', copies: 1, form: 'copy' }],
  };
  return valueOf(await desk.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
}

export const casesOf = async (desk: DeskClient, search: string) =>
  valueOf(await desk.case.list({ filter: 'all', search, limit: 50 })).lines;

export const pageOf = async (desk: DeskClient, stream: string) =>
  valueOf(await desk.case.page({ stream, reveal: true }));

/** A fresh intake, up to the name of the petitioner, by keys alone. */
export async function beginIntake(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.locator('input[name=matter]')).toBeFocused();
  await page.keyboard.type('gljt');
  await expect(page.getByRole('option', { name: matter.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('matter-summary')).toContainText('10 个工作日');
  await expect(page.locator('[name="petitioner.name"]')).toBeFocused();
}

/** Says of papers that came out what a clerk would say; of several one after the other. */
export async function sayPrinted(page: Page, papers = 1): Promise<void> {
  for (let left = papers; left > 0; left -= 1) {
    await expect(page.getByTestId('print-yes')).toBeFocused();
    await page.keyboard.press('Enter');
    // The next question is not open yet: nobody has read it.
    if (left > 1) await expect(page.getByTestId('print-yes')).toBeDisabled();
  }
  await expect(page.getByTestId('print-yes')).toBeHidden();
}

/** Opens an act of the case page: a next step, or a way out under 「更多」. */
export async function openAct(page: Page, type: string): Promise<void> {
  const step = page.locator(`button[data-act=${type}]`).first();
  if ((await step.count()) === 0) await page.getByTestId('more').click();
  await page.locator(`[data-act=${type}]`).first().click();
  // The form comes when it is known whether something was typed before.
  await expect(page.getByRole('dialog').locator('form')).toBeVisible();
}

export const submitAct = (page: Page): Promise<void> => page.getByTestId('act-submit').click();
