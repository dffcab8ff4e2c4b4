/**
 * Typing in the intake form, with the page's processor slowed down four times, on files of several sizes in turn: from the key to the frame that
 * shows it, beside a bare text box of the same page; and from the last key to the list of what was found. The desk itself is not slowed down.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { figuresOf, milliseconds, table, type Figures, type Report } from './support/figures.ts';
import { startProgram } from './support/host-program.ts';

const turns = 5;
const slowDown = 4;
/** Between two keys, as a practised hand types. */
const delay = 90;
/** After which every list has come, in milliseconds. */
const settled = 2000;

/** What is typed: initials of a matter, the last digits of somebody, an ID number, a phone number. */
const typed = { matter: 'ylbx', digits: '5310', idNumber: '36073219510308001X', phone: '13970712345' } as const;

interface Turn {
  readonly keys: readonly number[];
  readonly bare: readonly number[];
  /** Milliseconds to the list of matters, and of people. */
  readonly matters: number;
  readonly people: number;
}
export interface TypingFigures {
  readonly keys: Figures;
  readonly bare: Figures;
  readonly matters: Figures;
  readonly people: Figures;
}

/** `desks`: size → folder. */
export async function measureTyping(desks: ReadonlyMap<number, string>): Promise<ReadonlyMap<number, TypingFigures>> {
  const found = new Map([...desks.keys()].map((cases) => [cases, [] as Turn[]]));
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [cases, dir] of desks) {
      const program = await startProgram(dir);
      const measured = await oneTurn(program.page);
      await program.close();
      // The first turn brings the browser and Node into the caches.
      if (turn > 0) found.get(cases)?.push(measured);
    }
  }
  return new Map([...found].map(([cases, list]) => [cases, figuresOfTurns(list)]));
}

const figuresOfTurns = (list: readonly Turn[]): TypingFigures => ({
  keys: figuresOf(list.flatMap(({ keys }) => keys)),
  bare: figuresOf(list.flatMap(({ bare }) => bare)),
  matters: figuresOf(list.map(({ matters }) => matters)),
  people: figuresOf(list.map(({ people }) => people)),
});

async function oneTurn(page: Page): Promise<Turn> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await watchKeys(page);
  await page.keyboard.press('F2');
  await page.locator('input[name=matter]:focus').waitFor();
  await takeKeys(page);
  await page.keyboard.type(typed.matter, { delay });
  await page.locator('[role=option]').first().waitFor();
  const matters = await untilAnswered(page, 'matter/find');
  await page.keyboard.press('Enter');
  await page.locator('[name="petitioner.name"]:focus').waitFor();
  await page.keyboard.type(typed.digits, { delay });
  await wait(settled);
  const people = await untilAnswered(page, 'party/find');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.locator('[name="petitioner.idNumber"]').focus();
  await page.keyboard.type(typed.idNumber, { delay });
  await page.locator('[name="petitioner.phone"]').focus();
  await page.keyboard.type(typed.phone, { delay });
  const keys = await takeKeys(page);
  const bare = await typeBare(page);
  await dropDraft(page);
  return { keys, bare, matters, people };
}

/** Notes for each key the time from its event to the first moment after the frame that follows it. */
const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    // The browser keeps 250 and drops what comes after.
    performance.setResourceTimingBufferSize(10_000);
    const times: number[] = [];
    Object.assign(window, { keyTimes: times, lastKeyAt: 0 });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        Object.assign(window, { lastKeyAt: timeStamp });
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });

const takeKeys = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0));

/** Milliseconds from the last key to the end of the newest answer of a procedure. */
const untilAnswered = (page: Page, procedure: string): Promise<number> =>
  page.evaluate((wanted) => {
    const { lastKeyAt } = window as unknown as { lastKeyAt: number };
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes(wanted));
    const last = asked.at(-1) as PerformanceResourceTiming | undefined;
    if (last === undefined) throw new Error(`${wanted} was not asked`);
    return last.responseEnd - lastKeyAt;
  }, procedure);

async function typeBare(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const box = document.createElement('textarea');
    box.id = 'bare';
    document.body.append(box);
    box.focus();
  });
  await page.keyboard.type(typed.idNumber + typed.phone, { delay });
  const keys = await takeKeys(page);
  await page.evaluate(() => {
    document.getElementById('bare')?.remove();
  });
  return keys;
}

/** The folder is used again: what was typed does not stay in it. */
async function dropDraft(page: Page): Promise<void> {
  await page.keyboard.press('Alt+KeyH');
  await page.getByRole('button', { name: '不要了', exact: true }).first().click();
  await page.getByRole('button', { name: '真的不要了' }).first().click();
  await page.getByRole('button', { name: '真的不要了' }).waitFor({ state: 'detached' });
}

export function reportTyping(figures: ReadonlyMap<number, TypingFigures>): Report {
  const [empty] = figures.values();
  return {
    title: `Typing in the intake form, processor slowed down ${String(slowDown)}×`,
    text: table(
      ['cases', 'key → frame', '95 of 100', 'beside a bare box', 'beside the empty file', '→ matters', '→ people'],
      [...figures].map(([cases, { keys, bare, matters, people }]) => [
        cases.toLocaleString('en'),
        milliseconds(keys.median),
        milliseconds(keys.p95),
        `${(keys.median / bare.median).toFixed(2)}×`,
        empty === undefined ? '–' : `${(keys.median / empty.keys.median).toFixed(2)}×`,
        milliseconds(matters.median),
        milliseconds(people.median),
      ]),
    ),
  };
}
