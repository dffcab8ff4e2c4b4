/**
 * PostgreSQL refuses to run as root. A hub started by root runs it under a system account of its own that has no home, no login and
 * owns nothing but the files of the database: not under `postgres`, which on Debian is the administrator of every other database there.
 */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { deny, type HubResult } from '../../refusal.ts';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export const accountName = 'tongban-pg';
const run = promisify(execFile);

/** Undefined as value: we are nobody special, and PostgreSQL runs as we do. */
export async function chooseAccount(ourUid: number | undefined): Promise<HubResult<Account | undefined>> {
  if (ourUid !== 0) return { ok: true, value: undefined };
  const account = (await findAccount(accountName)) ?? (await createAccount());
  return account === undefined ? deny('postgres.account', { account: accountName }) : { ok: true, value: account };
}

export async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(): Promise<Account | undefined> {
  const noHome = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  // A second hub may just be doing the same; then the account is there in the end.
  await run('useradd', ['--system', '--user-group', ...noHome, accountName]).catch(() => undefined);
  return findAccount(accountName);
}

/** The first folder on the way to `path` through which the account may not pass. */
export function findClosedFolder(path: string, { uid, gid }: Account): string | undefined {
  const above = dirname(path);
  const closed = above === path ? undefined : findClosedFolder(above, { uid, gid });
  if (closed !== undefined) return closed;
  const { mode, uid: owner, gid: group } = statSync(path);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) === 0 ? path : undefined;
}
