/** A station set up through the door, and the window of somebody who works there. */
import { expect, test as base, type Page } from '@playwright/test';
import { checkPassword } from '../../../shared/identity/password-policy.ts';
import { permissionsByRole, type StaffRole } from '../../../shared/kernel/permissions.ts';
import { v7 } from 'uuid';
import { startHost, type Host } from './host.ts';

export interface Person {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** 负责人 and 系统管理: whom the set-up makes. */
export const chief: Person = { name: '王霞', login: 'wangxia', password: 'Yongfeng-2026' };
export const clerk: Person = { name: '李建国', login: 'lijianguo', password: 'Chuangkou-2026' };

export const township = { code: '360732108', name: '永丰镇' };
export const station = { code: '360732108000', name: '永丰镇便民服务中心', form: 'hall', phone: '' } as const;

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: { readonly code: string } };

export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

interface SetUpWishes {
  readonly staff?: Person;
  readonly name?: string;
  readonly at?: {
    readonly code: string;
    readonly name: string;
    readonly form: 'hall' | 'village';
    readonly phone: string;
  };
}

/** Sets the desk up as the first screen would, and gives the groups of its recovery phrase. */
export async function setUpStation(
  host: Host,
  { staff = chief, name = '综合窗口 1 号', at = station }: SetUpWishes = {},
): Promise<readonly string[]> {
  const desk = await host.connect();
  const { groups } = valueOf(await desk.setUp.phrase({ township: township.name, station: at.name }));
  const setUp = { township, station: at, desk: name, staff, phrase: groups, backupFolder: '' };
  valueOf(await desk.setUp.complete(setUp));
  return groups;
}

/** Adds somebody with these roles, in the chief's name. */
export async function addPerson(host: Host, person: Person, roles: readonly StaffRole[]): Promise<void> {
  if (roles.some((role) => permissionsByRole[role].length === 0)) throw new Error('a role that may nothing');
  if (!checkPassword(person.password, person.login).ok) throw new Error('a password the desk will not take');
  const desk = await host.connect();
  valueOf(await desk.login.enter({ login: chief.login, password: chief.password }));
  valueOf(await desk.staff.add({ act: v7(), ...person, roles: [...roles] }));
  valueOf(await desk.login.leave({}));
}

/** Logs in on the page that is open. */
export async function logIn(page: Page, { login, password }: Person): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('nav').first()).toBeVisible();
}

/** Errors of the page that nobody looked for: scripts that threw, resources that the policy refused. */
export function watchForFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer with a status of its own, which the browser also writes down as a failed load.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return faults;
}

interface Fixtures {
  /** A desk that nobody has set up. */
  readonly fresh: Host;
  /** A desk of this test's own, set up; its chief is 王霞. */
  readonly host: Host;
  /** The window of the chief on the shared desk, logged in. Ends with a look at what went wrong unseen. */
  readonly desk: Page;
}
interface WorkerFixtures {
  /** One desk for many tests, with a chief and a clerk: a set-up takes seconds. Nobody counts on what is in it, or locks these two out. */
  readonly shared: Host;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  fresh: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.stop();
  },
  host: async ({ fresh }, use) => {
    await setUpStation(fresh);
    await use(fresh);
  },
  shared: [
    async ({}, use) => {
      const host = await startHost();
      await setUpStation(host);
      await addPerson(host, clerk, ['window']);
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
  desk: async ({ shared, page }, use) => {
    const faults = watchForFaults(page);
    await page.goto(await shared.address());
    await logIn(page, chief);
    await use(page);
    expect(faults).toEqual([]);
  },
});

/** Goes to a page of the program as its own links do: without loading anything anew. */
export async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, path);
}

export { expect };
