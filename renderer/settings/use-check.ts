import { useState } from 'react';
import type { z } from 'zod';
import type { workEvent } from '#shared/contract/work.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { followWork, useDeskWork } from '../client/desk-work.ts';
import { desk } from '../client/desk.ts';
import { readReport, type CheckReport } from './check-report.ts';

type WorkEvent = z.infer<typeof workEvent>;

export type Check =
  | { readonly state: 'idle' | 'stopped' }
  | { readonly state: 'running'; readonly done: number; readonly of: number }
  | { readonly state: 'done'; readonly report: CheckReport }
  | { readonly state: 'refused'; readonly refusal: DeskRefusal };

const checkOf = (event: WorkEvent): Check => {
  switch (event.type) {
    case 'progress':
      return { state: 'running', ...event.progress };
    case 'report': {
      const report = readReport(event.report);
      return report ? { state: 'done', report } : { state: 'refused', refusal: { code: 'program.unknown' } };
    }
    case 'refused':
      return { state: 'refused', refusal: event.refusal };
  }
};

/** A check under way ends with the page or with `stop`; nothing is left running at the desk. */
export function useCheck(): { check: Check; start: () => void; stop: () => void } {
  const [check, setCheck] = useState<Check>({ state: 'idle' });
  const { run, end } = useDeskWork((refusal) => {
    setCheck({ state: 'refused', refusal });
  });
  const start = (): void => {
    setCheck({ state: 'running', done: 0, of: 0 });
    run((signal) =>
      followWork(desk.journal.verify({}, { signal }), signal, (event) => {
        setCheck(checkOf(event));
      }),
    );
  };
  const stop = (): void => {
    end();
    setCheck({ state: 'stopped' });
  };
  return { check, start, stop };
}
