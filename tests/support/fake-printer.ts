/** A printer on an ephemeral port of this computer, with the manners it is given. */
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** The byte after `DLE EOT 1`, `2`, `4`. */
export interface StatusBytes {
  readonly printer: number;
  readonly cause: number;
  readonly paper: number;
}
export const allWell: StatusBytes = { printer: 0x12, cause: 0x12, paper: 0x12 };

export interface Manners {
  /** `reads`: everything, and hangs up when told that there is no more. The others fail in the way they say. */
  readonly behaves:
    | 'reads'
    | 'resetsAtOnce'
    | 'resetsMidway'
    | 'hangsUpFirst'
    | 'neverReads'
    | 'neverHangsUp'
    | 'readsSlowly';
  /** Answers questions about its state. */
  readonly status?: StatusBytes;
}

export interface FakePrinter {
  readonly port: number;
  manners: Manners;
  /** What came on each line that was no question, in order. */
  readonly received: Buffer[];
  readonly openLines: () => number;
  readonly stop: () => Promise<void>;
  /** Plugs it in again at the same port. */
  readonly start: () => Promise<void>;
}

const isQuestion = (bytes: Buffer): boolean => bytes.length === 3 && bytes[0] === 0x10 && bytes[1] === 0x04;

function answer(line: Socket, status: StatusBytes, what: number | undefined): void {
  const byte = what === 1 ? status.printer : what === 2 ? status.cause : status.paper;
  line.write(Uint8Array.of(byte));
}

function serve(line: Socket, manners: Manners, received: Buffer[]): void {
  const parts: Buffer[] = [];
  let isAsked = false;
  line.on('error', () => undefined);
  if (manners.behaves === 'resetsAtOnce') return void line.resetAndDestroy();
  if (manners.behaves === 'neverReads') return void line.pause();
  if (manners.behaves === 'hangsUpFirst') line.end();
  line.on('data', (part: Buffer) => {
    if (parts.length === 0 && isQuestion(part)) {
      isAsked = true;
      if (manners.status) answer(line, manners.status, part[2]);
      return;
    }
    parts.push(part);
    if (manners.behaves === 'resetsMidway') line.resetAndDestroy();
    if (manners.behaves !== 'readsSlowly') return;
    line.pause();
    setTimeout(() => line.resume(), 5);
  });
  line.on('end', () => {
    if (manners.behaves !== 'neverHangsUp') line.end();
  });
  line.on('close', () => {
    if (!isAsked && parts.length > 0) received.push(Buffer.concat(parts));
  });
}

export async function startFakePrinter(manners: Manners = { behaves: 'reads' }): Promise<FakePrinter> {
  const received: Buffer[] = [];
  const lines = new Set<Socket>();
  let port = 0;
  let server: Server | undefined;
  const start = async (): Promise<void> => {
    const started = createServer({ allowHalfOpen: true }, (line) => {
      lines.add(line);
      line.once('close', () => lines.delete(line));
      serve(line, printer.manners, received);
    });
    server = started;
    started.listen(port, '127.0.0.1');
    await once(started, 'listening');
    const address = started.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  };
  const stop = async (): Promise<void> => {
    const stopped = server;
    server = undefined;
    if (stopped === undefined) return;
    const closed = once(stopped, 'close');
    stopped.close();
    for (const line of lines) line.destroy();
    await closed;
  };
  const printer: FakePrinter = {
    get port() {
      return port;
    },
    manners,
    received,
    openLines: () => lines.size,
    stop,
    start,
  };
  await start();
  return printer;
}
