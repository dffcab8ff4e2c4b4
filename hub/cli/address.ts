/** Where desks reach the hub. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../refusal.ts';

export const defaultPort = 8443;
const portFile = (dataDir: string): string => join(dataDir, 'hub.port');

export const urlsOf = (hosts: readonly string[], port: number): string[] =>
  hosts.map((one) => `https://${one.includes(':') ? `[${one}]` : one}:${String(port)}`);

/** Where a hub listens; `host` is left out where it is reached at every address of the machine. */
export interface Listening {
  readonly port: number;
  readonly host?: string;
}

/** For invitations that are made beside the running hub, or before it is started again. Only a convenience: a full disk stops nothing here. */
export function rememberListening(dataDir: string, { port, host = '' }: Listening): void {
  try {
    writeFileSync(portFile(dataDir), `${String(port)} ${host}`.trimEnd() + '\n');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

export function recallListening(dataDir: string): Listening {
  try {
    const [first = '', host = ''] = readFileSync(portFile(dataDir), 'utf8').trim().split(' ');
    const port = Number(first);
    if (!Number.isInteger(port) || port <= 0 || port > 65_535) return { port: defaultPort };
    return { port, ...(host === '' ? {} : { host }) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { port: defaultPort };
  }
}
