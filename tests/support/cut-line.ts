/** A line to the hub that is cut after an exact number of bytes; which bytes these are (a handshake, half a record) it does not know. */
import { connect, createServer, type Socket } from 'node:net';

export interface Cut {
  /** `up`: towards the hub. */
  readonly way: 'up' | 'down';
  /** So many bytes of a connection arrive on that way; then both ends are closed. */
  readonly at: number;
}

export interface CutLine {
  readonly port: number;
  /** For the next connection; then lines are whole again. */
  next: Cut | undefined;
  /** Whether the last connection was cut, and how many bytes arrived of it. */
  readonly last: { isCut: boolean; up: number; down: number };
  readonly close: () => Promise<void>;
}

export async function startCutLine(target: number): Promise<CutLine> {
  const open = new Set<Socket>();
  const line: { next: Cut | undefined; last: CutLine['last'] } = {
    next: undefined,
    last: { isCut: false, up: 0, down: 0 },
  };
  const server = createServer((desk) => {
    const hub = connect(target, '127.0.0.1');
    for (const socket of [desk, hub]) {
      open.add(socket);
      socket.on('error', () => undefined).once('close', () => open.delete(socket));
    }
    const counts = { isCut: false, up: 0, down: 0 };
    const cut = line.next;
    [line.next, line.last] = [undefined, counts];
    forward(desk, hub, 'up', counts, cut);
    forward(hub, desk, 'down', counts, cut);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const close = (): Promise<void> => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return Object.assign(line, { port, close });
}

function forward(from: Socket, to: Socket, way: Cut['way'], counts: CutLine['last'], cut: Cut | undefined): void {
  const most = cut?.way === way ? cut.at : Number.POSITIVE_INFINITY;
  const end = (): void => {
    from.destroy();
    to.destroy();
  };
  from.once('close', end);
  from.on('data', (bytes) => {
    if (counts.isCut) return;
    const some = bytes.subarray(0, Math.min(bytes.length, most - counts[way]));
    counts[way] += some.length;
    counts.isCut = some.length < bytes.length;
    // What was sent before the cut arrives.
    to.write(some, () => {
      if (counts.isCut) end();
    });
  });
}
