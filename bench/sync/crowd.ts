/** Many desks at one hub, people arriving by chance (Poisson): how long from the commit at one desk until another one shows it. */
import { join } from 'node:path';
import type { Desk } from '#desk/desk.ts';
import { beginCase } from '#desk/commands/case.ts';
import { newId } from '#desk/ids.ts';
import { beginLink, endLink } from '#desk/sync/of-desk.ts';
import { samplePetitioner } from '#shared/kinds/service/sample.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { seededDraw } from '#desk/demo/draw.ts';
import { fill } from '../support/bench-desk.ts';
import { figuresOf, type Figures } from '../support/figures.ts';
import { joinDesk, type BenchHub } from './hub.ts';
import { openDeskAt, type OpenDesk } from './transfer.ts';

/** `count` desks of the hall, each new, joined and listening. */
export async function makeCrowd(hub: BenchHub, dir: string, count: number): Promise<OpenDesk[]> {
  const crowd: OpenDesk[] = [];
  for (let index = 0; index < count; index += 1) {
    const folder = join(dir, `desk-${String(index)}`);
    await fill(folder, 0, () => undefined);
    const open = await openDeskAt(folder);
    await joinDesk(hub, open.desk, true);
    beginLink(open.desk.runtime, open.core);
    crowd.push(open);
  }
  return crowd;
}

/** One of the catalogue that every new desk has, without a form of its own to fill in. */
const matterCode = 'SL-014';
const casesADay = 883;
const dayHours = 8;

/** For `seconds`, at `times` the arrivals of a township's day; every other desk is watched for each case. */
export async function measureCrowd(crowd: readonly OpenDesk[], times: number, seconds: number): Promise<Figures> {
  const draw = seededDraw(times);
  const watched = new Map<string, number>();
  const delays: number[] = [];
  const unwatch = crowd.map(({ desk }) => listen(desk, watched, delays));
  const perSecond = (casesADay * times) / (dayHours * 3600);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await pause((-Math.log(1 - draw.below(1_000_000) / 1_000_000) / perSecond) * 1000);
    const member = crowd[draw.below(crowd.length)];
    if (member !== undefined) take(member, draw, watched);
  }
  await pause(3000);
  for (const stop of unwatch) stop();
  return figuresOf(delays);
}

/** How often each case is seen elsewhere counts: once for each other desk. */
function listen(desk: Desk, watched: ReadonlyMap<string, number>, delays: number[]): () => void {
  const own = desk.runtime.core?.writer.id;
  const seen = new Set<string>();
  const listener: Parameters<typeof desk.runtime.listeners.add>[0] = (event) => {
    if (event.type !== 'changed') return;
    for (const stream of event.streams) {
      const at = watched.get(stream);
      if (at === undefined || seen.has(stream) || watched.has(`${stream} ${own ?? ''}`)) continue;
      seen.add(stream);
      delays.push(performance.now() - at);
    }
  };
  desk.runtime.listeners.add(listener);
  return () => {
    desk.runtime.listeners.delete(listener);
  };
}

function take({ core, viewer }: OpenDesk, draw: ReturnType<typeof seededDraw>, watched: Map<string, number>): void {
  const petitioner = samplePetitioner({ pick: (below) => draw.below(below) });
  const data = { set: { petitioner, matter: { code: matterCode }, request: '来窗口办理' } };
  const { stream } = unwrap(
    beginCase(core, viewer, { act: newId(core.ports), kind: 'service', type: 'received', data }),
  );
  watched.set(`${stream} ${core.writer.id}`, 0);
  watched.set(stream, performance.now());
}

export async function endCrowd(crowd: readonly OpenDesk[]): Promise<void> {
  for (const { desk } of crowd) await endLink(desk.runtime);
  for (const { desk } of crowd) await desk.close();
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
