/**
 * What an intake costs beside what its rows cost: the whole intake with its slip (every check, fold, hash, projection, number, print
 * job), one prepared insert of one row, and one transaction of plain inserts of the very rows the intake wrote. All three commit durably
 * (WAL, FULL, encrypted) on the same disk, in turn, so that whatever else the machine does hits them alike.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beginCase } from '#desk/commands/case.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { readCounterWords } from '#desk/demo/counter-words.ts';
import { seededDraw, type Draw } from '#desk/demo/draw.ts';
import { drawVisit, makeWorld, planLives, type World } from '#desk/demo/lives.ts';
import { newId } from '#desk/ids.ts';
import { migrations } from '#desk/store/migrations/index.ts';
import { openStore, type Store } from '#desk/store/open.ts';
import { run, sql, transact } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { figuresOf, milliseconds, table, type Figures, type Report } from './support/figures.ts';
import { loggedIn, openBenchDesk, resources } from './support/bench-desk.ts';
import { insertsOf, writePlain } from './support/plain-rows.ts';

/** So that the compiler has done with it, as in the middle of a day; the first fifty of a fresh program are told apart. */
const warmUp = 600;
const first = 50;
/** As many as row 5 of the promises asks for: its p99 is told. */
const measured = 1000;

export interface CommitFigures {
  readonly intake: Figures;
  readonly firstIntakes: Figures;
  readonly row: Figures;
  readonly plain: Figures;
}

/** Writes into a desk that was made for it (`fill`); measures on whatever its file holds already. */
export async function measureCommits(dir: string): Promise<CommitFigures> {
  const desk = await openBenchDesk(dir);
  const { core, viewer } = await loggedIn(desk);
  const aside = mkdtempSync(join(dir, 'plain-'));
  const [row, plain] = [await openPlain(join(aside, 'row')), await openPlain(join(aside, 'plain'))];
  transact(
    row.write,
    (transaction) => void run(transaction, sql`CREATE TABLE raw (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT`),
  );
  const times = { first: [] as number[], intake: [] as number[], row: [] as number[], plain: [] as number[] };
  const take = intakes(core, viewer);
  for (let turn = 0; turn < warmUp + measured; turn += 1) {
    const act = newId(core.ports);
    const input = take(act);
    const { took: intake, value: answer } = timed(() => unwrap(beginCase(core, viewer, input)));
    const inserts = insertsOf(core, act, answer);
    const { took: plainTime } = timed(() => {
      transact(plain.write, (transaction) => {
        writePlain(transaction, inserts);
      });
    });
    const { took: rowTime } = timed(() => {
      transact(row.write, (transaction) => void run(transaction, sql`INSERT INTO raw (text) VALUES (${act})`));
    });
    if (turn < first) times.first.push(intake);
    if (turn < warmUp) continue;
    times.intake.push(intake);
    times.plain.push(plainTime);
    times.row.push(rowTime);
  }
  for (const store of [row, plain]) store.close();
  rmSync(aside, { recursive: true });
  await desk.close();
  return {
    intake: figuresOf(times.intake),
    firstIntakes: figuresOf(times.first),
    row: figuresOf(times.row),
    plain: figuresOf(times.plain),
  };
}

async function openPlain(dir: string): Promise<Store> {
  const key = new Uint8Array(32).fill(7);
  return unwrap(
    await openStore({ dir, key, migrations, appBuild: 'bench', log: { warn: () => undefined }, elapsed: () => 0 }),
  );
}

function timed<T>(work: () => T): { readonly took: number; readonly value: T } {
  const started = performance.now();
  const value = work();
  return { took: performance.now() - started, value };
}

/** Made-up intakes of today. */
export function intakes(core: DeskCore, viewer: Viewer) {
  const today = beijingDate(instantFromMillis(core.ports.clock.now()));
  const world: World = makeWorld({
    words: readCounterWords(resources.dir),
    calendar: core.calendar,
    catalogue: resources.catalogue(),
    area: viewer.station.slice(0, 6),
    places: ['船溪村', '豪溪村'],
    from: today,
    to: today,
  });
  const draw: Draw = seededDraw(2026);
  return (act: string): Parameters<typeof beginCase>[2] => {
    const visit = drawVisit(world, draw, 'done');
    const [life] = planLives(world, draw, 'done', visit);
    if (life === undefined) throw new Error('bug: nobody came');
    const data = life.steps[0].data as Parameters<typeof beginCase>[2]['data'];
    return { act, kind: 'service', type: 'received', data, print: '80mm' };
  };
}

export function reportCommits(rows: readonly (readonly [string, CommitFigures])[]): Report {
  const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)}×`;
  const ratios = (one: Figures, other: Figures): string =>
    `${ratio(one.median, other.median)}, ${ratio(one.quartile, other.quartile)}`;
  return {
    title: 'Durable commit of a whole intake',
    text: table(
      [
        'file',
        'whole intake, median (p95, p99)',
        'the first fifty after a start',
        'one raw insert',
        'plain inserts of the same rows',
        'intake / raw (aim ≤ 8): medians, quickest quarters',
        'intake / plain (aim ≤ 2)',
      ],
      rows.map(([name, { intake, firstIntakes, row, plain }]) => [
        name,
        `${milliseconds(intake.median)} (${milliseconds(intake.p95)}, ${milliseconds(intake.p99)})`,
        milliseconds(firstIntakes.median),
        `${milliseconds(row.median)} (${milliseconds(row.p95)})`,
        `${milliseconds(plain.median)} (${milliseconds(plain.p95)})`,
        ratios(intake, row),
        ratios(intake, plain),
      ]),
    ),
  };
}
