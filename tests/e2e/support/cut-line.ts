/** A line to somewhere that can be cut: what a station without a network has not. */
import { connect, createServer, type Socket } from 'node:net';

export interface CutLine {
  /** `127.0.0.1:40123` */
  readonly address: string;
  /** Nobody answers there any more. */
  readonly cut: () => Promise<void>;
}

export async function lineTo(address: string): Promise<CutLine> {
  const [host = '', port = ''] = address.split(':');
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return {
    address: `127.0.0.1:${String(at.port)}`,
    cut: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}
