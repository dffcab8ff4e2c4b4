import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The socket of the browser host: this computer only, and nobody holds a connection by sending slowly. */

export interface ListenerLimits {
  /** Until the head of a request must be complete, and the whole request: a slow sender must not hold a connection. */
  readonly headMs: number;
  readonly requestMs: number;
  readonly checkEveryMs: number;
  readonly connections: number;
}

export function createListener(limits: ListenerLimits): Server {
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    keepAliveTimeout: 60_000,
    maxHeaderSize: 16 * 1024,
    insecureHTTPParser: false,
  });
  server.maxHeadersCount = 64;
  server.maxConnections = limits.connections;
  return server;
}

/** False where the port is taken or not ours to take. */
export function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      resolve(true);
    });
  });
}

export function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}
