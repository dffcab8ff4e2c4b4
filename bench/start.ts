/** Cold start: from starting the process to today's numbers on the page in Chromium, with files of several sizes, in turn. */
import { figuresOf, milliseconds, table, type Figures, type Report } from './support/figures.ts';
import { forgetFiles, startProgram } from './support/host-program.ts';

const turns = 5;

export interface StartFigures {
  readonly listening: Figures;
  readonly login: Figures;
  readonly fromLoginToData: Figures;
  readonly data: Figures;
}

/** One start of each size a turn, so that what else the machine does hits all alike. `desks`: size → folder. */
export async function measureStarts(desks: ReadonlyMap<number, string>): Promise<ReadonlyMap<number, StartFigures>> {
  const times = new Map([...desks.keys()].map((cases) => [cases, [] as Awaited<ReturnType<typeof startProgram>>[]]));
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [cases, dir] of desks) {
      forgetFiles(dir);
      const program = await startProgram(dir);
      await program.close();
      // The first turn brings the browser and Node into the caches.
      if (turn > 0) times.get(cases)?.push(program);
    }
  }
  return new Map(
    [...times].map(([cases, list]) => [
      cases,
      {
        listening: figuresOf(list.map(({ listening }) => listening)),
        login: figuresOf(list.map(({ login }) => login)),
        fromLoginToData: figuresOf(list.map(({ fromLoginToData }) => fromLoginToData)),
        data: figuresOf(list.map(({ data }) => data)),
      },
    ]),
  );
}

export function reportStarts(figures: ReadonlyMap<number, StartFigures>): Report {
  const [empty] = figures.values();
  return {
    title: 'Cold start',
    text: table(
      ['cases', 'host listens', 'login form', 'Enter → numbers', 'start → numbers', 'beside the empty one (aim ≤ 1.2)'],
      [...figures].map(([cases, { listening, login, fromLoginToData, data }]) => [
        cases.toLocaleString('en'),
        ...[listening, login, fromLoginToData, data].map(({ median }) => milliseconds(median)),
        empty === undefined ? '–' : `${(data.median / empty.data.median).toFixed(2)}×`,
      ]),
    ),
  };
}
