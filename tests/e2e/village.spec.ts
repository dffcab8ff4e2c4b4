/** 村级收件 from both ends: a village station takes in and hands over, the hall counts in and accepts, with a real server between them. */
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, valueOf, watchForFaults, type Person } from './support/station.ts';
import { atRest, enter, join, township } from './support/township.ts';

const volunteer: Person = { name: '曾祥福', login: 'zengxiangfu', password: 'Chuanxi-2026' };
const chuanxi = { code: '360732108215', name: '船溪村便民服务站', form: 'village', phone: '' } as const;
const matter = {
  ...{ code: 'CZ-001', name: '高龄津贴村级代收', category: '养老服务', type: 'grant', version: '1' },
  village: 'collect',
  villageLimit: { amount: 3, unit: 'workingDay' },
} as const;

const registryRow = async (door: DeskClient, kind: 'station' | 'matter', type: string, set: object): Promise<void> => {
  const data = { set } as unknown as Parameters<DeskClient['registry']['begin']>[0]['data'];
  valueOf(await door.registry.begin({ act: v7(), kind, type, data }));
};

township(
  'taken in at a village, handed over with a list, counted in and accepted at the hall',
  async ({ hub, host: hall, page, browser }) => {
    const there = await startHost();
    await setUpStation(there, { staff: volunteer, name: '村站电脑', at: chuanxi });
    const [door, doorThere] = [await doorOf(hall, chief), await doorOf(there, volunteer)];
    await registryRow(door, 'station', 'declared', { ...chuanxi, township: '永丰镇' });
    await registryRow(door, 'matter', 'published', matter);
    await join(door, hub);
    await join(doorThere, hub, hub.address, chuanxi.code);
    await atRest(doorThere);

    // Saturday evening at the station: what is taken in there cannot be accepted there, and the slip says by when somebody will.
    const village = await browser.newPage();
    const faultsThere = watchForFaults(village);
    await village.goto(await there.address());
    await logIn(village, volunteer);
    await village.keyboard.press('F2');
    await expect(village.locator('input[name=matter]')).toBeFocused();
    await village.keyboard.type(matter.code);
    await expect(village.getByRole('option', { name: matter.name })).toBeVisible();
    await village.keyboard.press('Enter');
    await expect(village.locator('[name="petitioner.name"]')).toBeFocused();
    const { name, idNumber } = newcomer('钟来福');
    await expect(village.getByTestId('matter-summary')).toContainText('本站代收，镇里受理');
    await village.keyboard.insertText(name);
    await village.keyboard.press('Enter');
    await village.keyboard.type(idNumber, { delay: 60 });
    await village.keyboard.press('Enter');
    await village.keyboard.type('13979710001');
    await village.keyboard.press('Control+Enter');
    await expect(village.getByTestId('taken-number')).toBeVisible();
    await sayPrinted(village);
    const [line] = valueOf(await doorThere.village.list({})).rows;
    const stream = line?.stream ?? '';
    const taken = await pageOf(doorThere, stream);
    expect(taken.allowed).not.toContain('accepted');
    expect(taken.allowed).toContain('correctionNoticed');
    const [receipt] = taken.papers;
    const slip = valueOf(await doorThere.paper.html({ stream, paper: receipt?.id ?? '', size: 'A5', copy: 1 })).html;
    expect(slip).toContain('本站代收，由永丰镇便民服务中心受理；最迟');
    await atRest(doorThere);

    // The hall has the data at once, knows that the papers are in the village, and is told on its home screen.
    const faults = await enter(page, hall, chief);
    await expect(page.getByTestId('village-count')).toHaveText('村站代收 1 件等交接或受理');
    await page.getByTestId('village-count').focus();
    await page.keyboard.press('Enter');
    const rowHere = page.locator(`[data-row="${stream}"]`);
    await expect(rowHere).toHaveAttribute('data-papers', 'here');

    // Handed over with a list, by keys; what was ticked survives going away.
    await open(village, '/village');
    await village.locator(`[data-row="${stream}"]`).getByRole('checkbox').press('Space');
    await village.locator('input[name=carrier]').fill('钟村长');
    await open(village, '/');
    await expect(village.getByText('村级交接清单')).toBeVisible();
    await open(village, '/village');
    await expect(village.locator('input[name=carrier]')).toHaveValue('钟村长');
    await village.locator('input[name=carrier]').press('Control+Enter');
    await expect(village.locator(`[data-row="${stream}"]`)).toHaveAttribute('data-papers', 'underWay');
    await expect(village.getByTestId('village-lists')).toContainText('1 件，1 件在路上');
    await atRest(doorThere);

    // Counted in at the hall, with what was missing; the station reads it. Accepted there by the case's own button.
    await expect(rowHere).toHaveAttribute('data-papers', 'underWay');
    await rowHere.getByRole('checkbox').press('Space');
    await rowHere.getByRole('textbox').fill('少一张照片');
    await rowHere.getByRole('textbox').press('Control+Enter');
    await expect(rowHere).toHaveAttribute('data-papers', 'arrived');
    await expect(page.getByTestId('village-lists')).toContainText('1 件，都已到镇');
    await expect(village.locator(`[data-row="${stream}"]`)).toContainText('少一张照片', { timeout: 20_000 });
    valueOf(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
    await expect(rowHere).toHaveCount(0);
    await expect(village.locator(`[data-row="${stream}"]`)).toHaveCount(0, { timeout: 20_000 });
    expect([faults, faultsThere]).toEqual([[], []]);
    await village.close();
    await there.stop();
  },
);
