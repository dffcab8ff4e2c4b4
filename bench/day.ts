/**
 * Memory at rest, after a day of 200 cases, and the processor when nobody does anything. The day goes through the real page and the
 * real door: each case is taken in with its slip, accepted, decided and delivered; the home screen, the list and its page are opened.
 */
import type { Page } from '@playwright/test';
import { readCounterWords } from '#desk/demo/counter-words.ts';
import { seededDraw } from '#desk/demo/draw.ts';
import { drawVisit, makeWorld, planLives } from '#desk/demo/lives.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { resources } from './support/bench-desk.ts';
import { table, type Report } from './support/figures.ts';
import { browserPids, cpuOf, memoryOf, processTree, startProgram } from './support/host-program.ts';

const casesADay = 200;
const idleSeconds = 30;

export interface DayFigures {
  readonly cases: number;
  /** Megabytes: host and browser at rest after login, and after the day. */
  readonly hostAtRest: number;
  readonly browserAtRest: number;
  readonly hostAfter: number;
  readonly browserAfter: number;
  /** Seconds of processor time in `idleSeconds` of nothing. */
  readonly hostIdle: number;
  readonly browserIdle: number;
  readonly dayTook: number;
}

export async function measureDay(dir: string, cases: number): Promise<DayFigures> {
  const program = await startProgram(dir);
  const { host, page } = program;
  const hostPids = (): number[] => processTree(host.pid ?? 0);
  await page.waitForTimeout(5000);
  const hostAtRest = memoryOf(hostPids());
  const browserAtRest = memoryOf(browserPids(host.pid ?? 0));
  const started = performance.now();
  for (const data of intakesOfTheDay()) await oneCase(page, data);
  const dayTook = (performance.now() - started) / 1000;
  await page.evaluate(() => {
    location.hash = '#/';
  });
  // What the last clicks started must be over before idleness is measured.
  await page.waitForTimeout(20_000);
  const hostAfter = memoryOf(hostPids());
  const browserAfter = memoryOf(browserPids(host.pid ?? 0));
  const [hostBefore, browserBefore] = [cpuOf(hostPids()), cpuOf(browserPids(host.pid ?? 0))];
  await page.waitForTimeout(idleSeconds * 1000);
  const [hostIdle, browserIdle] = [cpuOf(hostPids()) - hostBefore, cpuOf(browserPids(host.pid ?? 0)) - browserBefore];
  await program.close();
  return { cases, hostAtRest, browserAtRest, hostAfter, browserAfter, hostIdle, browserIdle, dayTook };
}

function intakesOfTheDay(): JsonObject[] {
  const today = beijingDate(instantFromMillis(Date.now()));
  const world = makeWorld({
    words: readCounterWords(resources.dir),
    calendar: resources.calendar(),
    catalogue: resources.catalogue(),
    area: '360732',
    places: ['船溪村', '豪溪村'],
    from: today,
    to: today,
  });
  const draw = seededDraw(Number(today.replaceAll('-', '')));
  return Array.from({ length: casesADay }, () => {
    const [life] = planLives(world, draw, 'instant', drawVisit(world, draw, 'instant'));
    if (life === undefined) throw new Error('bug: nobody came');
    return life.steps[0].data;
  });
}

/** As a clerk does it: the list, the intake, its page, three steps. */
async function oneCase(page: Page, data: JsonObject): Promise<void> {
  await open(page, '#/cases?filter=open');
  const act = (): string => crypto.randomUUID();
  const { stream } = await call(page, 'case/begin', {
    act: act(),
    kind: 'service',
    type: 'received',
    data,
    print: '80mm',
  });
  await open(page, `#/cases/${textOf(stream)}`);
  const steps: readonly (readonly [string, JsonObject])[] = [
    ['accepted', {}],
    ['decided', { set: { outcome: 'done' }, result: '已办好' }],
    ['delivered', { way: 'direct', receivedBy: '本人' }],
  ];
  for (const [type, step] of steps)
    await call(page, 'case/step', { act: act(), stream: textOf(stream), type, data: step });
  await open(page, '#/');
}

async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(80);
}

async function call(page: Page, path: string, input: JsonObject): Promise<JsonObject> {
  const answer = await page.evaluate(
    async ([to, body]) => {
      const response = await fetch(`/rpc/${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: response.status, text: await response.text() };
    },
    [path, JSON.stringify({ json: input })] as const,
  );
  const said = JSON.parse(answer.text) as { readonly json?: { readonly value?: JsonObject } };
  if (said.json?.value === undefined) throw new Error(`${path}: ${String(answer.status)} ${answer.text.slice(0, 300)}`);
  return said.json.value;
}

export function reportDay(days: readonly DayFigures[]): Report {
  const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
  const share = (seconds: number): string => `${((seconds / idleSeconds) * 100).toFixed(2)} %`;
  return {
    title: `Memory and idle processor (${String(casesADay)} cases a day; all together under 1,536 MB)`,
    text: table(
      [
        'cases in the file',
        'host at rest',
        'browser at rest',
        'host after the day',
        'browser after the day',
        'all',
        'host idle',
        'browser idle',
      ],
      days.map((day) => [
        day.cases.toLocaleString('en'),
        ...[day.hostAtRest, day.browserAtRest, day.hostAfter, day.browserAfter, day.hostAfter + day.browserAfter].map(
          megabytes,
        ),
        share(day.hostIdle),
        share(day.browserIdle),
      ]),
    ),
  };
}
