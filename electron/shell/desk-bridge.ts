import type { MessagePortMain, ParentPort } from 'electron';
import type { z } from 'zod';
import { answerSchemas, toDeskSchema } from './messages.ts';
import type { Ask, DeskSettings, PrintOutcome, Printer, ToDesk, ToShell } from './messages.ts';
import type { Paper } from '#desk/print/page-size.ts';
import type { Saving } from './saving.ts';
import type { SecretStore } from './secrets.ts';

/** The desk's end of the process: what it is given by the main process, and how it is opened, served and closed. */

/** What only the main process can do, as the desk sees it. Each may reject; the desk turns that into a refusal. */
export interface ShellServices {
  readonly secrets: SecretStore;
  readonly saving: Saving;
  printers(): Promise<Printer[]>;
  print(html: string, paper: Paper, printer: string): Promise<PrintOutcome>;
  pdf(html: string, paper: Paper): Promise<Uint8Array>;
}

/** An open desk, as far as the shell needs it. */
export interface RunningDesk {
  servePort(port: MessagePortMain): void;
  checkClock(): void;
  close(): Promise<void> | void;
}

/** Opening either gives a desk or the code of the refusal (`shared/kernel/refusals.ts`). */
export type OpenedDesk =
  | { readonly ok: true; readonly value: RunningDesk }
  | { readonly ok: false; readonly refusal: { readonly code: string } };
export type OpenDesk = (settings: DeskSettings, services: ShellServices) => Promise<OpenedDesk>;

/** Asks the main process and reads its answer; questions still open when the process ends end with it. */
const createAsker = (send: (message: ToShell) => void) => {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const ask = async <T>(question: Ask, schema: z.ZodType<T>): Promise<T> => {
    const id = ++last;
    const value = await new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ type: 'ask', id, ask: question });
    });
    return schema.parse(value);
  };
  const take = (answer: Extract<ToDesk, { type: 'answer' | 'failed' }>): void => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.type === 'answer') asked?.resolve(answer.value);
    else asked?.reject(new Error(answer.reason));
  };
  return { ask, take };
};

const servicesFrom = ({ ask }: ReturnType<typeof createAsker>): ShellServices => ({
  secrets: {
    available: () => ask({ what: 'secret.available' }, answerSchemas['secret.available']),
    protect: (bytes) => ask({ what: 'secret.protect', bytes }, answerSchemas['secret.protect']),
    unprotect: (bytes) => ask({ what: 'secret.unprotect', bytes }, answerSchemas['secret.unprotect']),
  },
  printers: () => ask({ what: 'printers' }, answerSchemas.printers),
  print: (html, paper, printer) => ask({ what: 'print', html, paper, printer }, answerSchemas.print),
  pdf: (html, paper) => ask({ what: 'pdf', html, paper }, answerSchemas.pdf),
  saving: {
    choosePlace: (name) => ask({ what: 'save.place', name }, answerSchemas['save.place']),
    write: (place, bytes) => ask({ what: 'save.write', place, bytes }, answerSchemas['save.write']),
  },
});

/**
 * Runs one desk in this process for its whole life. Ports that come before the desk is open wait for it; after `close` the desk has
 * closed its files when `exit` is called.
 */
export const runDesk = (parentPort: ParentPort, open: OpenDesk, exit: (code: number) => void): void => {
  const send = (message: ToShell): void => parentPort.postMessage(message);
  const asker = createAsker(send);
  let opening: Promise<RunningDesk | undefined> | undefined;

  const start = async (settings: DeskSettings): Promise<RunningDesk | undefined> => {
    const opened = await open(settings, servicesFrom(asker));
    send(opened.ok ? { type: 'ready' } : { type: 'refused', code: opened.refusal.code });
    return opened.ok ? opened.value : undefined;
  };
  /** A failure to open is a bug, not a refusal: the process falls and the shell decides what comes next. */
  const withDesk = async (use: (desk: RunningDesk) => Promise<void> | void): Promise<void> => {
    const desk = await opening;
    if (desk !== undefined) await use(desk);
  };
  const close = async (): Promise<void> => {
    await withDesk((desk) => desk.close());
    exit(0);
  };

  parentPort.on('message', ({ data, ports }) => {
    const message = toDeskSchema.parse(data);
    const [port] = ports;
    if (message.type === 'start') opening ??= start(message.settings);
    else if (message.type === 'answer' || message.type === 'failed') asker.take(message);
    else if (message.type === 'clock') void withDesk((desk) => desk.checkClock());
    else if (message.type === 'close') void close();
    else if (port !== undefined) void withDesk((desk) => desk.servePort(port));
  });
};
