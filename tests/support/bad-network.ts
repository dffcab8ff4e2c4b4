/**
 * A network that is as bad as TCP allows, between programs that run: a proxy that refuses, cuts at any byte, holds up, stands still, opens
 * connections twice and lets an older call arrive after a younger one. Everything it does is drawn from its seed; what it meets (when a
 * program connects, how bytes come in pieces) is not.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { seededRandom, type SimRandom } from '../simulation/world.ts';

/** Once in so many connections, or pieces, each; 0 = never. */
export interface NetworkFaults {
  readonly refused: number;
  /** After some bytes, on the way there or back; what was sent before arrives. */
  readonly cut: number;
  /** A piece is held up to a quarter of a second. */
  readonly delayed: number;
  /** Nothing more goes through, and for some seconds nobody is told. */
  readonly stalled: number;
  /** A second connection that says nothing, or nonsense. */
  readonly doubled: number;
}
export const goodNetwork: NetworkFaults = { refused: 0, cut: 0, delayed: 0, stalled: 0, doubled: 0 };
export const badNetwork: NetworkFaults = { refused: 9, cut: 3, delayed: 4, stalled: 15, doubled: 8 };

export interface BadNetwork {
  readonly port: number;
  faults: NetworkFaults;
  /** Where the hub answers now. */
  target: number;
  /** Everything that is open is cut: a partition begins, or a switch was restarted. */
  readonly cutAll: () => void;
  /** What it did, by name. */
  readonly done: Readonly<Record<keyof NetworkFaults | 'connections', number>>;
  readonly close: () => Promise<void>;
}

/** At most this many bytes of one direction before a cut: a whole handshake and the greater part of a page. */
const longest = 40_000;

interface Line {
  readonly ends: readonly [Socket, Socket];
  readonly random: SimRandom;
  isStalled: boolean;
}

export async function startBadNetwork(seed: number, target: number): Promise<BadNetwork> {
  const random = seededRandom(seed);
  const done = { connections: 0, refused: 0, cut: 0, delayed: 0, stalled: 0, doubled: 0 };
  const open = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    return socket.once('close', () => open.delete(socket));
  };
  const network = { faults: goodNetwork, target, done };
  const once = (name: keyof NetworkFaults, by: SimRandom = random): boolean => {
    const of = network.faults[name];
    const isNow = of > 0 && by.once(of);
    if (isNow) done[name] += 1;
    return isNow;
  };
  const server = createServer((client) => {
    track(client);
    done.connections += 1;
    if (once('refused')) {
      client.destroy();
      return;
    }
    const hub = track(connect(network.target, '127.0.0.1'));
    if (once('doubled')) speakNonsense(track(connect(network.target, '127.0.0.1')), random);
    // Each line draws for itself, so that one does not depend on how the bytes of another fell into pieces.
    const line: Line = { ends: [client, hub], random: seededRandom(random.pick(2 ** 31)), isStalled: false };
    if (once('stalled')) stall(line, random);
    forward(line, client, hub, once);
    forward(line, hub, client, once);
  });
  const port = await listen(server);
  const cutAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  const close = (): Promise<void> => {
    cutAll();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return Object.assign(network, { port, cutAll, close });
}

type Once = (name: keyof NetworkFaults, by: SimRandom) => boolean;

function forward(line: Line, from: Socket, to: Socket, once: Once): void {
  const { random } = line;
  const end = (): void => {
    for (const socket of line.ends) socket.destroy();
  };
  // Drawn for each direction of each connection: half of them far into it.
  let left = once('cut', random) ? random.pick(random.once(2) ? 2_000 : longest) : Number.POSITIVE_INFINITY;
  let last = Promise.resolve();
  const pass = (bytes: Buffer): void => {
    if (line.isStalled || to.destroyed) return;
    const some = bytes.subarray(0, Math.min(bytes.length, left));
    left -= some.length;
    to.write(some, () => {
      if (left === 0) end();
    });
  };
  from.on('data', (bytes) => {
    const held = once('delayed', random) ? random.pick(250) : 0;
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, held))).then(() => pass(bytes));
  });
  from.once('close', () => void last.then(end));
}

/** Nobody is told for some seconds; the patience of the programs themselves (a minute) would make a test too long. */
function stall(line: Line, random: SimRandom): void {
  setTimeout(() => {
    line.isStalled = true;
    setTimeout(
      () => {
        for (const socket of line.ends) socket.destroy();
      },
      500 + random.pick(2_500),
    ).unref();
  }, random.pick(400)).unref();
}

function speakNonsense(socket: Socket, random: SimRandom): void {
  if (random.once(2)) socket.write(random.bytes(1 + random.pick(600)));
  setTimeout(() => socket.destroy(), random.pick(2_000)).unref();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
