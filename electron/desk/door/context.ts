/** What a call brings: its connection. Who is behind it the desk remembers; what it may do the contract says. */
import type { Connection } from './transport.ts';

export interface DeskContext {
  readonly connection: Connection;
}
