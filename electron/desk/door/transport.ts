import type { Context } from '@orpc/server';
import type { RPCHandler } from '@orpc/server/message-port';

/**
 * What a transport (HTTP, MessagePort, the same process) knows of the desk, and no more. A transport authenticates a
 * *connection*: the holder of one cookie, one MessagePort. Who is logged in on a connection is the desk's to remember,
 * in memory, by `Connection.id`; no call carries a login token, so none can be stolen from a call, a URL or a log.
 */
export interface Connection {
  /** Random, never reused, never shown to the page. */
  readonly id: string;
  readonly transport: 'http' | 'port' | 'process';
  /** Where the other end is. A paired screen of another machine will never speak through this door (its own contract). */
  readonly remote: 'loopback' | 'port' | 'process';
}

/** A router whose procedures need a context `C`, in oRPC's own words, so that it passes into a handler as it is. */
export type DoorRouter<C extends Context> = ConstructorParameters<typeof RPCHandler<C>>[0];

export interface DeskDoor<C extends Context = Context> {
  readonly router: DoorRouter<C>;
  /** Asked anew for every call; must be cheap. The object must be fresh, because the guard marks it. */
  readonly contextFor: (connection: Connection) => C;
  /** The connection is over (port closed, host closing, cookie displaced): its login is forgotten. */
  readonly ended: (connection: Connection) => void;
}

/** What the composition root passes in: no transport draws random numbers or writes logs by itself. */
export interface DoorPorts {
  /** A fresh random id: of a connection, or the number under which a fault is logged and told to the clerk. */
  readonly newId: () => string;
  readonly log: (line: DoorLogLine) => void;
}

/** Never holds input, output, messages of exceptions (they quote input) or headers: no personal data in logs. */
export type DoorLogLine =
  | { readonly event: 'fault'; readonly id: string; readonly procedure: string; readonly error: FaultTrace }
  | { readonly event: 'dropped'; readonly reason: string };

export interface FaultTrace {
  readonly name: string;
  readonly code?: string;
  /** Stack frames only, without the message line. */
  readonly frames: readonly string[];
  /** For an answer that broke its own contract: where. */
  readonly paths?: readonly string[];
}
