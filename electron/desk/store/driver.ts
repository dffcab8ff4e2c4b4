import type Database from 'better-sqlite3';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';

/** The constructor of better-sqlite3 (built with page ciphers). */
export type Driver = typeof Database;

/** One open connection of the driver. Only the store's own files hold one; everybody else holds a handle. */
export type DriverConnection = Database.Database;

export type Statement = Database.Statement;

/** better-sqlite3 13 is built for Node-API 10 (Node 22.14 and later). */
const neededNodeApi = 10;

/**
 * Loaded on a Node without Node-API 10 the native module ends the whole program with a segmentation fault and no word.
 * So the question is asked before it is loaded, which is also why it is never imported at the top of a file.
 */
export function refuseOldNode(nodeApi: string | undefined, node: string): Refusal | undefined {
  if (Number(nodeApi) >= neededNodeApi) return undefined;
  return { code: 'store.nodeTooOld', details: { found: node, needed: '22.14' } };
}

/** Loads the native SQLite module, or says why this Node cannot. */
export async function loadDriver(
  versions: { napi?: string; node: string } = process.versions,
): Promise<Result<Driver>> {
  const refusal = refuseOldNode(versions.napi, versions.node);
  if (refusal) return refuse(refusal.code, refusal.details);
  const { default: driver } = await import('better-sqlite3');
  return ok(driver);
}
