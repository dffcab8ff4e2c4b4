import { expect, it } from 'vitest';
import { printAll, type OneOfAll } from './print-all.ts';
import type { PrintOutcome, PrintTask } from './print-run.ts';

const tasks = ['a', 'b', 'c'].map(
  (job): PrintTask => ({ job, stream: 's', paper: job, spec: 'receipt', number: 'n', copy: 1, size: '80mm' }),
);
const states = (rows: readonly OneOfAll[]) => rows.map(({ outcome }) => outcome?.state);

it('goes on after one that failed, and says of each what became of it', async () => {
  const fates: PrintOutcome[] = [{ state: 'failed', reason: 'paperOut' }, { state: 'asking' }, { state: 'printed' }];
  const seen: (string | undefined)[][] = [];
  await printAll(
    tasks,
    () => Promise.resolve(fates.shift() ?? { state: 'printed' }),
    () => false,
    (rows) => seen.push(states(rows)),
  );
  expect(seen).toEqual([
    [undefined, undefined, undefined],
    ['failed', undefined, undefined],
    ['failed', 'asking', undefined],
    ['failed', 'asking', 'printed'],
  ]);
});

it('ends what is under way and begins no other when somebody stops it', async () => {
  const printed: string[] = [];
  let last: readonly OneOfAll[] = [];
  const print = ({ job }: PrintTask): Promise<PrintOutcome> => {
    printed.push(job);
    return Promise.resolve({ state: 'printed' });
  };
  await printAll(
    tasks,
    print,
    () => printed.length > 0,
    (rows) => (last = rows),
  );
  expect(printed).toEqual(['a']);
  expect(states(last)).toEqual(['printed', 'skipped', 'skipped']);
});
