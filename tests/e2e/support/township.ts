/** A hall of two desks and the township's server, for journeys between them. */
import type { Page } from '@playwright/test';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { startHost, type Host } from './host.ts';
import { startHub, type TestHub } from './hub.ts';
import { expect, logIn, setUpStation, station, test, valueOf, watchForFaults, type Person } from './station.ts';

/** Works at the second desk. */
export const other: Person = { name: '曾广林', login: 'zengguanglin', password: 'Yongfeng-2027' };

export const township = test.extend<{ readonly hub: TestHub; readonly second: Host }>({
  hub: async ({}, use) => {
    const hub = await startHub(station.code);
    await use(hub);
    await hub.drop();
  },
  second: async ({}, use) => {
    const host = await startHost();
    await setUpStation(host, { staff: other, name: '综合窗口 2 号' });
    await use(host);
    await host.stop();
  },
});

/** As the page of the link does it; both people compare. `address`: where the hub is reached from this desk. */
export async function join(door: DeskClient, hub: TestHub, address = hub.address, village?: string): Promise<void> {
  const { code } = await hub.invite(village);
  valueOf(await door.link.join({ code, address }));
  await hub.confirm(await hub.digits());
  await expect.poll(async () => valueOf(await door.link.confirm({})).state, { timeout: 20_000 }).toBe('joined');
  await atRest(door);
}

export const atRest = (door: DeskClient): Promise<void> =>
  expect.poll(async () => valueOf(await door.link.state({})).is, { timeout: 20_000 }).toBe('atRest');

/** Answers what goes wrong on the page from here on. */
export async function enter(page: Page, host: Host, person: Person): Promise<readonly string[]> {
  const faults = watchForFaults(page);
  await page.goto(await host.address());
  await logIn(page, person);
  return faults;
}
