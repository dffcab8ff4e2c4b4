/** 全部打印: one paper after the other, each with its result; one that fails stops none of those after it. */
import type { PrintOutcome, PrintTask } from './print-run.ts';

export interface OneOfAll {
  readonly task: PrintTask;
  /** `skipped`: somebody stopped before it was its turn. */
  readonly outcome?: PrintOutcome | { readonly state: 'skipped' };
}

/** What is under way is never broken off: it may be on paper already. `isStopped` is asked before each. */
export async function printAll(
  tasks: readonly PrintTask[],
  print: (task: PrintTask) => Promise<PrintOutcome>,
  isStopped: () => boolean,
  onChange: (rows: readonly OneOfAll[]) => void,
): Promise<void> {
  let rows: readonly OneOfAll[] = tasks.map((task) => ({ task }));
  onChange(rows);
  for (const task of tasks) {
    const outcome = isStopped() ? ({ state: 'skipped' } as const) : await print(task);
    rows = rows.map((row) => (row.task === task ? { task, outcome } : row));
    onChange(rows);
  }
}
