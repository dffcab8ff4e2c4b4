import { expect, it } from 'vitest';
import { runPrint, type PrintPorts, type PrintTask } from './print-run.ts';

const task: PrintTask = { job: 'j', stream: 's', paper: 'p', spec: 'receipt', number: 'n', copy: 1, size: '80mm' };

function portsWith(changes: Partial<PrintPorts>) {
  const calls: string[] = [];
  const ports: PrintPorts = {
    html: () => {
      calls.push('html');
      return Promise.resolve({ ok: true, value: { html: '<p>' } });
    },
    sent: () => {
      calls.push('sent');
      return Promise.resolve({ ok: true, value: {} });
    },
    print: (html, size) => {
      calls.push(`print ${html} ${size}`);
      return Promise.resolve();
    },
    printNow: () => Promise.resolve({ ok: false, refusal: { code: 'print.notHere' } }),
    settle: (_task, fate, reason) => {
      calls.push(`settle ${fate} ${reason ?? ''}`);
      return Promise.resolve({ ok: true, value: { goesOn: false } });
    },
    ...changes,
  };
  return { ports, calls };
}
const refused = () => Promise.resolve({ ok: false as const, refusal: { code: 'clock.doubtful' as const } });

it('says `sent` before the bytes go out, and leaves the fate to a person', async () => {
  const { ports, calls } = portsWith({});
  expect(await runPrint(task, ports)).toEqual({ state: 'asking' });
  expect(calls).toEqual(['html', 'sent', 'print <p> 80mm']);
});

it('prints nothing when the desk refuses the page', async () => {
  const { ports, calls } = portsWith({ html: refused });
  expect(await runPrint(task, ports)).toEqual({ state: 'refused', refusal: { code: 'clock.doubtful' } });
  expect(calls).toEqual([]);
});

it('prints nothing that the desk does not know to be under way', async () => {
  const { ports, calls } = portsWith({ sent: refused });
  expect(await runPrint(task, ports)).toMatchObject({ state: 'refused' });
  expect(calls).toEqual(['html']);
});

it('a page that could not be laid out has failed: nothing can have come out', async () => {
  const { ports, calls } = portsWith({ print: () => Promise.reject(new Error('no page')) });
  expect(await runPrint(task, ports)).toEqual({ state: 'failed', reason: 'page-not-ready' });
  expect(calls.at(-1)).toBe('settle failed page-not-ready');
});

it('leaves everything to the program where it has a printer for the paper', async () => {
  const by = (fate: 'printed' | 'failed' | 'unknown') =>
    portsWith({
      printNow: () => Promise.resolve({ ok: true, value: { fate, reason: fate === 'printed' ? null : 'paperOut' } }),
    });
  expect(await runPrint(task, by('printed').ports)).toEqual({ state: 'printed' });
  expect(await runPrint(task, by('failed').ports)).toEqual({ state: 'failed', reason: 'paperOut' });
  // Nobody can tell: a person looks.
  expect(await runPrint(task, by('unknown').ports)).toEqual({ state: 'asking', reason: 'paperOut' });
  const { ports, calls } = portsWith({ printNow: refused });
  expect(await runPrint(task, ports)).toEqual({ state: 'refused', refusal: { code: 'clock.doubtful' } });
  expect(calls).toEqual([]);
});
