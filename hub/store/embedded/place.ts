/** Where the packaged PostgreSQL answers: where only this machine reaches it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findSecret } from '../../secret-file.ts';
import type { DatabasePlace } from '../pg.ts';
import type { Cluster } from './cluster.ts';

export const user = 'tongban';
export const passwordFile = 'pg.password';
const socketPort = 5432;
/** A Unix socket's path has room for 107 bytes on Linux, 103 on macOS. */
const longestSocketFolder = 85;

/** In the data directory, a Unix socket that only its account and root may open; where that cannot be, a port of 127.0.0.1. */
export async function choosePlace({ dir, password }: Cluster): Promise<DatabasePlace> {
  const common = { user, password, database: 'postgres' };
  const isSocket = process.platform !== 'win32' && Buffer.byteLength(dir) <= longestSocketFolder;
  return isSocket
    ? { ...common, host: dir, port: socketPort }
    : { ...common, host: '127.0.0.1', port: await freePort() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Where the database of a hub that runs now answers, by what its postmaster wrote (lines of postmaster.pid: port 4, socket 5). */
export function findRunningPlace(dataDir: string): DatabasePlace | undefined {
  const dir = join(dataDir, 'pg');
  const secret = findSecret(join(dataDir, passwordFile));
  const file = join(dir, 'postmaster.pid');
  if (!secret.ok || secret.value === undefined || !existsSync(file)) return undefined;
  const [, , , port = '', socket = ''] = readFileSync(file, 'utf8').split('\n');
  const host = socket.trim() === '' ? '127.0.0.1' : dir;
  return { user, password: secret.value, database: 'postgres', host, port: Number(port) };
}
