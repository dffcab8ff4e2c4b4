/** Where desks reach the hub. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../refusal.ts';

export const defaultPort = 8443;
const portFile = (dataDir: string): string => join(dataDir, 'hub.port');

export const urlsOf = (hosts: readonly string[], port: number): string[] =>
  hosts.map((one) => `https://${one.includes(':') ? `[${one}]` : one}:${String(port)}`);

/** For invitations that are made beside the running hub, or before it is started again. Only a convenience: a full disk stops nothing here. */
export function rememberPort(dataDir: string, port: number): void {
  try {
    writeFileSync(portFile(dataDir), `${String(port)}\n`);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

export function recallPort(dataDir: string): number {
  try {
    const port = Number(readFileSync(portFile(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : defaultPort;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return defaultPort;
  }
}
