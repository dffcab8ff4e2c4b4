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

/** Always a list: Electron refuses an absent one that is named. */
const send = (to: UtilityProcess, message: ToDesk, ports: MessagePortMain[] = []): void =>
  to.postMessage(message, ports);

/** Serves one question of the desk, whatever becomes of it. */
const answerTo = (serve: DeskLinkNeeds['serve'], id: number, ask: Ask): Promise<ToDesk> =>
  serve(ask).then(
    (value): ToDesk => ({ type: 'answer', id, value }),
    (error: unknown): ToDesk => ({ type: 'failed', id, reason: reasonOf(error) }),
  );

/** Ends a process in order; `gone` resolves with its end. */
const endInOrder = async (desk: UtilityProcess, gone: Promise<void>, patienceMs: number): Promise<void> => {
  // Killing loses nothing that was acknowledged (every commit is on the disk); it only costs a recovery at the next start.
  const late = setTimeout(() => desk.kill(), patienceMs);
  send(desk, { type: 'close' });
  await gone;
  clearTimeout(late);
};

interface Running {
  readonly process: UtilityProcess;
  readonly gone: Promise<void>;
}

interface Heard {
  readonly refused: (code: string) => void;
  readonly gone: () => void;
}

/** One life of the desk's process: started, told its settings, its questions served. */
const runOnce = ({ modulePath, settings, serve }: DeskLinkNeeds, heard: Heard): Running => {
  const process = utilityProcess.fork(modulePath, [], { serviceName: 'tongban-desk', stdio: 'inherit' });
  const ended = Promise.withResolvers<undefined>();
  let isThere = true;
  process.on('message', (message: unknown) => {
    // What does not fit the protocol is dropped: the process parses what strangers typed, so it is not believed blindly.
    const parsed = toShellSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.type === 'refused') heard.refused(parsed.data.code);
    if (parsed.data.type === 'ask')
      void answerTo(serve, parsed.data.id, parsed.data.ask).then((reply) => isThere && send(process, reply));
  });
  process.once('exit', () => {
    isThere = false;
    ended.resolve(undefined);
    heard.gone();
  });
  send(process, { type: 'start', settings });
  return { process, gone: ended.promise };
};

/** Starts the desk in a process of its own, serves its questions, starts it once more when it falls, and closes it in order. */
export const startDesk = (needs: DeskLinkNeeds): DeskLink => {
  let desk: Running | undefined;
  let trouble: { state: DeskState; code?: string } | undefined;
  let closing = false;
  let restartedAt = Number.NEGATIVE_INFINITY;

  const report = (state: DeskState, code?: string): void => {
    trouble = state === 'restarted' ? undefined : { state, ...(code === undefined ? {} : { code }) };
    needs.onState(state, code);
  };
  const start = (): Running => runOnce(needs, { refused: (code) => report('refused', code), gone });
  const gone = (): void => {
    desk = undefined;
    if (closing || trouble !== undefined) return;
    if (needs.now() - restartedAt < restartPeaceMs) {
      report('down');
      return;
    }
    restartedAt = needs.now();
    desk = start();
    report('restarted');
  };
  desk = start();

  return {
    openPort() {
      if (desk === undefined || closing) throw new Error('the desk is not running');
      const { port1, port2 } = new MessageChannelMain();
      send(desk.process, { type: 'port' }, [port1]);
      return port2;
    },
    checkClock: () => desk && send(desk.process, { type: 'clock' }),
    trouble: () => trouble,
    async close() {
      closing = true;
      if (desk !== undefined) await endInOrder(desk.process, desk.gone, needs.closePatienceMs);
    },
  };
};
