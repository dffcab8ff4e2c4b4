import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { DeskState } from '#shared/contract/window-bridge.ts';
import { toShellSchema } from './messages.ts';
import type { Answers, Ask, DeskSettings, ToDesk } from './messages.ts';

/** Two falls within this time mean that starting again does not help. */
const restartPeaceMs = 10 * 60_000;

export interface DeskLinkNeeds {
  /** The compiled `desk-process.cjs`. */
  readonly modulePath: string;
  readonly settings: DeskSettings;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  /** Does what the desk asks for; a rejection reaches the desk as a refusal of that one question. */
  readonly serve: (ask: Ask) => Promise<Answers[Ask['what']]>;
  readonly onState: (state: DeskState, code?: string) => void;
  /** How long the desk may take to close its files. */
  readonly closePatienceMs: number;
}

export interface DeskLink {
  /** One end of a new channel to the desk; throws when the desk is down. */
  openPort(): MessagePortMain;
  /** The machine woke up: the desk compares its clock before the next number. */
  checkClock(): void;
  /** What a window that opens later must still be told, if anything. */
  trouble(): { readonly state: DeskState; readonly code?: string } | undefined;
  /** Lets the desk finish and close its files; resolves when its process is gone. */
  close(): Promise<void>;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

/** Starts the desk in a process of its own, serves its questions, starts it once more when it falls, and closes it in order. */
export const startDesk = (needs: DeskLinkNeeds): DeskLink => {
  let desk: UtilityProcess | undefined;
  let trouble: { state: DeskState; code?: string } | undefined;
  let closing = false;
  let restartedAt = Number.NEGATIVE_INFINITY;
  let onGone = (): void => undefined;

  const report = (state: DeskState, code?: string): void => {
    trouble = state === 'restarted' ? undefined : { state, ...(code === undefined ? {} : { code }) };
    needs.onState(state, code);
  };

  const answer = async (to: UtilityProcess, id: number, ask: Ask): Promise<void> => {
    const reply: ToDesk = await needs.serve(ask).then(
      (value): ToDesk => ({ type: 'answer', id, value }),
      (error: unknown): ToDesk => ({ type: 'failed', id, reason: reasonOf(error) }),
    );
    if (desk === to) to.postMessage(reply);
  };

  /** What does not fit the protocol is dropped: the desk's process parses what strangers typed, so it is not believed blindly. */
  const listen = (from: UtilityProcess, message: unknown): void => {
    const parsed = toShellSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === 'refused') report('refused', parsed.data.code);
    if (parsed.data.type === 'ask') void answer(from, parsed.data.id, parsed.data.ask);
  };

  const gone = (): void => {
    desk = undefined;
    onGone();
    if (closing || trouble !== undefined) return;
    const isAgain = needs.now() - restartedAt < restartPeaceMs;
    if (isAgain) {
      report('down');
      return;
    }
    restartedAt = needs.now();
    start();
    report('restarted');
  };

  const start = (): void => {
    const started = utilityProcess.fork(needs.modulePath, [], { serviceName: 'tongban-desk', stdio: 'inherit' });
    desk = started;
    started.on('message', (message: unknown) => listen(started, message));
    started.once('exit', gone);
    started.postMessage({ type: 'start', settings: needs.settings } satisfies ToDesk);
  };
  start();

  return {
    openPort() {
      if (desk === undefined || closing) throw new Error('the desk is not running');
      const { port1, port2 } = new MessageChannelMain();
      desk.postMessage({ type: 'port' } satisfies ToDesk, [port1]);
      return port2;
    },
    checkClock: () => desk?.postMessage({ type: 'clock' } satisfies ToDesk),
    trouble: () => trouble,
    close() {
      closing = true;
      const running = desk;
      if (running === undefined) return Promise.resolve();
      return new Promise<void>((resolve) => {
        // Killing loses nothing that was acknowledged (every commit is on the disk); it only costs a recovery at the next start.
        const late = setTimeout(() => running.kill(), needs.closePatienceMs);
        onGone = () => {
          clearTimeout(late);
          resolve();
        };
        running.postMessage({ type: 'close' } satisfies ToDesk);
      });
    },
  };
};
