/** The socket of the hub: TLS, and nobody holds a connection by sending slowly. */
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { codeOf, deny, type HubResult } from '../refusal.ts';

export interface ListenerLimits {
  readonly connections: number;
  /** Until the head of a request must be complete, and the whole request. */
  readonly headMs: number;
  readonly requestMs: number;
  readonly checkEveryMs: number;
}

type Handler = Parameters<typeof createServer>[1];

export function createListener(
  certificate: { readonly key: string; readonly cert: string },
  limits: ListenerLimits,
  handler: Handler,
): Server {
  const server = createServer(
    {
      key: certificate.key,
      cert: certificate.cert,
      minVersion: 'TLSv1.2',
      handshakeTimeout: limits.headMs,
      headersTimeout: limits.headMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: 60_000,
      maxHeaderSize: 16 * 1024,
      insecureHTTPParser: false,
    },
    handler,
  );
  server.maxHeadersCount = 64;
  server.maxConnections = limits.connections;
  return server;
}

/** Ends every connection, those too that have not even finished greeting. Call it when all answers are out. */
export function trackSockets(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

/** What a port says no with, as a sentence. Other failures are bugs. */
export function listenRefusal(error: unknown, host: string, port: number): HubResult<never> {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return deny('port.taken', { port });
    case 'EACCES':
      return deny('port.forbidden', { port });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return deny('host.unknown', { host });
    default:
      throw error;
  }
}
